package jdl.layer.loss;

import com.google.auto.service.AutoService;
import java.util.List;
import jdl.layer.Arity;
import jdl.layer.Bottoms;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.layer.SoftmaxRows;
import jdl.proto.LayerParameter;
import jdl.proto.LossParameter;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** {@code y = -Σ log softmax(x)[label] / normaliser}; the second top is the softmax. */
final class SoftmaxWithLossLayer implements Layer {

    private final SoftmaxRows softmax;
    private final Labels labels;
    private final Normalizer normalizer;
    private final Plan plan;

    SoftmaxWithLossLayer(LayerParameter layer, List<Shape> bottoms) {
        LossParameter p = layer.getLossParam();
        Shape scores = bottoms.get(0);
        softmax = SoftmaxRows.of(scores, layer.getSoftmaxParam().getAxis());
        Bottoms.checkLabels(softmax, bottoms);
        labels = Labels.of(softmax.classes(), p.hasIgnoreLabel(), p.getIgnoreLabel());
        normalizer = new Normalizer(Normalizer.mode(p), softmax.outer(), softmax.rows());
        List<Shape> tops = List.of(Shape.scalar(), scores).subList(0, layer.getTopCount());
        plan = Plan.tops(tops).saved(scores).labels(1);
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        Tensor y = p.saved(0);
        softmax.forward(p.kernels(), p.bottom(0).data(), y);
        if (p.tops().size() == 2) p.top(1).data().copyFrom(y);
        double loss = 0;
        for (int row = 0; row < softmax.rows(); row++) {
            int label = labels.at(p.bottom(1).data(), row);
            if (labels.ignores(label)) continue;
            float chance = y.get(softmax.first(row) + label * softmax.inner());
            loss -= StrictMath.log(Math.max(chance, Float.MIN_NORMAL));
        }
        p.top(0).data().set(0, (float) (loss / divisor(p)));
    }

    @Override
    public void backward(Ports p) {
        Tensor y = p.saved(0);
        if (p.top(0).hasDiff()) toRows(p, y);
        if (p.tops().size() == 2 && p.top(1).hasDiff())
            softmax.backward(p.kernels(), y, p.top(1).diff(), p.bottom(0).diff());
    }

    private void toRows(Ports p, Tensor y) {
        float scale = p.top(0).diff().get(0) / divisor(p);
        for (int row = 0; row < softmax.rows(); row++) {
            int label = labels.at(p.bottom(1).data(), row);
            if (!labels.ignores(label))
                toRow(y, p.bottom(0).diff(), softmax.first(row), label, scale);
        }
    }

    private void toRow(Tensor y, Tensor dx, int first, int label, float scale) {
        for (int c = 0; c < softmax.classes(); c++) {
            int i = first + c * softmax.inner();
            float slope = c == label ? y.get(i) - 1 : y.get(i);
            dx.set(i, dx.get(i) + scale * slope);
        }
    }

    private float divisor(Ports p) {
        int counted = 0;
        for (int row = 0; row < softmax.rows(); row++)
            if (!labels.ignores(labels.at(p.bottom(1).data(), row))) counted++;
        return normalizer.divisor(counted);
    }

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super(
                    "SoftmaxWithLoss",
                    Arity.exactly(2),
                    Arity.between(1, 2),
                    SoftmaxWithLossLayer::new);
        }

        @Override
        public boolean isLoss() {
            return true;
        }
    }
}
