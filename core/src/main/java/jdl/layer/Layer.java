package jdl.layer;

import java.util.Optional;
import jdl.tensor.Layout;

/** One step of a net. Complete when constructed; holds numbers, never arrays. */
public interface Layer {

    /** What the layer needs: the shapes of its tops, its weights, its private memory. */
    Plan plan();

    /** Writes the data of the tops from the data of the bottoms and weights. */
    void forward(Ports p);

    /**
     * Adds to the diffs of bottoms and weights what the diffs of the tops ask for. Called after
     * forward of the same pass, and only if some diff is wanted; a bottom or weight whose {@code
     * hasDiff()} is false is left out.
     */
    void backward(Ports p);

    /**
     * Makes {@link Plan#derived} of the weights. Called before forward wherever the weights may
     * have changed.
     */
    default void derive(Ports p) {}

    /** This layer for a net that tests: it has no backward, and its phase is TEST. */
    default Layer forTesting() {
        return this;
    }

    /** What the layer does to each channel in testing, if that is a matter of its weights alone. */
    default Optional<Folding> folding() {
        return Optional.empty();
    }

    /**
     * This layer for bottoms and tops that lie in another order; empty where it knows the plain one
     * alone. Shapes, weights and their meaning stay as they are.
     */
    default Optional<Layer> in(Layout layout) {
        return Optional.empty();
    }

    /**
     * This layer and the next as one, whose weights are those of both, one behind the other; empty
     * where it cannot be. The next one reads the first top of this one, and nobody else does.
     */
    default Optional<Layer> then(Layer next) {
        return Optional.empty();
    }
}
