package jdl.layer.loss;

import java.util.List;
import java.util.Optional;
import jdl.failure.Failure;
import jdl.layer.Layer;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.layer.SoftmaxRows;
import jdl.proto.LayerParameter;
import jdl.proto.LossParameter;
import jdl.proto.LossParameter.NormalizationMode;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * {@code loss = -Σ Σₖ H[label, k] log pₖ / normaliser}, with p the softmax of the scores, none
 * taken as less than 1e-20; the second top is the softmax.
 */
public final class InfogainLossLayer implements Layer {

    private static final float LEAST = 1e-20f;

    private final SoftmaxRows softmax;
    private final LabelledRows rows;
    private final GainRows gains;
    private final Plan plan;

    /**
     * @param gains the matrix H, classes × classes; without one it is bottom 2
     */
    public InfogainLossLayer(LayerParameter layer, List<Shape> bottoms, Optional<Tensor> gains) {
        LossParameter p = layer.getLossParam();
        if (p.hasNormalize())
            throw Failure.config("takes no normalize in loss_param; write normalization");
        Shape scores = bottoms.get(0);
        softmax = SoftmaxRows.of(scores, layer.getInfogainLossParam().getAxis());
        int others = gains.isPresent() ? 2 : 3;
        rows = LabelledRows.of(p, softmax, NormalizationMode.VALID, bottoms, others);
        Shape shape = gains.map(Tensor::shape).orElseGet(() -> bottoms.get(2));
        this.gains = GainRows.of(p, softmax.classes(), gains, shape);
        List<Shape> tops = List.of(Shape.scalar(), scores).subList(0, layer.getTopCount());
        plan = LabelledRows.plan(tops, bottoms).saved(scores).scratch(Shape.of(softmax.classes()));
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
        gains.sumColumns(p);
        p.top(0).data().set(0, rows.mean(p, (row, label) -> loss(p, softmax.first(row), label)));
    }

    private double loss(Ports p, int first, int label) {
        double loss = 0;
        for (int c = 0; c < softmax.classes(); c++) {
            float chance = Math.max(p.saved(0).get(first + c * softmax.inner()), LEAST);
            loss -= gains.at(p, label, c) * StrictMath.log(chance);
        }
        return loss;
    }

    @Override
    public void backward(Ports p) {
        gains.sumColumns(p);
        if (p.top(0).hasDiff())
            rows.slopes(p, (row, label, scale) -> toRow(p, softmax.first(row), label, scale));
        if (p.tops().size() == 2 && p.top(1).hasDiff())
            softmax.backward(p.kernels(), p.saved(0), p.top(1).diff(), p.bottom(0).diff());
    }

    private void toRow(Ports p, int first, int label, float scale) {
        Tensor dx = p.bottom(0).diff();
        double sum = 0;
        for (int c = 0; c < softmax.classes(); c++) sum += gains.at(p, label, c);
        for (int c = 0; c < softmax.classes(); c++) {
            int i = first + c * softmax.inner();
            double slope = p.saved(0).get(i) * sum - gains.at(p, label, c);
            dx.set(i, (float) (dx.get(i) + scale * slope));
        }
    }
}
