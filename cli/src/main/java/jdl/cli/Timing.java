package jdl.cli;

import java.util.List;
import java.util.function.Function;

/**
 * How long the iterations of a net took.
 *
 * @param images that go through the net in an iteration
 * @param milliseconds the mean of an iteration
 * @param allocated bytes that all Java threads together allocate in an iteration
 */
record Timing(
        String net,
        String phase,
        int images,
        int iterations,
        int warmup,
        double milliseconds,
        double allocated,
        List<LayerTime> layers,
        MachinePeak machine) {

    double imagesPerSecond() {
        return images * 1e3 / milliseconds;
    }

    double sum(Function<LayerTime, Span> part) {
        return layers.stream().mapToDouble(layer -> part.apply(layer).milliseconds()).sum();
    }

    /** What no layer and no update takes. */
    double other() {
        return Math.max(0, milliseconds - sum(LayerTime::all));
    }

    /** The layers that bring data. */
    List<LayerTime> data() {
        return layers.stream().filter(LayerTime::data).toList();
    }

    /** Milliseconds of an iteration that are spent waiting for data. */
    double waiting() {
        return data().stream().mapToDouble(layer -> layer.forward().milliseconds()).sum();
    }
}
