package jdl.data.image;

import jdl.data.Values;
import jdl.failure.Failure;
import jdl.proto.ResizeParameter;
import jdl.tensor.Dice;
import jdl.tensor.Shape;

/** The whole picture in one size, or with one length of the shorter side. */
final class Rescale implements Step {

    private final int height;
    private final int width;
    private final int shorter;
    private final ThreadLocal<Values> made = ThreadLocal.withInitial(Values::new);

    Rescale(ResizeParameter settings) {
        height = Lengths.of("resize.height", settings.getHeight());
        width = Lengths.of("resize.width", settings.getWidth());
        shorter = Lengths.of("resize.shorter", settings.getShorter());
        boolean both = height > 0 && width > 0 && shorter == 0;
        if (!both && (shorter == 0 || height > 0 || width > 0))
            throw Failure.config(
                    "transform_param.resize takes either height and width or shorter\n"
                            + "    write resize { height: 256 width: 256 } or resize { shorter: 256 }");
    }

    @Override
    public Shape shape(Shape picture) {
        int rows = picture.dim(1);
        int columns = picture.dim(2);
        return Shape.of(picture.dim(0), height(rows, columns), width(rows, columns));
    }

    private int height(int rows, int columns) {
        return shorter == 0 ? height : scaled(rows, columns);
    }

    private int width(int rows, int columns) {
        return shorter == 0 ? width : scaled(columns, rows);
    }

    /** A side whose neighbour is another one; a hair of a picture does not become a sheet. */
    private int scaled(int side, int other) {
        if (side <= other) return shorter;
        return (int) Math.min((long) shorter * side / other, Lengths.GREATEST);
    }

    @Override
    public Values run(Values from, boolean training, Dice dice) {
        Values into = made.get();
        int rows = from.height();
        int columns = from.width();
        Resize.run(from, height(rows, columns), width(rows, columns), into);
        return into;
    }
}
