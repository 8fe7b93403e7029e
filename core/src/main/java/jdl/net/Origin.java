package jdl.net;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import jdl.failure.Failure;
import jdl.layer.Clock;
import jdl.layer.Reads;
import jdl.layer.RowFailure;

/** The record that a row of a layer's labels came from, where they come straight from a source. */
final class Origin {

    private Origin() {}

    /** The same failure, with the record's name where it can be told. */
    static Failure named(
            Failure e, Step step, NetPlan plan, Function<Step, Supplier<Clock>> clocks) {
        return e instanceof RowFailure row ? named(row, step, plan, clocks) : e;
    }

    private static Failure named(
            RowFailure e, Step step, NetPlan plan, Function<Step, Supplier<Clock>> clocks) {
        return step.layer().plan().labels().stream()
                .filter(bottom -> bottom < step.bottoms().size())
                .map(bottom -> step.bottoms().get(bottom))
                .flatMap(blob -> key(e.row(), blob, plan, clocks).stream())
                .filter(key -> !key.isEmpty())
                .findFirst()
                .map(key -> new Failure(e.kind(), e.message() + "\n    it is of " + key, e))
                .orElse(e);
    }

    private static Optional<String> key(
            int row, int blob, NetPlan plan, Function<Step, Supplier<Clock>> clocks) {
        int rows = plan.blobs().get(blob).shape().count();
        return plan.steps().stream()
                .filter(step -> step.tops().contains(blob))
                .filter(step -> step.layer() instanceof Reads)
                .map(
                        step -> {
                            var reads = (Reads) step.layer();
                            int place = (int) ((long) row * reads.batch() / Math.max(1, rows));
                            return reads.key(clocks.apply(step).get(), place);
                        })
                .findFirst();
    }
}
