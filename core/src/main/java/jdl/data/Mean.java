package jdl.data;

import java.util.Arrays;
import jdl.failure.Failure;
import jdl.proto.TransformationParameter;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** What is taken off each value of a picture: an image as large as it, or a number a channel. */
final class Mean {

    private final float[] values;
    private final int channelStride;
    private final int rowStride;

    private Mean(float[] values, int channelStride, int rowStride) {
        this.values = values;
        this.channelStride = channelStride;
        this.rowStride = rowStride;
    }

    /**
     * @param picture as it is before it is cut
     */
    static Mean of(TransformationParameter settings, Shape picture) {
        if (settings.hasMeanFile() && settings.getMeanValueCount() > 0)
            throw Failure.config(
                    "transform_param has both mean_file and mean_value\n    keep one of them");
        int width = picture.dim(2);
        if (settings.hasMeanFile()) {
            Tensor image = MeanFile.read(settings.getMeanFile(), picture);
            return new Mean(image.toArray(), picture.dim(1) * width, width);
        }
        return new Mean(rows(settings, picture), width, 0);
    }

    /** For each channel one row, which is that of all its rows. */
    private static float[] rows(TransformationParameter settings, Shape picture) {
        int channels = picture.dim(0);
        int width = picture.dim(2);
        int given = settings.getMeanValueCount();
        if (given > 1 && given != channels)
            throw Failure.config(
                    "transform_param.mean_value has to be given once or once per channel (%d), but is given %d times"
                            .formatted(channels, given));
        float[] rows = new float[channels * width];
        for (int c = 0; c < channels && given > 0; c++)
            Arrays.fill(
                    rows, c * width, (c + 1) * width, settings.getMeanValue(given == 1 ? 0 : c));
        return rows;
    }

    float[] values() {
        return values;
    }

    /** Where in {@link #values} the part of a row from a column on begins. */
    int at(int channel, int row, int column) {
        return channel * channelStride + row * rowStride + column;
    }

    /** Whether it has a value of its own for each place, and so fits pictures of one size alone. */
    boolean isImage() {
        return rowStride > 0;
    }
}
