package jdl.data;

import jdl.failure.Failure;
import jdl.proto.SourceParameter;

/**
 * What stands before the colon of a source, and how such a source is opened. Found by
 * ServiceLoader.
 */
public interface SourceType {

    /** Lower-case letters and digits, such as "idx". */
    String scheme();

    /** How a source of this kind is written, for people: "idx:DIR/train". */
    String example();

    /**
     * Opens what {@code rest}, the part after the colon, says; {@link Failure} where that cannot be
     * read.
     */
    Source open(String rest, SourceParameter settings);

    /** Opens it in the usual way. */
    default Source open(String rest) {
        return open(rest, SourceParameter.getDefaultInstance());
    }
}
