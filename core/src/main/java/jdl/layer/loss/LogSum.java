package jdl.layer.loss;

import jdl.layer.SoftmaxRows;
import jdl.tensor.Tensor;

/** Logarithms of sums of exponentials, which neither overflow nor lose what is small. */
final class LogSum {

    private LogSum() {}

    /** {@code log (eᵃ + eᵇ)}; -∞ is the log of 0. */
    static double of(double a, double b) {
        double larger = Math.max(a, b);
        if (larger == Double.NEGATIVE_INFINITY) return larger;
        return larger + StrictMath.log1p(StrictMath.exp(Math.min(a, b) - larger));
    }

    /**
     * {@code log Σ exp(xᵢ / temperature)} over one row: x / temperature less this is log softmax.
     */
    static double ofRow(SoftmaxRows rows, Tensor x, int row, double temperature) {
        int first = rows.first(row);
        int end = first + rows.classes() * rows.inner();
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = first; i < end; i += rows.inner()) largest = Math.max(largest, x.get(i));
        double sum = 0;
        for (int i = first; i < end; i += rows.inner())
            sum += StrictMath.exp((x.get(i) - largest) / temperature);
        return largest / temperature + StrictMath.log(sum);
    }
}
