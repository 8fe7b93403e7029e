package jdl.layer.normalization;

import java.util.function.IntConsumer;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.kernel.Loops;
import jdl.kernel.Workers;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * A blob seen as channels, each of {@code outer} stretches of {@code inner} floats. What is done to
 * a channel is one task, so that sums do not depend on the number of threads.
 */
record Channels(int outer, int count, int inner) {

    /** The channels of axis 1; a blob of one axis is a single channel. */
    static Channels ofAxis1(Shape shape) {
        return shape.rank() == 1
                ? new Channels(1, 1, shape.count())
                : new Channels(shape.dim(0), shape.dim(1), shape.countFrom(2));
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

    void forEach(Workers workers, IntConsumer task) {
        int together = Math.max(1, Kernels.STRIP / Math.max(1, size()));
        workers.forStrips(
                count,
                together,
                (from, to) -> {
                    for (int channel = from; channel < to; channel++) task.accept(channel);
                });
    }

    private int at(Tensor x, int stretch, int channel) {
        return x.offset() + (stretch * count + channel) * inner;
    }

    double sum(Loops loops, Tensor x, int channel) {
        double sum = 0;
        for (int o = 0; o < outer; o++) sum += loops.sum(x.array(), at(x, o, channel), inner);
        return sum;
    }

    double dot(Loops loops, Tensor x, Tensor y, int channel) {
        double sum = 0;
        for (int o = 0; o < outer; o++)
            sum += loops.dot(x.array(), at(x, o, channel), y.array(), at(y, o, channel), inner);
        return sum;
    }

    /** {@code y = x + number}. */
    void shift(Loops loops, Tensor x, float number, Tensor y, int channel) {
        for (int o = 0; o < outer; o++) {
            System.arraycopy(x.array(), at(x, o, channel), y.array(), at(y, o, channel), inner);
            loops.addNumber(number, y.array(), at(y, o, channel), inner);
        }
    }

    /** {@code x *= a}. */
    void scale(Loops loops, float a, Tensor x, int channel) {
        for (int o = 0; o < outer; o++) loops.scale(a, x.array(), at(x, o, channel), inner);
    }

    /** {@code dx += a dy + b y + c}. */
    void combine(
            Loops loops, float a, Tensor dy, float b, Tensor y, float c, Tensor dx, int channel) {
        for (int o = 0; o < outer; o++) {
            int at = at(dx, o, channel);
            loops.axpy(a, dy.array(), at(dy, o, channel), dx.array(), at, inner);
            if (b != 0) loops.axpy(b, y.array(), at(y, o, channel), dx.array(), at, inner);
            if (c != 0) loops.addNumber(c, dx.array(), at, inner);
        }
    }
}
