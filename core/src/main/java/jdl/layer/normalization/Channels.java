package jdl.layer.normalization;

import java.util.function.Consumer;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.tensor.Layout;
import jdl.tensor.Shape;

/** A blob seen as channels, each of {@code outer} stretches of {@code inner} floats. */
record Channels(int outer, int count, int inner) {

    /** Channels of single floats that are done together: some vectors full. */
    private static final int ABREAST = 64;

    /** The channels of axis 1; a blob of one axis is a single channel. */
    static Channels ofAxis1(Shape shape) {
        return shape.rank() == 1
                ? new Channels(1, 1, shape.count())
                : new Channels(shape.dim(0), shape.dim(1), shape.countFrom(2));
    }

    /** The same channels where the blob lies in this order. */
    Channels in(Layout layout) {
        return switch (layout) {
            case PLAIN -> this;
            case CHANNELS_LAST -> new Channels(outer * inner, count, 1);
            case BATCH_LAST -> new Channels(1, count, inner * outer);
        };
    }

    /** The length of axis 1, which a blob of channels must have. */
    static int count(Shape shape) {
        if (shape.rank() < 2)
            throw Failure.config(
                    "wants a bottom of at least 2 axes (samples, channels), but got " + shape);
        return shape.dim(1);
    }

    /** So many channels, each in one piece. */
    static Channels rows(Shape shape, int count) {
        return new Channels(1, count, count == 0 ? 0 : shape.count() / count);
    }

    /** Floats in a channel. */
    int size() {
        return outer * inner;
    }

    /** The task, for all channels, in lots that do not depend on the number of threads. */
    void forLots(Kernels kernels, Consumer<Lot> task) {
        int together = Math.max(inner == 1 ? ABREAST : 1, Kernels.STRIP / Math.max(1, size()));
        kernels.workers()
                .forStrips(
                        count,
                        together,
                        (from, to) ->
                                task.accept(
                                        inner == 1
                                                ? new Columns(this, from, to)
                                                : new Stretches(this, kernels.loops(), from, to)));
    }
}
