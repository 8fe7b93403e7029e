package jdl.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jdl.layer.Reads;
import jdl.net.NetPlan;
import jdl.net.Step;

/**
 * What nets could not read and bore with, told at the end of a command.
 *
 * @param records each with the reason
 */
record BadRecordList(List<String> records) {

    private static final int TOLD = 20;

    static BadRecordList of(Collection<NetPlan> nets) {
        Set<String> bad = new LinkedHashSet<>();
        for (NetPlan net : nets)
            for (Step step : net.steps())
                if (step.layer() instanceof Reads reads) bad.addAll(reads.badRecords());
        return new BadRecordList(List.copyOf(bad));
    }

    /** A heading and a line for each record; nothing if all could be read. */
    List<String> lines() {
        if (records.isEmpty()) return List.of();
        List<String> lines = new ArrayList<>();
        lines.add("records that could not be read: %,d".formatted(records.size()));
        records.stream().limit(TOLD).forEach(line -> lines.add("    " + line));
        if (records.size() > TOLD) lines.add("    … and %,d more".formatted(records.size() - TOLD));
        return lines;
    }

    /** Adds {@code bad_records}, how many, and {@code bad}, the first of them. */
    static void into(ObjectNode json, List<String> records) {
        json.put("bad_records", records.size());
        var bad = json.putArray("bad");
        records.stream().limit(TOLD).forEach(bad::add);
    }
}
