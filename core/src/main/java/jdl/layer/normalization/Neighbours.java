package jdl.layer.normalization;

import jdl.kernel.Loops;
import jdl.tensor.Tensor;

/** Which elements are near one another, and sums over them. */
sealed interface Neighbours permits ChannelNeighbours, PlaneNeighbours {

    /** How many images are done apart from each other. */
    int images();

    /** {@code to += weight · Σ from} over the neighbours of each element of an image. */
    void add(Loops loops, Tensor from, float weight, Tensor to, int image);
}
