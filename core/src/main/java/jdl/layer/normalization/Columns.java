package jdl.layer.normalization;

import jdl.tensor.Tensor;

/** Channels side by side: each float of a row is another channel's, and the rows go by. */
record Columns(Channels channels, int from, int to) implements Lot {

    private int rows() {
        return channels.outer();
    }

    private int at(Tensor x, int row) {
        return x.offset() + row * channels.count() + from;
    }

    @Override
    public double[] sums(Tensor x) {
        double[] sums = new double[length()];
        for (int row = 0; row < rows(); row++) add(x.array(), at(x, row), sums);
        return sums;
    }

    private static void add(float[] x, int at, double[] sums) {
        for (int i = 0; i < sums.length; i++) sums[i] += x[at + i];
    }

    @Override
    public double[] squares(Tensor x, float[] mean) {
        double[] sums = new double[length()];
        for (int row = 0; row < rows(); row++) addSquares(x.array(), at(x, row), mean, sums);
        return sums;
    }

    private static void addSquares(float[] x, int at, float[] mean, double[] sums) {
        for (int i = 0; i < sums.length; i++) {
            double off = (double) x[at + i] - mean[i];
            sums[i] += off * off;
        }
    }

    @Override
    public double[] products(Tensor y, Tensor x, float[] mean) {
        double[] sums = new double[length()];
        for (int row = 0; row < rows(); row++)
            addProducts(y.array(), at(y, row), x.array(), at(x, row), mean, sums);
        return sums;
    }

    private static void addProducts(
            float[] y, int atY, float[] x, int atX, float[] mean, double[] sums) {
        for (int i = 0; i < sums.length; i++)
            sums[i] += y[atY + i] * ((double) x[atX + i] - mean[i]);
    }

    @Override
    public void standardize(Tensor x, float[] mean, float[] a, float[] b, Tensor y) {
        for (int row = 0; row < rows(); row++)
            standardize(x.array(), at(x, row), mean, a, b, y.array(), at(y, row));
    }

    private static void standardize(
            float[] x, int atX, float[] mean, float[] a, float[] b, float[] y, int atY) {
        for (int i = 0; i < mean.length; i++) y[atY + i] = (x[atX + i] - mean[i]) * a[i] + b[i];
    }

    @Override
    public void addStandardized(
            float[] a, Tensor y, Tensor x, float[] mean, float[] b, float[] c, Tensor z) {
        for (int row = 0; row < rows(); row++) {
            add(y.array(), at(y, row), a, z.array(), at(z, row));
            addStandardized(x.array(), at(x, row), mean, b, c, z.array(), at(z, row));
        }
    }

    private static void add(float[] y, int atY, float[] a, float[] z, int atZ) {
        for (int i = 0; i < a.length; i++) z[atZ + i] += a[i] * y[atY + i];
    }

    private static void addStandardized(
            float[] x, int atX, float[] mean, float[] b, float[] c, float[] z, int atZ) {
        for (int i = 0; i < mean.length; i++) z[atZ + i] += (x[atX + i] - mean[i]) * b[i] + c[i];
    }
}
