package jdl.data;

import jdl.failure.Failure;
import jdl.proto.TransformationParameter;
import jdl.tensor.Dice;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * {@code y = (x - mean) · scale} on a window of the sample, perhaps mirrored. The window lies
 * anywhere in training and in the middle otherwise; a mean image is taken where the window lies.
 */
final class Transformer {

    private final Shape sample;
    private final Shape result;
    private final Mean mean;
    private final float scale;
    private final boolean mirror;
    private final boolean cropped;

    Transformer(TransformationParameter settings, Shape sample) {
        int channels = sample.dim(0);
        if ((settings.getForceColor() && channels != 3)
                || (settings.getForceGray() && channels != 1))
            throw Failure.config(
                    "transform_param.force_color and force_gray are for encoded images;"
                            + " this source's are plain\n    leave them out");
        this.sample = sample;
        this.result = window(Integer.toUnsignedLong(settings.getCropSize()), sample);
        this.cropped = settings.getCropSize() != 0;
        this.mean = Mean.of(settings, sample);
        this.scale = settings.getScale();
        this.mirror = settings.getMirror();
    }

    /** Channels, height, width of what comes out. */
    Shape shape() {
        return result;
    }

    /**
     * Transforms one sample and writes it as the {@code place}-th of a batch; the same dice give
     * the same window.
     */
    void run(Values from, Tensor batch, int place, boolean training, Dice dice) {
        check(from);
        boolean mirrored = mirror && dice.nextInt(2) == 1;
        int height = result.dim(1);
        int width = result.dim(2);
        int top = offset(from.height() - height, training, dice);
        int left = offset(from.width() - width, training, dice);
        float[] to = batch.array();
        int target = batch.offset() + place * result.count();
        for (int channel = 0; channel < result.dim(0); channel++)
            for (int row = top; row < top + height; row++) {
                int m = mean.at(channel, row, mean.isImage() ? left : 0);
                row(from, from.at(channel, row, left), m, to, target, width);
                if (mirrored) reverse(to, target, width);
                target += width;
            }
    }

    private void row(Values from, int source, int m, float[] into, int target, int width) {
        int step = from.columnStride();
        if (!from.areBytes())
            floats(from.floats(), source, step, mean.values(), m, scale, into, target, width);
        else if (step == 1)
            bytes(from.bytes(), source, mean.values(), m, scale, into, target, width);
        else bytes(from.bytes(), source, step, mean.values(), m, scale, into, target, width);
    }

    private static void floats(
            float[] x,
            int at,
            int step,
            float[] m,
            int atM,
            float scale,
            float[] y,
            int to,
            int n) {
        for (int i = 0; i < n; i++) y[to + i] = (x[at + i * step] - m[atM + i]) * scale;
    }

    /** Neighbours in memory, which the compiler takes several at a time. */
    private static void bytes(
            byte[] x, int at, float[] m, int atM, float scale, float[] y, int to, int n) {
        for (int i = 0; i < n; i++) y[to + i] = ((x[at + i] & 0xff) - m[atM + i]) * scale;
    }

    private static void bytes(
            byte[] x, int at, int step, float[] m, int atM, float scale, float[] y, int to, int n) {
        for (int i = 0; i < n; i++) y[to + i] = ((x[at + i * step] & 0xff) - m[atM + i]) * scale;
    }

    private static void reverse(float[] values, int from, int count) {
        for (int i = from, j = from + count - 1; i < j; i++, j--) {
            float swapped = values[i];
            values[i] = values[j];
            values[j] = swapped;
        }
    }

    private void check(Values from) {
        if (from.has(sample)) return;
        boolean fits =
                cropped
                        && from.channels() == sample.dim(0)
                        && from.height() >= result.dim(1)
                        && from.width() >= result.dim(2);
        if (fits && !mean.isImage()) return;
        throw new Failure(
                Failure.Kind.CORRUPT,
                "it is %s, but the first one is %s%n    give transform_param.crop_size, no larger than the smallest"
                        .formatted(from.shape(), sample));
    }

    private static int offset(int room, boolean training, Dice dice) {
        return training && room > 0 ? dice.nextInt(room + 1) : room / 2;
    }

    private static Shape window(long crop, Shape sample) {
        if (crop == 0) return sample;
        if (crop > sample.dim(1) || crop > sample.dim(2))
            throw Failure.config(
                    "transform_param.crop_size is %d, but the samples are %s"
                            .formatted(crop, sample));
        return Shape.of(sample.dim(0), (int) crop, (int) crop);
    }
}
