package jdl.layer.loss;

import com.google.auto.service.AutoService;
import java.util.List;
import jdl.layer.Arity;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.proto.LayerParameter;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * {@code loss = -Σ log p[label] / N} of probabilities p, none taken as less than 1e-20; for scores
 * take SoftmaxWithLoss.
 */
final class MultinomialLogisticLossLayer implements Layer {

    private static final float LEAST = 1e-20f;

    private final LabelledRows rows;
    private final LabelSmoothing smoothing;
    private final Plan plan;

    MultinomialLogisticLossLayer(LayerParameter layer, List<Shape> bottoms) {
        rows = LabelledRows.ofItems(layer.getLossParam(), bottoms);
        smoothing = LabelSmoothing.of(layer.getLossParam(), rows.scores().classes());
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
        double loss = 0;
        for (int c = 0; c < rows.scores().classes(); c++) {
            float target = smoothing.target(label, c);
            if (target > 0) loss -= target * StrictMath.log(Math.max(x.get(place(row, c)), LEAST));
        }
        return loss;
    }

    @Override
    public void backward(Ports p) {
        Tensor x = p.bottom(0).data();
        Tensor dx = p.bottom(0).diff();
        rows.slopes(p, (row, label, scale) -> toRow(x, dx, row, label, scale));
    }

    private void toRow(Tensor x, Tensor dx, int row, int label, float scale) {
        for (int c = 0; c < rows.scores().classes(); c++) {
            int i = place(row, c);
            float slope = scale * smoothing.target(label, c) / Math.max(x.get(i), LEAST);
            dx.set(i, dx.get(i) - slope);
        }
    }

    private int place(int row, int klass) {
        return rows.scores().first(row) + klass;
    }

    /** MultinomialLogisticLoss. */
    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super(
                    "MultinomialLogisticLoss",
                    Arity.between(2, 3),
                    Arity.exactly(1),
                    MultinomialLogisticLossLayer::new);
        }

        @Override
        public boolean isLoss() {
            return true;
        }
    }
}
