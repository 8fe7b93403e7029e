package jdl.cli;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdl.failure.NamePattern;
import jdl.snapshot.Latest;
import jdl.snapshot.Snapshot;
import jdl.snapshot.Snapshots;
import jdl.snapshot.WeightsFile;
import jdl.solver.SnapshotKeeper;
import jdl.solver.WeightCopier;
import jdl.solver.WeightCopy;
import jdl.solver.WeightWish;
import jdl.solver.Workshop;

/** How a run begins: fresh, with the weights of others, or where it stopped. */
final class Start {

    private final Workshop shop;
    private final Snapshots snapshots;
    private final SnapshotKeeper keeper;
    private final List<String> notes = new ArrayList<>();

    Start(Workshop shop, Snapshots snapshots, ByteString digest) {
        this.shop = shop;
        this.snapshots = snapshots;
        this.keeper = new SnapshotKeeper(snapshots, shop, digest);
    }

    SnapshotKeeper keeper() {
        return keeper;
    }

    /** What the user should know of it. */
    List<String> notes() {
        return notes;
    }

    /** Fails now rather than at the first snapshot. */
    void checkWritable() {
        snapshots.checkWritable(Float.BYTES * shop.snapshotFloats());
    }

    /** Goes on from "auto" or a file. */
    void resume(String what) {
        if (!what.equals("auto")) {
            resume(Snapshot.load(Path.of(what)));
            return;
        }
        Latest latest = snapshots.latest();
        latest.skipped().forEach(line -> notes.add("passed over a snapshot: " + line));
        latest.snapshot()
                .ifPresentOrElse(
                        this::resume,
                        () -> notes.add("no snapshot of this run yet; it begins at 0"));
    }

    private void resume(Snapshot snapshot) {
        WeightCopy copy = shop.resume(snapshot);
        notes.add(
                "goes on at iteration %d, from %s"
                        .formatted(shop.stepper().iteration(), snapshot.stateFile()));
        if (!keeper.sameConfig(snapshot))
            notes.add("the config has changed since that snapshot; the run will differ from both");
        copy.missing().forEach(layer -> notes.add("layer \"" + layer + "\" is not in it"));
    }

    /** Begins with weights from files; what the solver wishes of them holds for all together. */
    void load(List<Path> files, WeightWish wish) {
        if (files.isEmpty()) return;
        var copier = new WeightCopier(shop.stepper().net(), wish);
        files.forEach(file -> WeightsFile.each(file, copier));
        WeightCopy copy = copier.done();
        String names = String.join(", ", files.stream().map(Path::toString).toList());
        notes.add("weights of %d layers from %s".formatted(copy.copied().size(), names));
        copy.ignored().forEach(layer -> notes.add("Ignoring source layer " + layer));
        copy.unfit().forEach(line -> notes.add(line + "; it learns from scratch"));
        copy.missing().forEach(layer -> notes.add("layer \"" + layer + "\" " + missing(layer)));
    }

    private String missing(String layer) {
        boolean frozen =
                shop.settings().getFreezeList().stream()
                        .anyMatch(text -> new NamePattern(text).matches(layer));
        return frozen
                ? "is frozen, but no file has weights for it: they stay random"
                : "learns from scratch";
    }
}
