package jdl.data.image;

import jdl.data.Values;
import jdl.failure.Failure;

/** A picture of bytes in memory of its own, pixel after pixel. */
final class Copy {

    private Copy() {}

    static byte[] run(Values from, Values into) {
        byte[] x = from.bytes();
        byte[] y = into.room(from.count());
        int step = from.columnStride();
        int channels = from.channels();
        int width = from.width();
        for (int row = 0; row < from.height(); row++)
            for (int c = 0; c < channels; c++) {
                int at = from.at(c, row, 0);
                int to = row * width * channels + c;
                for (int i = 0; i < width; i++) y[to + i * channels] = x[at + i * step];
            }
        into.pixels(y, 0, channels, from.height(), width);
        return y;
    }

    static void needBytes(Values from, String setting) {
        if (!from.areBytes())
            throw Failure.config(
                    "transform_param.%s is for pictures of bytes, but these are of floats%n    leave it out"
                            .formatted(setting));
    }
}
