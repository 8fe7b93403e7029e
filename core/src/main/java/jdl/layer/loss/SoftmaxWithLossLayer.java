package jdl.layer.loss;

import com.google.auto.service.AutoService;
import java.util.List;
import jdl.layer.Arity;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.layer.SoftmaxRows;
import jdl.proto.LayerParameter;
import jdl.proto.LossParameter;
import jdl.proto.LossParameter.NormalizationMode;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * {@code y = -Σ log softmax(x)[label] / normaliser}, or {@code -Σ t log softmax(x)} for
 * probabilities t in place of labels; the second top is the softmax.
 */
final class SoftmaxWithLossLayer implements Layer {

    private final SoftmaxRows softmax;
    private final LabelledRows rows;
    private final ClassShares shares;
    private final Plan plan;

    SoftmaxWithLossLayer(LayerParameter layer, List<Shape> bottoms) {
        LossParameter p = layer.getLossParam();
        Shape scores = bottoms.get(0);
        softmax = SoftmaxRows.of(scores, layer.getSoftmaxParam().getAxis());
        rows = LabelledRows.orProbabilities(p, softmax, NormalizationMode.VALID, bottoms);
        var smoothing = LabelSmoothing.of(p, softmax.classes());
        shares = new ClassShares(softmax, rows.probabilities(), smoothing);
        List<Shape> tops = List.of(Shape.scalar(), scores).subList(0, layer.getTopCount());
        plan = LabelledRows.plan(tops, bottoms).saved(scores);
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
        p.top(0).data().set(0, rows.mean(p, (row, label) -> loss(p, row, label)));
    }

    private double loss(Ports p, int row, int label) {
        Tensor y = p.saved(0);
        int first = softmax.first(row);
        if (shares.areWhole()) return -log(y.get(first + label * softmax.inner()));
        double loss = 0;
        for (int c = 0; c < softmax.classes(); c++)
            loss -= shares.of(p, row, label, c) * log(y.get(first + c * softmax.inner()));
        return loss;
    }

    private static double log(float chance) {
        return StrictMath.log(Math.max(chance, Float.MIN_NORMAL));
    }

    @Override
    public void backward(Ports p) {
        Tensor y = p.saved(0);
        Tensor dx = p.bottom(0).diff();
        if (p.top(0).hasDiff()) rows.slopes(p, (row, label, scale) -> toRow(p, row, label, scale));
        if (p.tops().size() == 2 && p.top(1).hasDiff())
            softmax.backward(p.kernels(), y, p.top(1).diff(), dx);
    }

    private void toRow(Ports p, int row, int label, float scale) {
        Tensor y = p.saved(0);
        Tensor dx = p.bottom(0).diff();
        int first = softmax.first(row);
        float sum = shares.sum(p, row);
        for (int c = 0; c < softmax.classes(); c++) {
            int i = first + c * softmax.inner();
            float slope = sum * y.get(i) - shares.of(p, row, label, c);
            dx.set(i, dx.get(i) + scale * slope);
        }
    }

    /** SoftmaxWithLoss. */
    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super(
                    "SoftmaxWithLoss",
                    Arity.between(2, 3),
                    Arity.between(1, 2),
                    SoftmaxWithLossLayer::new);
        }

        @Override
        public boolean isLoss() {
            return true;
        }
    }
}
