package jdl.layer.normalization;

import jdl.kernel.Kernels;
import jdl.kernel.Loops;
import jdl.tensor.Tensor;

/**
 * {@code y = (x - mean) · factor} channel by channel, with the factor that makes the variance 1:
 * {@code 1 / √(variance + eps)}.
 */
record Standardizer(Channels channels, float eps) {

    /** From each channel's own mean and variance; keeps its factor. */
    void forward(Kernels kernels, Tensor x, Tensor y, Tensor factors) {
        channels.forEach(
                kernels.workers(), c -> factors.set(c, center(kernels.loops(), x, y, c).scaled()));
    }

    /** A channel's mean taken off; the scaling is left to do. */
    Centered center(Loops loops, Tensor x, Tensor y, int channel) {
        double mean = channels.sum(loops, x, channel) / channels.size();
        channels.shift(loops, x, (float) -mean, y, channel);
        double variance = channels.dot(loops, y, y, channel) / channels.size();
        return new Centered(this, loops, y, channel, (float) mean, (float) variance);
    }

    /** A channel of mean 0, and what its mean and variance were. */
    record Centered(
            Standardizer by, Loops loops, Tensor y, int channel, float mean, float variance) {

        /** Brings the variance to 1; the factor that did it. */
        float scaled() {
            float factor = by.factor(variance);
            by.channels.scale(loops, factor, y, channel);
            return factor;
        }
    }

    float factor(float variance) {
        return (float) (1 / Math.sqrt((double) variance + eps));
    }

    /**
     * {@code dx += factor · (dy - mean(dy) - y · mean(dy · y))} (Ioffe and Szegedy 2015), where
     * mean and variance came from {@code x} itself.
     */
    void backward(Kernels kernels, Tensor y, Tensor factors, Tensor dy, Tensor dx) {
        Loops loops = kernels.loops();
        channels.forEach(
                kernels.workers(),
                c -> {
                    float factor = factors.get(c);
                    double mean = channels.sum(loops, dy, c) / channels.size();
                    double along = channels.dot(loops, dy, y, c) / channels.size();
                    channels.combine(
                            loops,
                            factor,
                            dy,
                            (float) (-factor * along),
                            y,
                            (float) (-factor * mean),
                            dx,
                            c);
                });
    }
}
