package jdl.layer.normalization;

import jdl.layer.Bend;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.tensor.Blob;
import jdl.tensor.Tensor;

/** A batch in an order in which a channel lies in stretches. */
record PlainBatch(Standardizer standardizer, Bend bend) implements BatchStandardizer {

    @Override
    public Plan plan(Plan plan) {
        return bend.plan(plan);
    }

    @Override
    public PlainBatch bent(Bend bend) {
        return new PlainBatch(standardizer, bend);
    }

    @Override
    public void forward(Ports p, ChannelScale scale, Standardizer.Listener listener) {
        Tensor y = p.top(0).data();
        standardizer.forward(p.kernels(), p.bottom(0).data(), Moments.of(p), scale, y, listener);
        bend.forward(p.kernels(), y);
    }

    @Override
    public void write(Ports p, ChannelScale scale) {
        Tensor y = p.top(0).data();
        standardizer.write(p.kernels(), p.bottom(0).data(), Moments.of(p), scale, y);
        bend.forward(p.kernels(), y);
    }

    @Override
    public void backward(Ports p, ChannelScale scale) {
        standardizer.backward(p.kernels(), cleared(p), Moments.of(p), scale, slopeOfBent(p));
    }

    @Override
    public void backwardByGiven(Ports p, ChannelScale scale) {
        standardizer.backwardByGiven(p.kernels(), cleared(p), Moments.of(p), scale, slopeOfBent(p));
    }

    private static Blob cleared(Ports p) {
        Blob x = p.bottom(0);
        if (x.hasDiff() && x.fresh()) p.kernels().fill(0, x.diff());
        return x;
    }

    private Tensor slopeOfBent(Ports p) {
        Blob y = p.top(0);
        bend.backward(p.kernels(), y);
        return y.diff();
    }
}
