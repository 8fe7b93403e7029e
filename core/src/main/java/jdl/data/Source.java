package jdl.data;

import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** Samples of one shape, each with a label, in any order and from any thread. */
public interface Source {

    /** Channels, height, width. */
    Shape shape();

    /** How many samples there are, at least one. */
    long size();

    /** Writes the values of a sample as they are, 0 to 255, channel by channel. */
    void read(long index, Tensor into);

    int label(long index);

    /** Whether reading a sample is no more than a copy; others are read ahead of their pass. */
    default boolean atHand(long index) {
        return false;
    }

    /** What to call a sample in a message to people: the file and the place in it. */
    String key(long index);
}
