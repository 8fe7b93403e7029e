package jdl.layer.recurrent;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.layer.Arity;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.proto.AttentionParameter;
import jdl.tensor.Blob;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * {@code y = [head₁ … headₙ] Woᵀ + bo} with {@code head = softmax(Q Kᵀ / √d) V}, {@code Q = x Wqᵀ +
 * bq}, {@code K = z Wkᵀ + bk}, {@code V = z Wvᵀ + bv} (Vaswani et al. 2017). Bottoms: x [T, N, C];
 * z [S, N, D], else z is x; a mask [S, N], 0 for the steps of z that nobody is to see. Weights: Wq,
 * bq, Wk, bk, Wv, bv, Wo, bo.
 */
final class MultiHeadAttentionLayer implements Layer {

    private final Heads heads;
    private final Projection query;
    private final Projection key;
    private final Projection value;
    private final Projection output;
    private final Plan plan;

    MultiHeadAttentionLayer(AttentionParameter settings, List<Shape> bottoms) {
        Shape x = sequence(bottoms.get(0));
        Shape z = sequence(bottoms.get(Math.min(1, bottoms.size() - 1)));
        int width = settings.hasNumOutput() ? settings.getNumOutput() : x.countFrom(2);
        heads = Heads.of(settings, x, z, width);
        if (bottoms.size() > 2 && !bottoms.get(2).equals(z.slice(0, 2)))
            throw Failure.config(
                    "wants a mask of shape " + z.slice(0, 2) + ", but got " + bottoms.get(2));
        boolean bias = settings.getBiasTerm();
        int each = bias ? 2 : 1;
        query = new Projection(0, x.countTo(2), x.countFrom(2), width, bias);
        key = new Projection(each, z.countTo(2), z.countFrom(2), width, bias);
        value = new Projection(2 * each, z.countTo(2), z.countFrom(2), width, bias);
        output = new Projection(3 * each, x.countTo(2), width, width, bias);
        Shape ofX = x.slice(0, 3).with(2, width);
        Shape ofZ = z.slice(0, 3).with(2, width);
        Shape views = heads.views();
        plan =
                Plan.tops(ofX)
                        .weights(
                                Stream.of(query, key, value, output)
                                        .flatMap(sum -> sum.weights(settings).stream())
                                        .toList())
                        .saved(ofX, ofZ, ofZ, views, ofX)
                        .scratch(ofX, ofZ, ofZ, views, ofX)
                        .labels(bottoms.size() > 2 ? new Integer[] {2} : new Integer[0]);
    }

    private static Shape sequence(Shape shape) {
        if (shape.rank() < 3)
            throw Failure.config("wants bottoms of shape [steps, streams, ...], but got " + shape);
        return shape;
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        query.forward(p, p.bottom(0).data(), p.saved(0));
        key.forward(p, z(p).data(), p.saved(1));
        value.forward(p, z(p).data(), p.saved(2));
        var mask = p.bottoms().stream().skip(2).map(Blob::data).findFirst();
        heads.forward(p, p.saved(0), p.saved(1), p.saved(2), mask, p.saved(3), p.saved(4));
        output.forward(p, p.saved(4), p.top(0).data());
    }

    @Override
    public void backward(Ports p) {
        Tensor dy = p.top(0).diff();
        output.backward(p, p.saved(4), dy);
        output.down(p, dy, p.scratch(4));
        var slopes = new Heads.Slopes(p.scratch(0), p.scratch(1), p.scratch(2), p.scratch(3));
        heads.backward(p, p.saved(0), p.saved(1), p.saved(2), p.saved(3), p.scratch(4), slopes);
        query.backward(p, p.bottom(0), slopes.q());
        key.backward(p, z(p), slopes.k());
        value.backward(p, z(p), slopes.v());
    }

    /** Where keys and values come from. */
    private static Blob z(Ports p) {
        return p.bottom(Math.min(1, p.bottoms().size() - 1));
    }

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super(
                    "MultiHeadAttention",
                    Arity.between(1, 3),
                    Arity.exactly(1),
                    (layer, bottoms) ->
                            new MultiHeadAttentionLayer(layer.getAttentionParam(), bottoms));
        }
    }
}
