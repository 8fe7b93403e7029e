package jdl.data.image;

import jdl.failure.Failure;

/** How many pixels long the sides of made pictures may be. */
final class Lengths {

    static final int GREATEST = 16384;

    private Lengths() {}

    /** What a setting says; 0 if it says nothing. */
    static int of(String setting, int unsigned) {
        long length = Integer.toUnsignedLong(unsigned);
        if (length > GREATEST)
            throw Failure.config(
                    "transform_param.%s is %d, but may be %d at most"
                            .formatted(setting, length, GREATEST));
        return (int) length;
    }
}
