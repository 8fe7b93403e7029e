package jdl.kernel;

import jdl.tensor.Tensor;

/** Short loops over stretches of floats, as one would write them on paper. */
final class PlainLoops {

    private PlainLoops() {}

    /** {@code y += a x} between two indices. */
    static void axpy(float a, Tensor x, Tensor y, int from, int to) {
        float[] xs = x.array();
        float[] ys = y.array();
        int atX = x.offset();
        int atY = y.offset();
        for (int i = from; i < to; i++) ys[atY + i] += a * xs[atX + i];
    }

    /** {@code x *= a} between two indices. */
    static void scale(float a, Tensor x, int from, int to) {
        float[] xs = x.array();
        for (int i = x.offset() + from; i < x.offset() + to; i++) xs[i] *= a;
    }

    /** {@code Σ x y} between two indices. */
    static double dot(Tensor x, Tensor y, int from, int to) {
        float[] xs = x.array();
        float[] ys = y.array();
        int atX = x.offset();
        int atY = y.offset();
        double sum = 0;
        for (int i = from; i < to; i++) sum += (double) xs[atX + i] * ys[atY + i];
        return sum;
    }

    /** {@code h = momentum h + rate g; w -= h} between two indices. */
    static void sgd(Tensor w, Tensor g, Tensor h, float rate, float momentum, int from, int to) {
        float[] ws = w.array();
        float[] gs = g.array();
        float[] hs = h.array();
        int atW = w.offset();
        int atG = g.offset();
        int atH = h.offset();
        for (int i = from; i < to; i++) {
            float step = momentum * hs[atH + i] + rate * gs[atG + i];
            hs[atH + i] = step;
            ws[atW + i] -= step;
        }
    }

    /** Row {@code i} of the matrix += the row. */
    static void addRow(Tensor row, Matrix c, int i) {
        float[] values = row.array();
        int at = row.offset();
        float[] cs = c.array();
        int to = c.index(i, 0);
        int step = c.columnStride();
        for (int j = 0; j < c.columns(); j++) cs[to + j * step] += values[at + j];
    }

    /** Row {@code i} of the matrix += a number. */
    static void addNumber(float number, Matrix c, int i) {
        float[] cs = c.array();
        int to = c.index(i, 0);
        int step = c.columnStride();
        for (int j = 0; j < c.columns(); j++) cs[to + j * step] += number;
    }

    /** The sum of row {@code i}. */
    static double rowSum(Matrix a, int i) {
        float[] as = a.array();
        int from = a.index(i, 0);
        int step = a.columnStride();
        double sum = 0;
        for (int j = 0; j < a.columns(); j++) sum += as[from + j * step];
        return sum;
    }

    /** The row between two columns += the sum of the matrix's rows there, topmost first. */
    static void addRowsTo(Matrix a, Tensor row, int from, int to) {
        float[] as = a.array();
        float[] sums = row.array();
        int at = row.offset();
        int step = a.columnStride();
        for (int i = 0; i < a.rows(); i++) {
            int start = a.index(i, 0);
            for (int j = from; j < to; j++) sums[at + j] += as[start + j * step];
        }
    }
}
