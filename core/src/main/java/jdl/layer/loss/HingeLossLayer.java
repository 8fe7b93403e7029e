package jdl.layer.loss;

import com.google.auto.service.AutoService;
import java.util.List;
import jdl.layer.Arity;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.proto.HingeLossParameter.Norm;
import jdl.proto.LayerParameter;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * {@code loss = Σ max(0, 1 - t x)ⁿ / N}, with t = 1 for the label's score, -1 for all others, and n
 * = 1 or 2: one class against the rest.
 */
final class HingeLossLayer implements Layer {

    private final LabelledRows rows;
    private final boolean squared;
    private final Plan plan;

    HingeLossLayer(LayerParameter layer, List<Shape> bottoms) {
        LabelSmoothing.refuse(layer.getLossParam(), "a hinge has one side or the other");
        rows = LabelledRows.ofItems(layer.getLossParam(), bottoms);
        squared = layer.getHingeLossParam().getNorm() == Norm.L2;
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
            double hinge = hinge(x, row, label, c);
            loss += squared ? hinge * hinge : hinge;
        }
        return loss;
    }

    private float hinge(Tensor x, int row, int label, int klass) {
        float score = x.get(rows.scores().first(row) + klass);
        return Math.max(0, 1 + (klass == label ? -score : score));
    }

    @Override
    public void backward(Ports p) {
        Tensor x = p.bottom(0).data();
        Tensor dx = p.bottom(0).diff();
        rows.slopes(p, (row, label, scale) -> toRow(x, dx, row, label, scale));
    }

    private void toRow(Tensor x, Tensor dx, int row, int label, float scale) {
        for (int c = 0; c < rows.scores().classes(); c++) {
            int i = rows.scores().first(row) + c;
            float hinge = hinge(x, row, label, c);
            float slope = squared ? 2 * hinge : Math.signum(hinge);
            dx.set(i, dx.get(i) + scale * (c == label ? -slope : slope));
        }
    }

    /** HingeLoss. */
    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super("HingeLoss", Arity.between(2, 3), Arity.exactly(1), HingeLossLayer::new);
        }

        @Override
        public boolean isLoss() {
            return true;
        }
    }
}
