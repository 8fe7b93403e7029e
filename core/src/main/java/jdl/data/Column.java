package jdl.data;

import java.util.List;
import jdl.tensor.Shape;

/**
 * One thing that every record of a source has.
 *
 * @param name what it is called
 * @param shape of one record's values; of a picture's, channels × height × width
 * @param varies whether records may be of another shape, and this is that of the first
 */
public record Column(String name, Kind kind, Shape shape, boolean varies) {

    /** What a column's values are. */
    public enum Kind {
        /** Values that {@code transform_param} is for. */
        PICTURE,
        /** Values that are taken as they come. */
        NUMBERS,
        /** One whole number from 0. */
        CLASS
    }

    public static Column picture(String name, Shape shape) {
        return new Column(name, Kind.PICTURE, shape, false);
    }

    /** Pictures of any size; the first one's is given. */
    public static Column pictures(String name, Shape first) {
        return new Column(name, Kind.PICTURE, first, true);
    }

    public static Column numbers(String name, Shape shape) {
        return new Column(name, Kind.NUMBERS, shape, false);
    }

    public static Column classes(String name) {
        return new Column(name, Kind.CLASS, Shape.scalar(), false);
    }

    /** The columns of pictures with a class each. */
    public static List<Column> labelled(Shape picture) {
        return List.of(picture("data", picture), classes("label"));
    }
}
