package jdl.cli;

import jdl.data.tool.Fit;
import jdl.failure.Failure;

/** A height and a width as written: {@code 227x227}, or one number for both. */
record PictureSize(int height, int width) {

    private static final int MOST = 1 << 14;

    static PictureSize parse(String option, String written) {
        String[] sides = written.split("[x×]", -1);
        if (!written.matches("\\d{1,5}([x×]\\d{1,5})?"))
            throw Failure.config(
                    "option %s: HEIGHTxWIDTH expected, such as 227x227, but got \"%s\""
                            .formatted(option, written));
        int height = side(option, sides[0]);
        return new PictureSize(height, sides.length > 1 ? side(option, sides[1]) : height);
    }

    static int side(String option, String written) {
        int side = Integer.parseInt(written);
        if (side < 1 || side > MOST)
            throw Failure.config(
                    "option %s: 1 to %d pixels expected, but got %d".formatted(option, MOST, side));
        return side;
    }

    Fit fit() {
        return Fit.to(height, width);
    }
}
