package jdl.layer.activation;

import java.util.function.IntConsumer;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.tensor.Layout;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * The channels of a blob, {@code y = x} where {@code x > 0}, else {@code slope · x}, with a slope
 * for each; what is done to a channel is one task.
 */
record BentChannels(int images, int channels, int places) {

    static BentChannels of(Shape x) {
        return new BentChannels(x.dim(0), x.dim(1), x.countFrom(2));
    }

    /** The same where the blob lies in this order. */
    BentChannels in(Layout layout) {
        return switch (layout) {
            case PLAIN -> this;
            case CHANNELS_LAST -> new BentChannels(images * places, channels, 1);
            case BATCH_LAST -> new BentChannels(1, channels, places * images);
        };
    }

    void forEach(Workers workers, IntConsumer task) {
        int together = Math.max(1, Kernels.STRIP / Math.max(1, images * places));
        workers.forStrips(
                channels,
                together,
                (from, to) -> {
                    for (int c = from; c < to; c++) task.accept(c);
                });
    }

    void bend(Tensor x, float slope, Tensor y, int channel) {
        for (int n = 0; n < images; n++) {
            int at = at(n, channel);
            bend(x.array(), x.offset() + at, slope, y.array(), y.offset() + at, places);
        }
    }

    private static void bend(float[] x, int atX, float slope, float[] y, int atY, int count) {
        for (int i = 0; i < count; i++) {
            float value = x[atX + i];
            y[atY + i] = value > 0 ? value : slope * value;
        }
    }

    /** {@code dx += dy} where {@code x > 0}, else {@code slope · dy}. */
    void toBottom(Tensor x, float slope, Tensor dy, Tensor dx, int channel) {
        for (int n = 0; n < images; n++) {
            int at = at(n, channel);
            int atX = x.offset() + at;
            int atDy = dy.offset() + at;
            toBottom(x.array(), atX, slope, dy.array(), atDy, dx.array(), dx.offset() + at, places);
        }
    }

    private static void toBottom(
            float[] x, int atX, float slope, float[] dy, int atDy, float[] dx, int at, int count) {
        for (int i = 0; i < count; i++)
            dx[at + i] += x[atX + i] > 0 ? dy[atDy + i] : slope * dy[atDy + i];
    }

    /** {@code Σ x dy} where {@code x ≤ 0}. */
    double toSlope(Tensor x, Tensor dy, int channel) {
        double sum = 0;
        for (int n = 0; n < images; n++) {
            int at = at(n, channel);
            sum += toSlope(x.array(), x.offset() + at, dy.array(), dy.offset() + at, places);
        }
        return sum;
    }

    private static double toSlope(float[] x, int atX, float[] dy, int atDy, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++)
            if (x[atX + i] <= 0) sum += (double) x[atX + i] * dy[atDy + i];
        return sum;
    }

    private int at(int image, int channel) {
        return (image * channels + channel) * places;
    }
}
