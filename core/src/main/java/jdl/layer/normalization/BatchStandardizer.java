package jdl.layer.normalization;

import jdl.layer.Bend;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.tensor.Layout;

/** A standardizer of a whole batch, for one order of its floats, and perhaps a ReLU behind it. */
sealed interface BatchStandardizer permits PlainBatch, PixelBatch {

    /** For a batch that lies plainly. */
    static BatchStandardizer of(Standardizer standardizer) {
        return new PlainBatch(standardizer, Bend.NONE);
    }

    Standardizer standardizer();

    /** What comes behind. */
    Bend bend();

    /** The same for a plain batch that lies in this order. */
    default BatchStandardizer in(Layout layout) {
        Standardizer turned = standardizer().in(layout);
        return layout == Layout.CHANNELS_LAST
                ? PixelBatch.of(turned, bend())
                : new PlainBatch(turned, bend());
    }

    /** The plan, with the memory that this needs. */
    Plan plan(Plan plan);

    /** The same with something else behind. */
    BatchStandardizer bent(Bend bend);

    /** By the moments of this batch, which join those of the past. */
    default void forwardByBatch(Ports p, ChannelScale scale, RunningMoments past) {
        forward(p, scale, past.of(standardizer().channels().size()));
        past.count();
    }

    /** By the moments of the past. */
    default void forwardByPast(Ports p, ChannelScale scale, RunningMoments past) {
        past.keep(standardizer(), Moments.of(p));
        write(p, scale);
    }

    /** By each channel's own moments, which are kept and told. */
    void forward(Ports p, ChannelScale scale, Standardizer.Listener listener);

    /** By moments that are there already. */
    void write(Ports p, ChannelScale scale);

    /** Where the moments were those of x. */
    void backward(Ports p, ChannelScale scale);

    /** Where the moments came from elsewhere. */
    void backwardByGiven(Ports p, ChannelScale scale);
}
