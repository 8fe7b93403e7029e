package jdl.data;

import java.util.ArrayList;
import java.util.List;
import jdl.failure.Failure;
import jdl.layer.Clock;
import jdl.proto.LayerParameter;
import jdl.tensor.Dice;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** Which records of a source a pass takes, and what the net sees of their columns. */
final class Samples implements ReadAhead.Work {

    private final Source source;
    private final List<Reader> readers;
    private final int batch;
    private final boolean shuffle;
    private final ThreadLocal<Values> values = ThreadLocal.withInitial(Values::new);

    Samples(LayerParameter layer, Source source) {
        this.source = source;
        this.readers = readers(layer, source.columns());
        this.batch = DataSettings.batch(layer.getDataParam(), readers.get(0).shape());
        this.shuffle = layer.getSourceParam().getShuffle();
    }

    /** Writes one column of a sample into a batch. */
    private interface Reader {
        Shape shape();

        void write(Values values, Tensor batch, int place, Clock clock, Dice dice);
    }

    private static List<Reader> readers(LayerParameter layer, List<Column> columns) {
        if (layer.getTopCount() > columns.size())
            throw Failure.config(
                    "its source gives %d columns (%s), but there are names for %d tops"
                            .formatted(
                                    columns.size(),
                                    String.join(", ", columns.stream().map(Column::name).toList()),
                                    layer.getTopCount()));
        var readers = new ArrayList<Reader>();
        for (Column column : columns.subList(0, layer.getTopCount()))
            readers.add(
                    column.kind() == Column.Kind.PICTURE
                            ? new Pictures(
                                    new Transformer(layer.getTransformParam(), column.shape()))
                            : new Numbers(column.shape()));
        return readers;
    }

    /** The length of a batch. */
    int batch() {
        return batch;
    }

    /** The batches of each top. */
    List<Shape> shapes() {
        return readers.stream().map(reader -> several(reader.shape())).toList();
    }

    private Shape several(Shape one) {
        var dims = new ArrayList<Integer>(List.of(batch));
        dims.addAll(one.dims());
        return Shape.of(dims);
    }

    @Override
    public void make(Clock clock, int place, List<Tensor> into) {
        long sample = clock.pass() * batch + place;
        long record = record(clock, sample);
        Values from = values.get();
        for (int c = 0; c < into.size(); c++) {
            source.read(record, c, from);
            // Pictures of one record are cut and turned alike.
            Dice dice = Dice.of(clock.seed(), sample);
            readers.get(c).write(from, into.get(c), place, clock, dice);
        }
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

    private record Pictures(Transformer transformer) implements Reader {
        @Override
        public Shape shape() {
            return transformer.shape();
        }

        @Override
        public void write(Values from, Tensor batch, int place, Clock clock, Dice dice) {
            transformer.run(from, batch, place, clock.training(), dice);
        }
    }

    private record Numbers(Shape shape) implements Reader {
        @Override
        public void write(Values from, Tensor batch, int place, Clock clock, Dice dice) {
            int count = shape.count();
            for (int i = 0; i < count; i++) batch.set(place * count + i, from.get(i, 0, 0));
        }
    }
}
