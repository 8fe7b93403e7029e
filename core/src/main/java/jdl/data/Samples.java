package jdl.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import jdl.failure.Failure;
import jdl.layer.Clock;
import jdl.proto.LayerParameter;
import jdl.proto.SourceParameter;
import jdl.tensor.Dice;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** Which records of a source a pass takes, and what the net sees of their columns. */
final class Samples implements ReadAhead.Work {

    private final Source source;
    private final List<Reader> readers;
    private final int batch;
    private final SourceParameter settings;
    private final BadRecords bad;
    private final ThreadLocal<Values> values = ThreadLocal.withInitial(Values::new);

    /**
     * @param classes of a label that becomes a probability for each; none: it stays a label
     */
    Samples(LayerParameter layer, Source source, OptionalInt classes) {
        this.source = source;
        this.readers = readers(layer, source.columns(), classes);
        this.batch = DataSettings.batch(layer.getDataParam(), largest());
        this.settings = layer.getSourceParam();
        this.bad = new BadRecords(settings);
    }

    private Shape largest() {
        return readers.stream()
                .map(Reader::shape)
                .max(Comparator.comparingInt(Shape::count))
                .orElseThrow();
    }

    /** Writes one column of a sample into a batch. */
    private interface Reader {
        Shape shape();

        void write(Values values, Tensor batch, int place, Clock clock, Dice dice);
    }

    private static List<Reader> readers(
            LayerParameter layer, List<Column> columns, OptionalInt classes) {
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
                    switch (column.kind()) {
                        case PICTURE ->
                                new Pictures(
                                        new Transformer(layer.getTransformParam(), column.shape()));
                        case CLASS ->
                                classes.isPresent()
                                        ? new OneHot(classes.getAsInt())
                                        : new Numbers(column.shape());
                        case NUMBERS -> new Numbers(column.shape());
                    });
        return readers;
    }

    /** The length of a batch. */
    int batch() {
        return batch;
    }

    /** The batches of each top. */
    List<Shape> shapes() {
        return shapes(batch);
    }

    /** Batches of another length. */
    List<Shape> shapes(int batch) {
        return readers.stream().map(reader -> several(batch, reader.shape())).toList();
    }

    private static Shape several(int batch, Shape one) {
        var dims = new ArrayList<Integer>(List.of(batch));
        dims.addAll(one.dims());
        return Shape.of(dims);
    }

    @Override
    public void make(Clock clock, int place, List<Tensor> into) {
        make(clock, number(clock, place), place, into);
    }

    /** The number of a sample of a pass. */
    long number(Clock clock, int place) {
        return clock.pass() * batch + place;
    }

    /** Writes any sample of the run at a place of a batch, whatever its length. */
    void make(Clock clock, long sample, int place, List<Tensor> into) {
        for (long next = sample; ; next++) {
            long record = record(clock, next);
            if (bad.contain(record) && bad.areSkipped() && next < sample + source.size()) continue;
            try {
                write(record, sample, clock, place, into);
                return;
            } catch (Failure e) {
                Failure named = named(record, e);
                if (bad.areFatal(e) || next == sample + source.size()) throw named;
                bad.add(record, named.message());
                if (!bad.areSkipped()) {
                    blank(record, sample, clock, place, into);
                    return;
                }
            }
        }
    }

    private void write(long record, long sample, Clock clock, int place, List<Tensor> into) {
        for (int c = 0; c < into.size(); c++) write(record, c, sample, clock, place, into.get(c));
    }

    private void write(long record, int column, long sample, Clock clock, int place, Tensor batch) {
        Values from = values.get();
        source.read(record, column, from);
        // Pictures of one record are cut and turned alike.
        readers.get(column).write(from, batch, place, clock, Dice.of(clock.seed(), sample));
    }

    /** Zeros for the pictures of a record that cannot be read; a label is never made up. */
    private void blank(long record, long sample, Clock clock, int place, List<Tensor> into) {
        for (int c = 0; c < into.size(); c++)
            if (source.columns().get(c).kind() == Column.Kind.PICTURE)
                into.get(c).part(place, into.get(c).shape().dim(0)).fill(0);
            else write(record, c, sample, clock, place, into.get(c));
    }

    private Failure named(long record, Failure e) {
        String key = source.key(record);
        return e.message().contains(key) ? e : new Failure(e.kind(), key + ": " + e.message(), e);
    }

    /** The records that could not be read so far, each with the reason. */
    List<String> badRecords() {
        return bad.all();
    }

    /** What to call a sample of a pass. */
    String key(Clock clock, int place) {
        return source.key(record(clock, number(clock, place)));
    }

    @Override
    public boolean slow(Clock clock) {
        return !source.atHand(record(clock, clock.pass() * batch));
    }

    private long record(Clock clock, long sample) {
        Order order =
                settings.getShuffle()
                        ? new Order.Shuffled(source.size(), clock.seed())
                        : new Order.AsStored(source.size());
        return order.record(skipped(clock.seed()) + sample);
    }

    /** How far from the beginning a run starts. */
    private long skipped(long seed) {
        int most = settings.getRandSkip();
        return most > 0 ? Dice.of(seed, Long.MIN_VALUE).nextInt(most) : 0;
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

    /** 1 for the label, 0 for all other classes. */
    private record OneHot(int classes) implements Reader {
        @Override
        public Shape shape() {
            return Shape.of(classes);
        }

        @Override
        public void write(Values from, Tensor batch, int place, Clock clock, Dice dice) {
            float label = from.get(0, 0, 0);
            if (!(label >= 0 && label < classes))
                throw Failure.config(
                        "label %.0f is none of the %d classes that labels are mixed of, 0 to %d%n    mend the data, or transform_param.mixup or cutmix: classes"
                                .formatted(label, classes, classes - 1));
            batch.part(place, batch.shape().dim(0)).fill(0);
            batch.set(place * classes + (int) label, 1);
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
