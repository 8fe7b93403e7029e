package jdl.layer.common;

import java.util.Optional;
import jdl.failure.Failure;
import jdl.kernel.Matrix;
import jdl.proto.InnerProductParameter;
import jdl.tensor.Layout;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * How the blobs of an inner product are seen as matrices: the axes before {@code axis} are rows,
 * the others are inputs.
 *
 * @param transposed whether weights are inputs × outputs
 * @param layout of bottom and top; with the batch last they lie as columns
 */
record Factors(int axis, int rows, int inputs, int outputs, boolean transposed, Layout layout) {

    static Factors of(InnerProductParameter p, Shape bottom) {
        if (p.getNumOutput() < 1) throw Failure.config("num_output must be at least 1");
        int axis = bottom.axis(p.getAxis());
        return new Factors(
                axis,
                bottom.countTo(axis),
                bottom.countFrom(axis),
                p.getNumOutput(),
                p.getTranspose(),
                Layout.PLAIN);
    }

    /** The same in an order in which the inputs of a row can be told. */
    Optional<Factors> in(Layout other) {
        boolean knows = other == Layout.PLAIN || (other == Layout.BATCH_LAST && axis == 1);
        return knows
                ? Optional.of(new Factors(axis, rows, inputs, outputs, transposed, other))
                : Optional.empty();
    }

    /** Of the weights. */
    Shape shape() {
        return transposed ? Shape.of(inputs, outputs) : Shape.of(outputs, inputs);
    }

    Shape top(Shape bottom) {
        return bottom.slice(0, axis + 1).with(axis, outputs);
    }

    /** Rows × inputs. */
    Matrix bottom(Tensor x) {
        return rowsBy(inputs, x);
    }

    /** Rows × outputs. */
    Matrix top(Tensor y) {
        return rowsBy(outputs, y);
    }

    private Matrix rowsBy(int columns, Tensor x) {
        return layout == Layout.BATCH_LAST
                ? Matrix.of(x, columns, rows).transposed()
                : Matrix.of(x, rows, columns);
    }

    /** Inputs × outputs, however they lie. */
    Matrix weights(Tensor w) {
        return transposed
                ? Matrix.of(w, inputs, outputs)
                : Matrix.of(w, outputs, inputs).transposed();
    }
}
