package jdl.layer.recurrent;

import java.util.List;
import jdl.kernel.Matrix;
import jdl.layer.Ports;
import jdl.layer.WeightSpec;
import jdl.proto.AttentionParameter;
import jdl.tensor.Blob;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * {@code y = x Wᵀ + b}, row by row.
 *
 * @param at the place of W among the layer's weights; b follows
 */
record Projection(int at, int rows, int inputs, int outputs, boolean bias) {

    List<WeightSpec> weights(AttentionParameter settings) {
        var filler = settings.getWeightFiller();
        if (!settings.hasWeightFiller()) filler = filler.toBuilder().setType("xavier").build();
        var weight = new WeightSpec(Shape.of(outputs, inputs), filler);
        return bias
                ? List.of(weight, new WeightSpec(Shape.of(outputs), settings.getBiasFiller()))
                : List.of(weight);
    }

    void forward(Ports p, Tensor x, Tensor y) {
        p.kernels().multiply(x(x), w(p.weight(at).data()).transposed(), y(y));
        if (bias) p.kernels().addToRows(p.weight(at + 1).data(), y(y));
    }

    /** To the weights. */
    void backward(Ports p, Tensor x, Tensor dy) {
        Blob weight = p.weight(at);
        if (weight.hasDiff()) p.kernels().multiplyAdd(y(dy).transposed(), x(x), w(weight.diff()));
        if (bias && p.weight(at + 1).hasDiff()) p.kernels().sumRows(y(dy), p.weight(at + 1).diff());
    }

    /** To the weights, and to the bottom that x is. */
    void backward(Ports p, Blob x, Tensor dy) {
        backward(p, x.data(), dy);
        if (x.hasDiff()) p.kernels().multiplyAdd(y(dy), w(p.weight(at).data()), x(x.diff()));
    }

    /** {@code dx = dy W}. */
    void down(Ports p, Tensor dy, Tensor dx) {
        p.kernels().multiply(y(dy), w(p.weight(at).data()), x(dx));
    }

    private Matrix x(Tensor x) {
        return Matrix.of(x, rows, inputs);
    }

    private Matrix y(Tensor y) {
        return Matrix.of(y, rows, outputs);
    }

    private Matrix w(Tensor w) {
        return Matrix.of(w, outputs, inputs);
    }
}
