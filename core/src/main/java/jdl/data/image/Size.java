package jdl.data.image;

import jdl.file.Damage;
import jdl.proto.SourceParameter.Color;

/**
 * How large a picture is, as its file's first bytes say, before any room is made for it.
 *
 * @param channels 1 if all of it is grey, 3 otherwise
 */
record Size(int width, int height, int channels) {

    private static final long PIXELS = 1L << 28;

    /** What is believed of any file, however small. */
    private static final long FREE = 64L << 20;

    /** Values for each byte of the file: flat areas are more, whole large pictures are not. */
    private static final long DENSITY = 100;

    /** Refuses what would cost memory and time out of proportion to the file. */
    Size check(int file) throws Damage {
        if (width <= 0 || height <= 0)
            throw new Damage("is %d × %d pixels, as it says".formatted(width, height));
        long pixels = (long) width * height;
        if (pixels > PIXELS || pixels * channels > FREE + DENSITY * file)
            throw new Damage(
                    "says that it is %d × %d pixels, which is too much for a file of %d bytes"
                            .formatted(width, height, file));
        return this;
    }

    /** How many channels are wanted of it. */
    int channels(Color color) {
        return switch (color) {
            case COLOR -> 3;
            case GRAY -> 1;
            case AS_STORED -> channels;
        };
    }

    int pixels() {
        return width * height;
    }
}
