package jdl.layer.normalization;

import jdl.kernel.Kernels;
import jdl.tensor.Blob;
import jdl.tensor.Layout;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * {@code y = scale · (x - mean) / (deviation + beside) + shift} with {@code deviation = √(variance
 * + under)}, channel by channel. Nothing of the size of x is kept: backward computes it again.
 *
 * @param scales whether it divides at all
 * @param under what is added to the variance under the root
 * @param beside what is added to the root
 */
record Standardizer(Channels channels, boolean scales, double under, double beside) {

    /** Is told a channel's mean and variance. */
    @FunctionalInterface
    interface Listener {
        void found(int channel, float mean, float variance);
    }

    /** {@code y = (x - mean) / √(variance + eps)}. */
    static Standardizer epsUnderRoot(Channels channels, float eps) {
        return new Standardizer(channels, true, eps, 0);
    }

    /** {@code y = (x - mean) / (√variance + eps)}. */
    static Standardizer epsBesideRoot(Channels channels, float eps) {
        return new Standardizer(channels, true, 0, eps);
    }

    /** {@code y = x - mean}. */
    static Standardizer withoutVariance(Channels channels) {
        return new Standardizer(channels, false, 0, 0);
    }

    /** The same where the channels lie in this order. */
    Standardizer in(Layout layout) {
        return new Standardizer(channels.in(layout), scales, under, beside);
    }

    /** The shape of numbers by the channel. */
    Shape each() {
        return Shape.of(channels.count());
    }

    /** By each channel's own moments, which are kept and told. */
    void forward(
            Kernels kernels,
            Tensor x,
            Moments moments,
            ChannelScale scale,
            Tensor y,
            Listener listener) {
        channels.forLots(
                kernels,
                lot -> {
                    measure(lot, x, moments, listener);
                    write(lot, x, moments, scale, y);
                });
    }

    /** The mean first and then the squares around it: exact where the mean is large, too. */
    private void measure(Lot lot, Tensor x, Moments moments, Listener listener) {
        double[] sums = lot.sums(x);
        float[] mean = new float[sums.length];
        for (int i = 0; i < mean.length; i++) mean[i] = (float) (sums[i] / channels.size());
        double[] squares = scales ? lot.squares(x, mean) : sums;
        for (int i = 0; i < mean.length; i++) {
            float variance = (float) (squares[i] / channels.size());
            keep(moments, lot.from() + i, mean[i], variance);
            listener.found(lot.from() + i, mean[i], variance);
        }
    }

    void keep(Moments moments, int channel, float mean, float variance) {
        moments.mean().set(channel, mean);
        moments.deviation().set(channel, (float) Math.sqrt(variance + under));
    }

    /** By moments that are there already. */
    void write(Kernels kernels, Tensor x, Moments moments, ChannelScale scale, Tensor y) {
        channels.forLots(kernels, lot -> write(lot, x, moments, scale, y));
    }

    private void write(Lot lot, Tensor x, Moments moments, ChannelScale scale, Tensor y) {
        float[] a = new float[lot.length()];
        float[] b = new float[lot.length()];
        for (int i = 0; i < a.length; i++) {
            int channel = lot.from() + i;
            a[i] = (float) (factor(moments, channel) * scale.scale(channel));
            b[i] = scale.shift(channel);
        }
        lot.standardize(x, lot.part(moments.mean()), a, b, y);
    }

    /**
     * {@code dx += scale · factor · (dy - mean(dy) - (x - mean) · pull · mean(dy · (x - mean)))}
     * (as in Ioffe and Szegedy 2015), where the moments are those of x.
     */
    void backward(Kernels kernels, Blob x, Moments moments, ChannelScale scale, Tensor dy) {
        double share = 1.0 / Math.max(1, channels.size());
        channels.forLots(kernels, lot -> backward(lot, x, moments, scale, dy, share));
    }

    /** {@code dx += scale · factor · dy}, where the moments came from elsewhere. */
    void backwardByGiven(Kernels kernels, Blob x, Moments moments, ChannelScale scale, Tensor dy) {
        channels.forLots(kernels, lot -> backward(lot, x, moments, scale, dy, 0));
    }

    private void backward(
            Lot lot, Blob x, Moments moments, ChannelScale scale, Tensor dy, double share) {
        float[] mean = lot.part(moments.mean());
        double[] sums = lot.sums(dy);
        double[] along = scales ? lot.products(dy, x.data(), mean) : new double[sums.length];
        float[] a = new float[sums.length];
        float[] b = new float[sums.length];
        float[] c = new float[sums.length];
        for (int i = 0; i < a.length; i++) {
            int channel = lot.from() + i;
            double factor = factor(moments, channel);
            scale.add(channel, factor * along[i], sums[i]);
            double slope = factor * scale.scale(channel);
            a[i] = (float) slope;
            b[i] = (float) (-slope * pull(moments, channel) * along[i] * share);
            c[i] = (float) (-slope * sums[i] * share);
        }
        if (x.hasDiff()) lot.addStandardized(a, dy, x.data(), mean, b, c, x.diff());
    }

    /** What this does by the moments of the past, behind {@code a x + b}: put in their place. */
    void fold(RunningMoments past, ChannelScale scale, Tensor a, Tensor b) {
        var moments = new Moments(Tensor.zeros(each()), Tensor.zeros(each()));
        past.keep(this, moments);
        for (int c = 0; c < a.size(); c++) {
            double factor = factor(moments, c) * scale.scale(c);
            a.set(c, (float) (factor * a.get(c)));
            b.set(c, (float) (factor * (b.get(c) - moments.mean().get(c)) + scale.shift(c)));
        }
    }

    double factor(Moments moments, int channel) {
        return scales ? 1 / (moments.deviation().get(channel) + beside) : 1;
    }

    /** By how much the deviation answers to x; not at all where all x are equal. */
    double pull(Moments moments, int channel) {
        float deviation = moments.deviation().get(channel);
        return scales && deviation != 0 ? factor(moments, channel) / deviation : 0;
    }
}
