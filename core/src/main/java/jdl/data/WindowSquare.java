package jdl.data;

import java.util.Arrays;
import jdl.failure.Failure;
import jdl.proto.TransformationParameter;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * {@code y = (x - mean) · scale} for a square of which a part of an image fills a part; the rest is
 * 0. A mean image is square, and the middle of it is taken.
 */
final class WindowSquare {

    private static final int CHANNELS = 3;

    /** Side of a square whose values an array can hold. */
    private static final int LARGEST = 1 << 14;

    private final int size;
    private final Mean mean;
    private final int margin;
    private final float scale;

    WindowSquare(TransformationParameter settings, float scale) {
        this.size = settings.getCropSize();
        this.scale = scale;
        int side = settings.hasMeanFile() ? side(settings.getMeanFile()) : size;
        this.margin = (side - size) / 2;
        this.mean = Mean.of(settings, Shape.of(CHANNELS, side, side));
    }

    private int side(String meanFile) {
        var dims = BlobFile.read("mean_file", meanFile).dims();
        long side = dims.size() == 4 && dims.get(2).equals(dims.get(3)) ? dims.get(2) : 0;
        if (side < size || side > LARGEST)
            throw Failure.config(
                    "mean_file \"%s\" holds %s, but has to be a square of %d to %d"
                            .formatted(meanFile, dims, size, LARGEST));
        return (int) side;
    }

    int size() {
        return size;
    }

    /** Writes a stretched part as the {@code place}-th square of a batch. */
    void write(Values part, WindowCut cut, boolean mirrored, Tensor batch, int place) {
        float[] y = batch.array();
        int square = CHANNELS * size * size;
        int first = batch.offset() + place * square;
        Arrays.fill(y, first, first + square, 0);
        float[] means = mean.values();
        for (int c = 0; c < CHANNELS; c++)
            for (int row = 0; row < part.height(); row++) {
                int to = first + (c * size + row + cut.above()) * size + cut.left();
                int m = mean.at(c, row + cut.above() + margin, cut.left() + margin);
                for (int i = 0; i < part.width(); i++) {
                    float x = part.get(c, row, mirrored ? part.width() - 1 - i : i);
                    y[to + i] = (x - means[m + i]) * scale;
                }
            }
    }
}
