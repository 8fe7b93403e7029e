package jdl.data;

import java.util.List;
import jdl.layer.Clock;
import jdl.proto.LayerParameter;
import jdl.tensor.Dice;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** Which samples of a source a pass takes, and what they are when transformed. */
final class Samples implements ReadAhead.Work {

    private final Source source;
    private final Transformer transformer;
    private final int batch;
    private final boolean shuffle;
    private final ThreadLocal<Tensor> raw;

    Samples(LayerParameter layer, Source source) {
        this.source = source;
        this.transformer = new Transformer(layer.getTransformParam(), source.shape());
        this.batch = DataSettings.batch(layer.getDataParam(), source.shape());
        this.shuffle = layer.getSourceParam().getShuffle();
        this.raw = ThreadLocal.withInitial(() -> Tensor.zeros(source.shape()));
    }

    /** The length of a batch. */
    int batch() {
        return batch;
    }

    /** A batch of images. */
    Shape shape() {
        Shape image = transformer.shape();
        return Shape.of(batch, image.dim(0), image.dim(1), image.dim(2));
    }

    /** Images into the first tensor, labels into the second, if there is one. */
    @Override
    public void make(Clock clock, int place, List<Tensor> into) {
        long sample = clock.pass() * batch + place;
        long record = record(clock, sample);
        Tensor pixels = raw.get();
        source.read(record, pixels);
        Dice dice = Dice.of(clock.seed(), sample);
        transformer.run(pixels, into.get(0), place, clock.training(), dice);
        if (into.size() > 1) into.get(1).set(place, source.label(record));
    }

    @Override
    public boolean slow(Clock clock) {
        return !source.atHand(record(clock, clock.pass() * batch));
    }

    private long record(Clock clock, long sample) {
        Order order =
                shuffle
                        ? new Order.Shuffled(source.size(), clock.seed())
                        : new Order.AsStored(source.size());
        return order.record(sample);
    }
}
