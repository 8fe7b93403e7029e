package jdl.layer.normalization;

import jdl.kernel.Loops;
import jdl.tensor.Tensor;

/** Channels one after the other, each in stretches long enough for a loop of their own. */
record Stretches(Channels channels, Loops loops, int from, int to) implements Lot {

    /** Where a stretch of the lot's i-th channel begins. */
    private int at(Tensor x, int i, int stretch) {
        return x.offset() + (stretch * channels.count() + from + i) * channels.inner();
    }

    @Override
    public double[] sums(Tensor x) {
        double[] sums = new double[length()];
        for (int i = 0; i < sums.length; i++)
            for (int o = 0; o < channels.outer(); o++)
                sums[i] += loops.sum(x.array(), at(x, i, o), channels.inner());
        return sums;
    }

    @Override
    public double[] squares(Tensor x, float[] mean) {
        double[] sums = new double[length()];
        for (int i = 0; i < sums.length; i++)
            for (int o = 0; o < channels.outer(); o++)
                sums[i] += loops.squares(x.array(), at(x, i, o), mean[i], channels.inner());
        return sums;
    }

    @Override
    public double[] products(Tensor y, Tensor x, float[] mean) {
        int n = channels.inner();
        double[] sums = new double[length()];
        for (int i = 0; i < sums.length; i++)
            for (int o = 0; o < channels.outer(); o++)
                sums[i] +=
                        loops.products(y.array(), at(y, i, o), x.array(), at(x, i, o), mean[i], n);
        return sums;
    }

    @Override
    public void standardize(Tensor x, float[] mean, float[] a, float[] b, Tensor y) {
        for (int i = 0; i < mean.length; i++)
            for (int o = 0; o < channels.outer(); o++)
                loops.standardize(
                        x.array(),
                        at(x, i, o),
                        mean[i],
                        a[i],
                        b[i],
                        y.array(),
                        at(y, i, o),
                        channels.inner());
    }

    @Override
    public void addStandardized(
            float[] a, Tensor y, Tensor x, float[] mean, float[] b, float[] c, Tensor z) {
        for (int i = 0; i < mean.length; i++)
            for (int o = 0; o < channels.outer(); o++)
                loops.addStandardized(
                        a[i],
                        y.array(),
                        at(y, i, o),
                        x.array(),
                        at(x, i, o),
                        mean[i],
                        b[i],
                        c[i],
                        z.array(),
                        at(z, i, o),
                        channels.inner());
    }
}
