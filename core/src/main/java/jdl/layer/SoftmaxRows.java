package jdl.layer;

import jdl.kernel.FastMath;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * {@code yᵢ = exp(xᵢ - max) / Σ exp(xⱼ - max)} along one axis, and its slope.
 *
 * @param outer product of the lengths before the axis
 * @param classes the axis's length
 * @param inner product of the lengths behind it: the distance of one class to the next
 */
public record SoftmaxRows(int outer, int classes, int inner) {

    public static SoftmaxRows of(Shape shape, int wanted) {
        int axis = shape.axis(wanted);
        return new SoftmaxRows(shape.countTo(axis), shape.dim(axis), shape.countFrom(axis + 1));
    }

    /** The index of class 0 of a row, 0 ≤ row &lt; outer × inner. */
    public int first(int row) {
        return row / inner * classes * inner + row % inner;
    }

    public int rows() {
        return outer * inner;
    }

    public void forward(Kernels kernels, Tensor x, Tensor y) {
        forRows(
                kernels,
                (from, to) -> {
                    for (int row = from; row < to; row++) forward(x, y, first(row));
                });
    }

    private void forward(Tensor x, Tensor y, int first) {
        int end = first + classes * inner;
        float max = Float.NEGATIVE_INFINITY;
        for (int i = first; i < end; i += inner) max = Math.max(max, x.get(i));
        double sum = 0;
        for (int i = first; i < end; i += inner) {
            float e = FastMath.exp(x.get(i) - max);
            y.set(i, e);
            sum += e;
        }
        for (int i = first; i < end; i += inner) y.set(i, (float) (y.get(i) / sum));
    }

    /** {@code dxᵢ += yᵢ (dyᵢ - Σ yⱼ dyⱼ)}. */
    public void backward(Kernels kernels, Tensor y, Tensor dy, Tensor dx) {
        forRows(
                kernels,
                (from, to) -> {
                    for (int row = from; row < to; row++) backward(y, dy, dx, first(row));
                });
    }

    private void backward(Tensor y, Tensor dy, Tensor dx, int first) {
        int end = first + classes * inner;
        double sum = 0;
        for (int i = first; i < end; i += inner) sum += (double) y.get(i) * dy.get(i);
        for (int i = first; i < end; i += inner)
            dx.set(i, (float) (dx.get(i) + y.get(i) * (dy.get(i) - sum)));
    }

    private void forRows(Kernels kernels, Workers.Strip strip) {
        int length = Math.max(1, 1024 / Math.max(1, classes));
        kernels.workers().forStrips(rows(), length, strip);
    }
}
