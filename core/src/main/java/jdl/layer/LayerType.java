package jdl.layer;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import jdl.failure.Failure;
import jdl.proto.LayerParameter;
import jdl.tensor.Shape;

/** A value of {@code type:} in a net file and how a layer of it is made. Found by ServiceLoader. */
public abstract class LayerType {

    private final String name;
    private final Arity bottoms;
    private final Arity tops;
    private final BiFunction<LayerParameter, List<Shape>, Layer> maker;

    protected LayerType(
            String name,
            Arity bottoms,
            Arity tops,
            BiFunction<LayerParameter, List<Shape>, Layer> maker) {
        this.name = name;
        this.bottoms = bottoms;
        this.tops = tops;
        this.maker = maker;
    }

    /** A type with a fixed number of bottoms, one top, and settings of its own. */
    protected <S> LayerType(
            String name,
            int bottoms,
            Function<LayerParameter, S> settings,
            BiFunction<S, List<Shape>, Layer> maker) {
        this(
                name,
                Arity.exactly(bottoms),
                Arity.exactly(1),
                (layer, shapes) -> maker.apply(settings.apply(layer), shapes));
    }

    public String name() {
        return name;
    }

    /** How many bottoms a layer of it takes. */
    public Arity bottoms() {
        return bottoms;
    }

    /** How many tops a layer of it gives. */
    public Arity tops() {
        return tops;
    }

    /**
     * Whether the first top is a loss: weighted 1 unless the file says otherwise, and made up where
     * the file names none.
     */
    public boolean isLoss() {
        return false;
    }

    /** A layer for bottoms of these shapes; {@link Failure} (CONFIG) where they do not suit it. */
    public Layer create(LayerParameter layer, List<Shape> shapes) {
        if (!bottoms.allows(shapes.size()))
            throw Failure.config("takes " + bottoms + " bottoms, but got " + shapes.size());
        if (!tops.allows(layer.getTopCount()))
            throw Failure.config(
                    "gives " + tops + " tops, but got names for " + layer.getTopCount());
        return maker.apply(layer, shapes);
    }
}
