package jdl.data.image;

import java.util.Arrays;
import jdl.failure.Failure;
import jdl.proto.CutoutParameter;
import jdl.tensor.Dice;
import jdl.tensor.Shape;

/** Squares of zeros, whose middles lie anywhere in a picture. */
final class Cutout {

    private final int size;
    private final int count;

    Cutout(CutoutParameter settings) {
        size = Lengths.of("cutout.size", settings.getSize());
        count = Lengths.of("cutout.count", settings.getCount());
        if (size == 0 || count == 0)
            throw Failure.config(
                    "transform_param.cutout needs a size and a count of at least 1\n"
                            + "    write cutout { size: 8 }");
    }

    /** Cuts out of planes of floats. */
    void run(float[] values, int from, Shape shape, Dice dice) {
        int height = shape.dim(1);
        int width = shape.dim(2);
        for (int i = 0; i < count; i++) {
            int top = dice.nextInt(height) - size / 2;
            int left = dice.nextInt(width) - size / 2;
            int bottom = Math.min(top + size, height);
            int right = Math.min(left + size, width);
            for (int c = 0; c < shape.dim(0); c++)
                for (int row = Math.max(top, 0); row < bottom; row++) {
                    int at = from + (c * height + row) * width;
                    Arrays.fill(values, at + Math.max(left, 0), at + right, 0);
                }
        }
    }
}
