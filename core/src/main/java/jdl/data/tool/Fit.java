package jdl.data.tool;

import jdl.data.Values;
import jdl.data.image.Resize;

/** How a picture is brought to its size. */
public interface Fit {

    /** It stays as it is. */
    Fit NONE = (from, room) -> from;

    /** The picture in its size, which lies in {@code room} if it was made. */
    Values apply(Values from, Values room);

    /** All pictures have one size, whatever becomes of their proportions. */
    static Fit to(int height, int width) {
        return (from, room) -> {
            if (from.height() == height && from.width() == width) return from;
            Resize.run(from, height, width, room);
            return room;
        };
    }

    /** The shorter side of each picture has a length; proportions are kept. */
    static Fit shorter(int side) {
        return (from, room) -> {
            double scale = (double) side / Math.min(from.height(), from.width());
            int height = (int) Math.round(from.height() * scale);
            int width = (int) Math.round(from.width() * scale);
            return to(height, width).apply(from, room);
        };
    }
}
