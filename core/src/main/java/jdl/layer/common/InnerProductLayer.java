package jdl.layer.common;

import static jdl.layer.Habit.FORGETS_TOPS;
import static jdl.layer.Habit.STORES_FRESH;
import static jdl.layer.Habit.STORES_FRESH_WEIGHTS;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;
import jdl.kernel.Matrix;
import jdl.layer.Bend;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.layer.WeightSpec;
import jdl.proto.InnerProductParameter;
import jdl.proto.LayerParameter;
import jdl.tensor.Blob;
import jdl.tensor.Layout;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** {@code y = x wᵀ + b}, and perhaps the ReLU behind it; see {@link Factors} for the axes. */
final class InnerProductLayer implements Layer {

    private final Factors factors;
    private final Bend bend;
    private final Plan plan;

    InnerProductLayer(InnerProductParameter p, List<Shape> bottoms) {
        factors = Factors.of(p, bottoms.get(0));
        bend = Bend.NONE;
        var weight = new WeightSpec(factors.shape(), p.getWeightFiller());
        var offset = new WeightSpec(Shape.of(factors.outputs()), p.getBiasFiller());
        plan =
                Plan.tops(factors.top(bottoms.get(0)))
                        .weights(p.getBiasTerm() ? List.of(weight, offset) : List.of(weight))
                        .habits(STORES_FRESH, STORES_FRESH_WEIGHTS, FORGETS_TOPS);
    }

    private InnerProductLayer(Factors factors, Bend bend, Plan plan) {
        this.factors = factors;
        this.bend = bend;
        this.plan = plan;
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        Matrix y = factors.top(p.top(0).data());
        Matrix w = factors.weights(p.weight(0).data());
        p.kernels().multiply(factors.bottom(p.bottom(0).data()), w, y);
        if (hasBias()) p.kernels().addToRows(p.weight(1).data(), y);
        bend.forward(p.kernels(), p.top(0).data());
    }

    @Override
    public void backward(Ports p) {
        Blob x = p.bottom(0);
        Blob w = p.weight(0);
        bend.backward(p.kernels(), p.top(0));
        Matrix dy = factors.top(p.top(0).diff());
        if (w.hasDiff()) {
            Matrix dw = factors.weights(w.diff());
            product(p, w, factors.bottom(x.data()).transposed(), dy, dw);
        }
        if (hasBias() && p.weight(1).hasDiff()) {
            Tensor db = p.weight(1).diff();
            if (p.weight(1).fresh()) p.kernels().fill(0, db);
            p.kernels().sumRows(dy, db);
        }
        if (x.hasDiff()) {
            Matrix dx = factors.bottom(x.diff());
            product(p, x, dy, factors.weights(w.data()).transposed(), dx);
        }
    }

    private static void product(Ports p, Blob blob, Matrix a, Matrix b, Matrix diff) {
        if (blob.fresh()) p.kernels().multiply(a, b, diff);
        else p.kernels().multiplyAdd(a, b, diff);
    }

    private boolean hasBias() {
        return plan.weights().size() == 2;
    }

    @Override
    public Optional<Layer> in(Layout layout) {
        return factors.in(layout).map(turned -> new InnerProductLayer(turned, bend, plan));
    }

    @Override
    public Optional<Layer> then(Layer next) {
        return bend.then(next).map(b -> new InnerProductLayer(factors, b, b.plan(plan)));
    }

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super("InnerProduct", 1, LayerParameter::getInnerProductParam, InnerProductLayer::new);
        }
    }
}
