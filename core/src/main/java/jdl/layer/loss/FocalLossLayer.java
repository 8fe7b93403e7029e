package jdl.layer.loss;

import com.google.auto.service.AutoService;
import java.util.List;
import jdl.layer.Arity;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.layer.SoftmaxRows;
import jdl.proto.FocalLossParameter;
import jdl.proto.LayerParameter;
import jdl.proto.LossParameter.NormalizationMode;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * {@code loss = -Σ α (1 - p)ᵞ log p / normaliser}, with p = softmax(x)[label]: what is easy counts
 * less (Lin et al. 2017).
 */
final class FocalLossLayer implements Layer {

    private final SoftmaxRows softmax;
    private final LabelledRows rows;
    private final FocalLossParameter settings;
    private final Plan plan;

    FocalLossLayer(LayerParameter layer, List<Shape> bottoms) {
        LabelSmoothing.refuse(layer.getLossParam(), "what is easy is told by the label alone");
        settings = layer.getFocalLossParam();
        softmax = SoftmaxRows.of(bottoms.get(0), settings.getAxis());
        rows = LabelledRows.of(layer.getLossParam(), softmax, NormalizationMode.VALID, bottoms, 2);
        plan = LabelledRows.plan(List.of(Shape.scalar()), bottoms);
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        Tensor x = p.bottom(0).data();
        p.top(0).data().set(0, rows.mean(p, (row, label) -> loss(x, row, label)));
    }

    private double loss(Tensor x, int row, int label) {
        double log = score(x, row, label) - LogSum.ofRow(softmax, x, row, 1);
        return -settings.getAlpha() * StrictMath.pow(wrong(log), settings.getGamma()) * log;
    }

    /** {@code 1 - p}, to all its digits even where p is nearly 1. */
    private static double wrong(double log) {
        return -StrictMath.expm1(Math.min(0, log));
    }

    @Override
    public void backward(Ports p) {
        Tensor x = p.bottom(0).data();
        Tensor dx = p.bottom(0).diff();
        rows.slopes(p, (row, label, scale) -> toRow(x, dx, row, label, scale));
    }

    private void toRow(Tensor x, Tensor dx, int row, int label, float scale) {
        double logSum = LogSum.ofRow(softmax, x, row, 1);
        double slope = scale * slope(score(x, row, label) - logSum);
        for (int c = 0; c < softmax.classes(); c++) {
            int i = softmax.first(row) + c * softmax.inner();
            double chance = StrictMath.exp(x.get(i) - logSum);
            dx.set(i, (float) (dx.get(i) + slope * ((c == label ? 1 : 0) - chance)));
        }
    }

    /** The slope by log p; nothing is left of it where p is 1, unless γ is 0. */
    private double slope(double log) {
        double wrong = wrong(log);
        double gamma = settings.getGamma();
        if (wrong == 0) return gamma == 0 ? -settings.getAlpha() : 0;
        double gain = gamma * StrictMath.pow(wrong, gamma - 1) * StrictMath.exp(log) * log;
        return settings.getAlpha() * (gain - StrictMath.pow(wrong, gamma));
    }

    private float score(Tensor x, int row, int label) {
        return x.get(softmax.first(row) + label * softmax.inner());
    }

    /** FocalLoss. */
    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super("FocalLoss", Arity.between(2, 3), Arity.exactly(1), FocalLossLayer::new);
        }

        @Override
        public boolean isLoss() {
            return true;
        }
    }
}
