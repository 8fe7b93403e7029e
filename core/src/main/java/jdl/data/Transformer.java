package jdl.data;

import jdl.failure.Failure;
import jdl.proto.TransformationParameter;
import jdl.tensor.Dice;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * {@code y = (x - mean) · scale} on a window of the sample, perhaps mirrored. The window lies
 * anywhere in training and in the middle otherwise; the mean is taken where the window lies.
 */
final class Transformer {

    private final Shape sample;
    private final Shape result;
    private final Tensor mean;
    private final float scale;
    private final boolean mirror;

    /** Whether all of a sample is taken as it lies: then it is one row. */
    private final boolean whole;

    Transformer(TransformationParameter settings, Shape sample) {
        if (settings.getForceColor() || settings.getForceGray())
            throw Failure.config(
                    "transform_param.force_color and force_gray are for encoded images;"
                            + " this source's are plain\n    leave them out");
        this.sample = sample;
        this.result = window(Integer.toUnsignedLong(settings.getCropSize()), sample);
        this.mean = mean(settings, sample);
        this.scale = settings.getScale();
        this.mirror = settings.getMirror();
        this.whole = !mirror && result.equals(sample);
    }

    /** Channels, height, width of what comes out. */
    Shape shape() {
        return result;
    }

    /**
     * Transforms one sample and writes it as the {@code place}-th of a batch; the same dice give
     * the same window.
     */
    void run(Tensor from, Tensor batch, int place, boolean training, Dice dice) {
        boolean mirrored = mirror && dice.nextInt(2) == 1;
        int top = offset(sample.dim(1) - result.dim(1), training, dice);
        int left = offset(sample.dim(2) - result.dim(2), training, dice);
        int height = result.dim(1);
        int width = result.dim(2);
        int target = batch.offset() + place * result.count();
        if (whole) {
            forward(from, 0, batch.array(), target, result.count());
            return;
        }
        for (int row = 0; row < result.dim(0) * height; row++) {
            int channel = row / height;
            int line = channel * sample.dim(1) + top + row % height;
            int source = line * sample.dim(2) + left;
            if (mirrored) backward(from, source, batch.array(), target + row * width, width);
            else forward(from, source, batch.array(), target + row * width, width);
        }
    }

    private void forward(Tensor from, int source, float[] into, int target, int width) {
        float[] x = from.array();
        float[] m = mean.array();
        int atX = from.offset() + source;
        int atM = mean.offset() + source;
        for (int i = 0; i < width; i++) into[target + i] = (x[atX + i] - m[atM + i]) * scale;
    }

    private void backward(Tensor from, int source, float[] into, int target, int width) {
        forward(from, source, into, target, width);
        for (int i = 0, j = width - 1; i < j; i++, j--) {
            float swapped = into[target + i];
            into[target + i] = into[target + j];
            into[target + j] = swapped;
        }
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

    private static Tensor mean(TransformationParameter settings, Shape sample) {
        int values = settings.getMeanValueCount();
        if (settings.hasMeanFile() && values > 0)
            throw Failure.config(
                    "transform_param has both mean_file and mean_value\n    keep one of them");
        if (settings.hasMeanFile()) return MeanFile.read(settings.getMeanFile(), sample);
        int channels = sample.dim(0);
        if (values > 1 && values != channels)
            throw Failure.config(
                    "transform_param.mean_value has to be given once or once per channel (%d), but is given %d times"
                            .formatted(channels, values));
        Tensor mean = Tensor.zeros(sample);
        for (int c = 0; c < channels && values > 0; c++)
            mean.part(c, channels).fill(settings.getMeanValue(values == 1 ? 0 : c));
        return mean;
    }
}
