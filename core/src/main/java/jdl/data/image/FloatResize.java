package jdl.data.image;

import jdl.data.Values;

/** {@link Resize} of floats: plane after plane. */
final class FloatResize {

    private FloatResize() {}

    static void run(Values from, int height, int width, Values into) {
        float[] x = from.floats();
        float[] y = into.floatRoom(height * width * from.channels());
        Axis rows = Axis.of(from.height(), height, 1, true);
        Axis columns = Axis.of(from.width(), width, from.columnStride(), true);
        int to = 0;
        for (int c = 0; c < from.channels(); c++)
            for (int row = 0; row < height; row++) {
                int upper = from.at(c, rows.first[row], 0);
                int lower = from.at(c, rows.second[row], 0);
                for (int column = 0; column < width; column++) {
                    int first = columns.first[column];
                    int second = columns.second[column];
                    float near = columns.near(column);
                    float above = mix(x[upper + first], x[upper + second], near);
                    y[to++] =
                            mix(
                                    above,
                                    mix(x[lower + first], x[lower + second], near),
                                    rows.near(row));
                }
            }
        into.planes(y, 0, from.channels(), height, width);
    }

    private static float mix(float a, float b, float near) {
        return a * (1 - near) + b * near;
    }
}
