package jdl.layer;

/**
 * A layer whose bottom lies outside of the net; tells how much there is, so that all of it can be
 * counted.
 */
public interface Reads {

    /** How many samples there are; sample {@code size()} is the first one again. */
    long size();

    /** How many samples a pass takes. */
    int batch();
}
