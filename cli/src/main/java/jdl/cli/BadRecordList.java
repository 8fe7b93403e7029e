package jdl.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jdl.layer.Reads;
import jdl.net.NetPlan;
import jdl.net.Step;

/** What nets could not read and bore with, told at the end of a command. */
final class BadRecordList {

    private static final int TOLD = 20;

    private BadRecordList() {}

    /** A heading and a line for each record; nothing if all could be read. */
    static List<String> of(Collection<NetPlan> nets) {
        Set<String> bad = new LinkedHashSet<>();
        for (NetPlan net : nets)
            for (Step step : net.steps())
                if (step.layer() instanceof Reads reads) bad.addAll(reads.badRecords());
        if (bad.isEmpty()) return List.of();
        List<String> lines = new ArrayList<>();
        lines.add("records that could not be read: %,d".formatted(bad.size()));
        bad.stream().limit(TOLD).forEach(line -> lines.add("    " + line));
        if (bad.size() > TOLD) lines.add("    … and %,d more".formatted(bad.size() - TOLD));
        return lines;
    }
}
