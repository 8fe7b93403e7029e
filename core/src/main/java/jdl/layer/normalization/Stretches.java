package jdl.layer.normalization;

import jdl.kernel.Loops;
import jdl.tensor.Tensor;

/** Channels one after the other, each in stretches long enough for a loop of their own. */
record Stretches(Channels channels, Loops loops, int from, int to) implements Lot {

    /** What a stretch adds to the sum of the lot's i-th channel. */
    @FunctionalInterface
    private interface Addend {
        double of(int i, int at);
    }

    /** What is done to a stretch of the lot's i-th channel. */
    @FunctionalInterface
    private interface Work {
        void run(int i, int at);
    }

    private double[] sums(Addend addend) {
        double[] sums = new double[length()];
        forEach((i, at) -> sums[i] += addend.of(i, at));
        return sums;
    }

    private void forEach(Work work) {
        for (int i = 0; i < length(); i++)
            for (int o = 0; o < channels.outer(); o++)
                work.run(i, (o * channels.count() + from + i) * channels.inner());
    }

    @Override
    public double[] sums(Tensor x) {
        return sums((i, at) -> loops.sum(x.array(), x.offset() + at, channels.inner()));
    }

    @Override
    public double[] squares(Tensor x, float[] mean) {
        return sums(
                (i, at) -> loops.squares(x.array(), x.offset() + at, mean[i], channels.inner()));
    }

    @Override
    public double[] products(Tensor y, Tensor x, float[] mean) {
        int n = channels.inner();
        return sums(
                (i, at) ->
                        loops.products(
                                y.array(), y.offset() + at, x.array(), x.offset() + at, mean[i], n));
    }

    @Override
    public void standardize(Tensor x, float[] mean, float[] a, float[] b, Tensor y) {
        forEach(
                (i, at) ->
                        loops.standardize(
                                x.array(),
                                x.offset() + at,
                                mean[i],
                                a[i],
                                b[i],
                                y.array(),
                                y.offset() + at,
                                channels.inner()));
    }

    @Override
    public void addStandardized(
            float[] a, Tensor y, Tensor x, float[] mean, float[] b, float[] c, Tensor z) {
        forEach(
                (i, at) ->
                        loops.addStandardized(
                                a[i],
                                y.array(),
                                y.offset() + at,
                                x.array(),
                                x.offset() + at,
                                mean[i],
                                b[i],
                                c[i],
                                z.array(),
                                z.offset() + at,
                                channels.inner()));
    }
}
