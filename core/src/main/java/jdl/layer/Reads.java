package jdl.layer;

import java.util.List;
import java.util.Optional;
import jdl.proto.TableParameter;
import jdl.tensor.Shape;

/**
 * A layer whose bottom lies outside of the net; tells how much there is, so that all of it can be
 * counted.
 */
public interface Reads {

    /** How many samples there are; sample {@code size()} is the first one again. */
    long size();

    /** How many samples a pass takes. */
    int batch();

    /** What to call a sample of a pass in a message to people, if that can be told. */
    default String key(Clock clock, int place) {
        return "";
    }

    /** The names of the classes that labels count, if they are known. */
    default List<String> classes() {
        return List.of();
    }

    /**
     * The shape of a picture before anything is done to it, where the first top is one and all are
     * alike.
     */
    default Optional<Shape> picture() {
        return Optional.empty();
    }

    /** Whether pictures of three channels come with red first, rather than blue. */
    default boolean redFirst() {
        return false;
    }

    /** What another table needs to know of the one that is read; nothing if it is none. */
    default TableParameter table() {
        return TableParameter.getDefaultInstance();
    }

    /** What could not be read so far and was borne with, each with the reason. */
    default List<String> badRecords() {
        return List.of();
    }
}
