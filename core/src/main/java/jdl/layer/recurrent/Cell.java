package jdl.layer.recurrent;

import java.util.List;
import jdl.tensor.Tensor;

/**
 * What a recurrent layer does in one step of one stream, once its weighted sums of x and of the
 * state are there. The first state is the output, h.
 */
interface Cell {

    /** Weighted sums for each output. */
    int gates();

    int states();

    /** Whether the sums of h are wanted apart from those of x; else they are added to them. */
    boolean apart();

    /** Turns the sums into gates, and the states before into those after. */
    void forward(Step step, int row);

    /**
     * Turns the gates into the slopes of the sums (and {@code fromState} into those of its own),
     * and the slopes of the states after into those of the states before, as far as they do not go
     * through the sums.
     */
    void backward(Step step, int row);

    /**
     * One step of all streams; a row is a stream.
     *
     * @param outputs floats of a state in a row
     * @param sums of x: gates × outputs floats in a row
     * @param fromState the sums of h; {@code sums} itself unless the cell wants them apart
     * @param before the states before
     * @param after the states after in forward, slopes in backward
     */
    record Step(
            int outputs, Tensor sums, Tensor fromState, List<Tensor> before, List<Tensor> after) {}
}
