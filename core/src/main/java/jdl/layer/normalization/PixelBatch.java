package jdl.layer.normalization;

import jdl.layer.Bend;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.tensor.Tensor;

/** A batch whose channels lie last. */
record PixelBatch(PixelRows rows, Standardizer standardizer, Bend bend)
        implements BatchStandardizer {

    static PixelBatch of(Standardizer standardizer, Bend bend) {
        Channels channels = standardizer.channels();
        return new PixelBatch(PixelRows.of(channels.size(), channels.count()), standardizer, bend);
    }

    @Override
    public Plan plan(Plan plan) {
        return bend.plan(plan).scratch(rows.sums(), rows.numbers());
    }

    @Override
    public PixelBatch bent(Bend bend) {
        return new PixelBatch(rows, standardizer, bend);
    }

    /** The squares are seen from near the mean, and what that is off is taken away in the end. */
    @Override
    public void forward(Ports p, ChannelScale scale, Standardizer.Listener listener) {
        double share = 1.0 / Math.max(1, rows.pixels());
        Tensor shift = p.scratch(1);
        Moments moments = Moments.of(p);
        rows.moments(
                p,
                p.bottom(0).data(),
                (c, sum, squares) -> {
                    double off = sum * share;
                    float mean = (float) (shift.get(c) + off);
                    float variance = (float) Math.max(0, squares * share - off * off);
                    standardizer.keep(moments, c, mean, variance);
                    listener.found(c, mean, variance);
                });
        write(p, scale);
    }

    @Override
    public void write(Ports p, ChannelScale scale) {
        Tensor numbers = p.scratch(1);
        Moments moments = Moments.of(p);
        for (int c = 0; c < rows.channels(); c++) {
            rows.put(numbers, 0, c, moments.mean().get(c));
            double factor = standardizer.factor(moments, c) * scale.scale(c);
            rows.put(numbers, 1, c, (float) factor);
            rows.put(numbers, 2, c, scale.shift(c));
        }
        rows.standardize(p, bend.slope());
    }

    @Override
    public void backward(Ports p, ChannelScale scale) {
        backward(p, scale, 1.0 / Math.max(1, rows.pixels()));
    }

    @Override
    public void backwardByGiven(Ports p, ChannelScale scale) {
        backward(p, scale, 0);
    }

    private void backward(Ports p, ChannelScale scale, double share) {
        Tensor numbers = p.scratch(1);
        Moments moments = Moments.of(p);
        rows.products(
                p,
                bends(p),
                bend.slope(),
                moments.mean(),
                (c, sum, along) -> {
                    double factor = standardizer.factor(moments, c);
                    scale.add(c, factor * along, sum);
                    double a = factor * scale.scale(c);
                    double pull = standardizer.pull(moments, c);
                    rows.put(numbers, 1, c, (float) a);
                    rows.put(numbers, 2, c, (float) (-a * pull * along * share));
                    rows.put(numbers, 3, c, (float) (-a * sum * share));
                });
        if (p.bottom(0).hasDiff()) rows.addStandardized(p, bends(p), bend.slope());
    }

    /** Where nothing bends, what is read anyway. */
    private Tensor bends(Ports p) {
        return bend.bends() ? p.top(0).data() : p.bottom(0).data();
    }
}
