package jdl.net;

import java.util.List;
import jdl.tensor.Tensor;

/** A number that is a function of tensors, and its gradients, as {@link GradientCheck} needs it. */
interface Checked {

    /** A tensor that the number is a function of, and where backward puts the gradient. */
    record Variable(String layer, String name, Tensor data, Tensor diff) {}

    List<Variable> variables();

    /** Computes the number. */
    double value();

    /** Computes the gradients after {@link #value()}. */
    void backward();

    /** How far off rounding to floats may have put the last number. */
    double resolution();
}
