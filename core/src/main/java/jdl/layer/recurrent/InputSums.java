package jdl.layer.recurrent;

import jdl.kernel.Kernels;
import jdl.kernel.Matrix;
import jdl.layer.Ports;
import jdl.tensor.Tensor;

/**
 * {@code a = x Wᵀ + b + x_static Vᵀ} for all steps at once; weights 0, 1 and 2 are W, b and V.
 *
 * @param width floats of a in each step of each stream
 */
record InputSums(Sequence sequence, int width) {

    void forward(Ports p, Tensor sums, Tensor scratch) {
        Kernels kernels = p.kernels();
        Matrix a = all(sums);
        kernels.multiply(x(p.bottom(0).data()), weights(p.weight(0).data()).transposed(), a);
        kernels.addToRows(p.weight(1).data(), a);
        if (sequence.still() == 0) return;
        Matrix still = Matrix.of(scratch, sequence.streams(), width);
        Matrix weights = stillWeights(p.weight(2).data()).transposed();
        kernels.multiply(still(p.bottom(2).data()), weights, still);
        kernels.addToRows(scratch, steps(sums));
    }

    void backward(Ports p, Tensor slopes, Tensor scratch) {
        Kernels kernels = p.kernels();
        Matrix da = all(slopes);
        if (p.weight(0).hasDiff())
            kernels.multiplyAdd(
                    da.transposed(), x(p.bottom(0).data()), weights(p.weight(0).diff()));
        if (p.weight(1).hasDiff()) kernels.sumRows(da, p.weight(1).diff());
        if (p.bottom(0).hasDiff())
            kernels.multiplyAdd(da, weights(p.weight(0).data()), x(p.bottom(0).diff()));
        if (sequence.still() == 1) toStill(p, slopes, scratch);
    }

    private void toStill(Ports p, Tensor slopes, Tensor scratch) {
        Kernels kernels = p.kernels();
        scratch.fill(0);
        kernels.sumRows(steps(slopes), scratch);
        Matrix da = Matrix.of(scratch, sequence.streams(), width);
        if (p.weight(2).hasDiff())
            kernels.multiplyAdd(
                    da.transposed(), still(p.bottom(2).data()), stillWeights(p.weight(2).diff()));
        if (p.bottom(2).hasDiff())
            kernels.multiplyAdd(da, stillWeights(p.weight(2).data()), still(p.bottom(2).diff()));
    }

    /** A row for each step of each stream. */
    private Matrix all(Tensor sums) {
        return Matrix.of(sums, sequence.rows(), width);
    }

    /** A row for each step. */
    private Matrix steps(Tensor sums) {
        return Matrix.of(sums, sequence.steps(), sequence.streams() * width);
    }

    private Matrix x(Tensor x) {
        return Matrix.of(x, sequence.rows(), sequence.inputs());
    }

    private Matrix still(Tensor still) {
        return Matrix.of(still, sequence.streams(), sequence.statics());
    }

    private Matrix weights(Tensor weights) {
        return Matrix.of(weights, width, sequence.inputs());
    }

    private Matrix stillWeights(Tensor weights) {
        return Matrix.of(weights, width, sequence.statics());
    }
}
