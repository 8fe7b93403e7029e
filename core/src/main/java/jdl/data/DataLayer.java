package jdl.data;

import com.google.auto.service.AutoService;
import jdl.layer.Arity;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.layer.Reads;
import jdl.proto.LayerParameter;
import jdl.tensor.Dice;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * Samples of a source, batch by batch: the transformed images and, where a second top is named,
 * their labels.
 */
public final class DataLayer implements Layer, Reads {

    private final Source source;
    private final Transformer transformer;
    private final int batch;
    private final boolean shuffle;
    private final boolean labelled;

    DataLayer(LayerParameter layer, Sources sources) {
        DataSettings.check(layer.getDataParam());
        source = sources.open(layer.getDataParam().getSource());
        transformer = new Transformer(layer.getTransformParam(), source.shape());
        batch = DataSettings.batch(layer.getDataParam(), source.shape());
        shuffle = layer.getSourceParam().getShuffle();
        labelled = layer.getTopCount() > 1;
    }

    public Source source() {
        return source;
    }

    @Override
    public long size() {
        return source.size();
    }

    @Override
    public int batch() {
        return batch;
    }

    @Override
    public Plan plan() {
        Shape data = batchOf(transformer.shape());
        Plan plan = labelled ? Plan.tops(data, Shape.of(batch)) : Plan.tops(data);
        return transformer.inPlace() ? plan : plan.scratch(batchOf(source.shape()));
    }

    @Override
    public void forward(Ports p) {
        long seed = p.clock().seed();
        long first = p.clock().pass() * batch;
        Order order =
                shuffle ? new Order.Shuffled(size(), seed) : new Order.AsStored(source.size());
        p.forEach(batch, i -> fill(p, i, order.record(first + i), first + i));
    }

    @Override
    public void backward(Ports p) {
        // The disk takes no gradient.
    }

    private void fill(Ports p, int place, long record, long sample) {
        Tensor result = p.top(0).data().part(place, batch);
        Tensor raw = transformer.inPlace() ? result : p.scratch(0).part(place, batch);
        source.read(record, raw);
        transformer.run(raw, result, p.training(), Dice.of(p.clock().seed(), sample));
        if (labelled) p.top(1).data().set(place, source.label(record));
    }

    private Shape batchOf(Shape shape) {
        return Shape.of(batch, shape.dim(0), shape.dim(1), shape.dim(2));
    }

    /** "Data"; a net and its test net that are made by one registry share what they read. */
    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            this(Sources.installed());
        }

        Type(Sources sources) {
            super(
                    "Data",
                    Arity.exactly(0),
                    Arity.between(1, 2),
                    (layer, bottoms) -> new DataLayer(layer, sources));
        }
    }
}
