package jdl.data;

import java.util.List;
import java.util.Optional;
import jdl.layer.Clock;
import jdl.layer.Layer;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.layer.Reads;
import jdl.proto.LayerParameter;
import jdl.proto.TableParameter;
import jdl.tensor.Shape;

/**
 * Samples of a source, batch by batch: for each top a column, of which pictures are transformed;
 * with most sources these are the images and their labels.
 */
public final class DataLayer implements Layer, Reads {

    private final Source source;
    private final Samples samples;
    private final Plan plan;

    /**
     * Has memory of its own, as no layer should: the net's is taken while a batch is made ahead.
     */
    private final ReadAhead ahead;

    DataLayer(LayerParameter layer, Sources sources) {
        DataSettings.check(layer.getDataParam());
        source = sources.open(layer.getDataParam(), DataSettings.source(layer));
        var mix = Mix.of(layer, source);
        samples = new Samples(layer, source, Mix.classes(mix));
        plan = Plan.tops(samples.shapes());
        ahead =
                new ReadAhead(
                        samples.batch(),
                        plan.tops(),
                        mix.isPresent()
                                ? new MixedSamples(samples, source.size(), mix.get())
                                : samples,
                        sources.reader(),
                        Sources.READERS);
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
        return samples.batch();
    }

    @Override
    public String key(Clock clock, int place) {
        return samples.key(clock, place);
    }

    @Override
    public List<String> classes() {
        return source.classes();
    }

    @Override
    public Optional<Shape> picture() {
        return Optional.of(source.columns().get(0))
                .filter(column -> column.kind() == Column.Kind.PICTURE && !column.varies())
                .map(Column::shape);
    }

    @Override
    public TableParameter table() {
        return source.learnt();
    }

    @Override
    public boolean redFirst() {
        return source.redFirst();
    }

    @Override
    public List<String> badRecords() {
        return samples.badRecords();
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        ahead.read(p);
    }

    @Override
    public void backward(Ports p) {
        // The disk takes no gradient.
    }
}
