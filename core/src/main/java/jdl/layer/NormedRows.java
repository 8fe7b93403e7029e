package jdl.layer;

import java.util.function.IntConsumer;
import jdl.kernel.Kernels;
import jdl.kernel.Loops;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * The rows of a weight along axis 0, each as a length times a direction: {@code w = g v / ‖v‖}. A
 * row of zeros has no direction and stays one.
 *
 * @param length floats of a row
 */
public record NormedRows(int count, int length) {

    public static NormedRows of(Shape shape) {
        int rows = shape.rank() == 0 ? 1 : shape.dim(0);
        return new NormedRows(rows, shape.count() / Math.max(1, rows));
    }

    /** {@code g = ‖v‖}, as exactly as {@link #join} divides by it. */
    public void lengths(Loops loops, Tensor v, Tensor g) {
        for (int row = 0; row < count; row++) g.set(row, norm(loops, v, row));
    }

    /** {@code w = g v / ‖v‖}. */
    void join(Kernels kernels, Tensor v, Tensor g, Tensor w) {
        forRows(
                kernels,
                row -> {
                    float scale = ratio(g.get(row), norm(kernels.loops(), v, row));
                    for (int i = row * length; i < (row + 1) * length; i++)
                        w.set(i, scale * v.get(i));
                });
    }

    /** {@code dg += dw·v / ‖v‖}. */
    void toLengths(Kernels kernels, Tensor v, Tensor dw, Tensor dg) {
        forRows(kernels, row -> dg.set(row, dg.get(row) + along(kernels.loops(), v, dw, row)));
    }

    /** {@code dv += g / ‖v‖ (dw - (dw·v / ‖v‖) v / ‖v‖)}. */
    void toDirections(Kernels kernels, Tensor v, Tensor g, Tensor dw, Tensor dv) {
        forRows(
                kernels,
                row -> {
                    float norm = norm(kernels.loops(), v, row);
                    float scale = ratio(g.get(row), norm);
                    float along = ratio(along(kernels.loops(), v, dw, row), norm);
                    for (int i = row * length; i < (row + 1) * length; i++)
                        dv.set(i, dv.get(i) + scale * (dw.get(i) - along * v.get(i)));
                });
    }

    /** {@code dw·v / ‖v‖}: how much of a row's slope points along it. */
    private float along(Loops loops, Tensor v, Tensor dw, int row) {
        double product =
                loops.dot(
                        v.array(),
                        v.offset() + row * length,
                        dw.array(),
                        dw.offset() + row * length,
                        length);
        return ratio((float) product, norm(loops, v, row));
    }

    private float norm(Loops loops, Tensor v, int row) {
        int at = v.offset() + row * length;
        return (float) Math.sqrt(loops.dot(v.array(), at, v.array(), at, length));
    }

    private static float ratio(float a, float norm) {
        return norm == 0 ? 0 : a / norm;
    }

    private void forRows(Kernels kernels, IntConsumer row) {
        kernels.workers()
                .forStrips(
                        count,
                        Math.max(1, Kernels.STRIP / Math.max(1, length)),
                        (from, to) -> {
                            for (int i = from; i < to; i++) row.accept(i);
                        });
    }
}
