package jdl.cli;

import jdl.failure.Failure;
import jdl.net.Batches;
import jdl.proto.NetParameter;

/** Another number of samples in the batches of a net. */
final class BatchSize {

    private BatchSize() {}

    /** The net with this batch in all layers that data come from. */
    static NetParameter in(NetParameter net, int batch) {
        if (batch < 1)
            throw Failure.config("option --batch: at least 1 expected, but got " + batch);
        // Two other sizes differ only where there is a size at all.
        if (Batches.with(net, 1).equals(Batches.with(net, 2)))
            throw Failure.config(
                    "option --batch: no layer of this net says how large a batch is\n"
                            + "    leave it out, or give the net a layer that brings data");
        return Batches.with(net, batch);
    }
}
