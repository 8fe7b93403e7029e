package jdl.layer.common;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;
import jdl.failure.Failure;
import jdl.kernel.Matrix;
import jdl.layer.Habit;
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

/** {@code y = x wᵀ + b}; the axes before {@code axis} are rows, the others are inputs. */
final class InnerProductLayer implements Layer {

    private final int axis;
    private final int rows;
    private final int inputs;
    private final int outputs;
    private final boolean transposed;
    private final boolean bias;
    private final Plan plan;

    InnerProductLayer(InnerProductParameter p, List<Shape> bottoms) {
        Shape bottom = bottoms.get(0);
        axis = bottom.axis(p.getAxis());
        rows = bottom.countTo(axis);
        inputs = bottom.countFrom(axis);
        outputs = p.getNumOutput();
        transposed = p.getTranspose();
        bias = p.getBiasTerm();
        if (outputs < 1) throw Failure.config("num_output must be at least 1");
        Shape weights = transposed ? Shape.of(inputs, outputs) : Shape.of(outputs, inputs);
        var weight = new WeightSpec(weights, p.getWeightFiller());
        var offset = new WeightSpec(Shape.of(outputs), p.getBiasFiller());
        plan =
                Plan.tops(bottom.slice(0, axis + 1).with(axis, outputs))
                        .weights(bias ? List.of(weight, offset) : List.of(weight))
                        .habits(Habit.STORES_FRESH, Habit.STORES_FRESH_WEIGHTS, Habit.FORGETS_TOPS);
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        Matrix y = Matrix.of(p.top(0).data(), rows, outputs);
        p.kernels().multiply(Matrix.of(p.bottom(0).data(), rows, inputs), weights(p), y);
        if (bias) p.kernels().addToRows(p.weight(1).data(), y);
    }

    @Override
    public void backward(Ports p) {
        Matrix dy = Matrix.of(p.top(0).diff(), rows, outputs);
        if (p.weight(0).hasDiff()) toWeights(p, dy);
        if (bias && p.weight(1).hasDiff()) {
            Tensor db = p.weight(1).diff();
            if (p.weight(1).fresh()) p.kernels().fill(0, db);
            p.kernels().sumRows(dy, db);
        }
        if (p.bottom(0).hasDiff()) {
            Matrix dx = Matrix.of(p.bottom(0).diff(), rows, inputs);
            product(p, p.bottom(0), dy, weights(p).transposed(), dx);
        }
    }

    @Override
    public Optional<Layer> in(Layout layout) {
        return layout == Layout.BATCH_LAST && axis == 1
                ? Optional.of(
                        new BatchLastInnerProductLayer(rows, inputs, outputs, transposed, plan))
                : Optional.empty();
    }

    private static void product(Ports p, Blob blob, Matrix a, Matrix b, Matrix diff) {
        if (blob.fresh()) p.kernels().multiply(a, b, diff);
        else p.kernels().multiplyAdd(a, b, diff);
    }

    private void toWeights(Ports p, Matrix dy) {
        Matrix x = Matrix.of(p.bottom(0).data(), rows, inputs);
        Tensor dw = p.weight(0).diff();
        if (transposed) product(p, p.weight(0), x.transposed(), dy, Matrix.of(dw, inputs, outputs));
        else product(p, p.weight(0), dy.transposed(), x, Matrix.of(dw, outputs, inputs));
    }

    /** Inputs × outputs, however they lie. */
    private Matrix weights(Ports p) {
        Tensor w = p.weight(0).data();
        return transposed
                ? Matrix.of(w, inputs, outputs)
                : Matrix.of(w, outputs, inputs).transposed();
    }

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super("InnerProduct", 1, LayerParameter::getInnerProductParam, InnerProductLayer::new);
        }
    }
}
