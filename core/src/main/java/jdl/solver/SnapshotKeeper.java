package jdl.solver;

import com.google.protobuf.ByteString;
import jdl.failure.Failure;
import jdl.net.Weight;
import jdl.proto.JdlState;
import jdl.snapshot.Snapshot;
import jdl.snapshot.Snapshots;
import jdl.snapshot.State;

/** Writes a run to its snapshots. */
public final class SnapshotKeeper implements Training.Keeper {

    private final Snapshots snapshots;
    private final Workshop workshop;
    private final ByteString config;

    /**
     * A keeper of one run.
     *
     * @param config a digest of what the run was made from, so that a resume under another config
     *     is told
     */
    public SnapshotKeeper(Snapshots snapshots, Workshop workshop, ByteString config) {
        this.snapshots = snapshots;
        this.workshop = workshop;
        this.config = config;
    }

    @Override
    public Event.Saved save(Stepper stepper) {
        stepper.net().weights().forEach(SnapshotKeeper::requireFinite);
        State state = workshop.state(config);
        String net = stepper.net().plan().name();
        int iteration = state.iter();
        if (stepper.hasAverages()) {
            stepper.onAverages(
                    () ->
                            snapshots.saveAverages(
                                    iteration, net, WeightCopy.of(stepper.net(), false)));
        }
        boolean diffs = workshop.settings().getSnapshotDiff();
        snapshots.save(state, net, WeightCopy.of(stepper.net(), diffs));
        return new Event.Saved(iteration, snapshots.weights(iteration), snapshots.state(iteration));
    }

    /** No snapshot of a run that has gone astray ever stands beside, or over, a good one. */
    private static void requireFinite(Weight weight) {
        for (float value : weight.blob().data().toArray()) {
            if (Float.isFinite(value)) continue;
            String message =
                    "weight \"%s\" holds %s; no snapshot is written, the last one is untouched%n"
                            + "    a smaller base_lr or clip_gradients often helps";
            throw new Failure(Failure.Kind.DIVERGED, message.formatted(weight.key(), value));
        }
    }

    /** Whether a snapshot was written by a run with the same config. */
    public boolean sameConfig(Snapshot snapshot) {
        return snapshot.state()
                .extra()
                .filter(JdlState::hasConfigSha256)
                .map(e -> e.getConfigSha256().equals(config))
                .orElse(true);
    }
}
