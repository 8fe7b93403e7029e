package jdl.layer.normalization;

import jdl.kernel.Kernels;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.tensor.Blob;
import jdl.tensor.Tensor;

/** A batch in an order in which a channel lies in stretches. */
record PlainBatch(Standardizer standardizer, float slope) implements BatchStandardizer {

    @Override
    public Plan plan(Plan plan) {
        return bends() ? plan.scratch(plan.tops().get(0)) : plan;
    }

    @Override
    public PlainBatch bent(float slope) {
        return new PlainBatch(standardizer, slope);
    }

    @Override
    public void forward(Ports p, ChannelScale scale, Standardizer.Listener listener) {
        Tensor y = p.top(0).data();
        standardizer.forward(p.kernels(), p.bottom(0).data(), Moments.of(p), scale, y, listener);
        if (bends()) rectify(p, y);
    }

    @Override
    public void write(Ports p, ChannelScale scale) {
        Tensor y = p.top(0).data();
        standardizer.write(p.kernels(), p.bottom(0).data(), Moments.of(p), scale, y);
        if (bends()) rectify(p, y);
    }

    @Override
    public void backward(Ports p, ChannelScale scale) {
        standardizer.backward(p.kernels(), cleared(p), Moments.of(p), scale, slopeOfBent(p));
    }

    @Override
    public void backwardByGiven(Ports p, ChannelScale scale) {
        standardizer.backwardByGiven(p.kernels(), cleared(p), Moments.of(p), scale, slopeOfBent(p));
    }

    private void rectify(Ports p, Tensor y) {
        var loops = p.kernels().loops();
        p.kernels()
                .workers()
                .forStrips(
                        y.size(),
                        Kernels.STRIP,
                        (from, to) ->
                                loops.rectify(y.array(), y.offset() + from, slope, to - from));
    }

    private static Blob cleared(Ports p) {
        Blob x = p.bottom(0);
        if (x.hasDiff() && x.fresh()) p.kernels().fill(0, x.diff());
        return x;
    }

    private boolean bends() {
        return slope != 1;
    }

    private Tensor slopeOfBent(Ports p) {
        Tensor dy = p.top(0).diff();
        if (!bends()) return dy;
        bend(p, dy, p.top(0).data(), p.scratch(0));
        return p.scratch(0);
    }

    /** {@code z = x} where {@code by > 0}, else {@code slope · x}. */
    private void bend(Ports p, Tensor x, Tensor by, Tensor z) {
        p.kernels()
                .workers()
                .forStrips(
                        x.size(),
                        Kernels.STRIP,
                        (from, to) ->
                                p.kernels()
                                        .loops()
                                        .bend(
                                                x.array(),
                                                x.offset() + from,
                                                by.array(),
                                                by.offset() + from,
                                                slope,
                                                z.array(),
                                                z.offset() + from,
                                                to - from));
    }
}
