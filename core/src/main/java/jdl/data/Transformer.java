package jdl.data;

import jdl.data.image.Steps;
import jdl.failure.Failure;
import jdl.proto.TransformationParameter;
import jdl.tensor.Dice;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * {@code y = (x - mean) · scale / std} on a window of the sample, perhaps mirrored, and what else
 * {@code transform_param} asks for. The window lies anywhere in training and in the middle
 * otherwise; a mean image is taken where the window lies.
 */
final class Transformer {

    private final Steps steps;
    private final Shape sample;
    private final Shape result;
    private final Mean mean;
    private final float[] scales;
    private final boolean mirror;
    private final boolean cropped;

    /**
     * @param picture the shape of the first picture
     */
    Transformer(TransformationParameter settings, Shape picture) {
        int channels = picture.dim(0);
        if ((settings.getForceColor() && channels != 3)
                || (settings.getForceGray() && channels != 1))
            throw Failure.config(
                    "transform_param.force_color and force_gray are for encoded images;"
                            + " this source's are plain\n    leave them out");
        this.steps = new Steps(settings, picture);
        this.sample = steps.shape();
        this.result = window(Integer.toUnsignedLong(settings.getCropSize()), sample);
        this.cropped = settings.getCropSize() != 0;
        this.mean = Mean.of(settings, sample);
        this.scales = scales(settings, sample.dim(0));
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
        boolean mirrored = mirror && dice.nextInt(2) == 1;
        Values picture = steps.beforeCrop(from, training, dice);
        check(picture);
        int top = offset(picture.height() - result.dim(1), training, dice);
        int left = offset(picture.width() - result.dim(2), training, dice);
        picture.window(top, left, result.dim(1), result.dim(2));
        Values window = steps.afterCrop(picture, training, dice);
        steps.order(window);
        boolean flipped = steps.flips(training, dice);
        int target = batch.offset() + place * result.count();
        write(window, top, left, batch.array(), target, mirrored, flipped);
        steps.finish(batch.array(), target, result, training, dice);
    }

    private void write(
            Values from,
            int top,
            int left,
            float[] to,
            int target,
            boolean mirrored,
            boolean flipped) {
        int height = result.dim(1);
        int width = result.dim(2);
        int at = target;
        for (int channel = 0; channel < result.dim(0); channel++)
            for (int i = 0; i < height; i++) {
                int row = flipped ? height - 1 - i : i;
                int m = mean.at(channel, top + row, mean.isImage() ? left : 0);
                row(from, from.at(channel, row, 0), m, scales[channel], to, at, width);
                if (mirrored) reverse(to, at, width);
                at += width;
            }
    }

    private void row(
            Values from, int source, int m, float scale, float[] into, int target, int width) {
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
                "it is %s, but the first one is %s%n    give transform_param.resize, or a crop_size no larger than the smallest"
                        .formatted(from.shape(), sample));
    }

    private static int offset(int room, boolean training, Dice dice) {
        return training && room > 0 ? dice.nextInt(room + 1) : room / 2;
    }

    /** For each channel what x - mean is multiplied by. */
    private static float[] scales(TransformationParameter settings, int channels) {
        int given = settings.getStdValueCount();
        if (given > 1 && given != channels)
            throw Failure.config(
                    "transform_param.std_value has to be given once or once per channel (%d), but is given %d times"
                            .formatted(channels, given));
        float[] scales = new float[channels];
        for (int c = 0; c < channels; c++)
            scales[c] =
                    given == 0
                            ? settings.getScale()
                            : settings.getScale() / settings.getStdValue(given == 1 ? 0 : c);
        return scales;
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
