package jdl.layer.loss;

import com.google.auto.service.AutoService;
import java.util.List;
import jdl.failure.Failure;
import jdl.layer.Arity;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** {@code loss = Σ (a - b)² / (2N)} over a batch of N; the gradient goes to both bottoms. */
final class EuclideanLossLayer implements Layer {

    private final Plan plan;
    private final int batch;

    EuclideanLossLayer(List<Shape> bottoms) {
        Shape a = bottoms.get(0);
        Shape b = bottoms.get(1);
        boolean fit =
                a.rank() > 0 && b.rank() > 0 && a.dim(0) == b.dim(0) && a.count() == b.count();
        if (!fit) throw Failure.config("takes two bottoms of one size, but got " + a + " and " + b);
        batch = a.dim(0);
        plan = Plan.tops(Shape.scalar());
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        Tensor a = p.bottom(0).data();
        Tensor b = p.bottom(1).data();
        double sum = 0;
        for (int i = 0; i < a.size(); i++) {
            double difference = a.get(i) - b.get(i);
            sum += difference * difference;
        }
        p.top(0).data().set(0, (float) (sum / (2 * batch)));
    }

    @Override
    public void backward(Ports p) {
        Tensor a = p.bottom(0).data();
        Tensor b = p.bottom(1).data();
        float scale = p.top(0).diff().get(0) / batch;
        for (int side = 0; side < 2; side++) {
            if (!p.bottom(side).hasDiff()) continue;
            Tensor diff = p.bottom(side).diff();
            float factor = side == 0 ? scale : -scale;
            for (int i = 0; i < a.size(); i++)
                diff.set(i, diff.get(i) + factor * (a.get(i) - b.get(i)));
        }
    }

    /** EuclideanLoss. */
    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super(
                    "EuclideanLoss",
                    Arity.exactly(2),
                    Arity.exactly(1),
                    (layer, shapes) -> new EuclideanLossLayer(shapes));
        }

        @Override
        public boolean isLoss() {
            return true;
        }
    }
}
