package jdl.layer.loss;

import com.google.auto.service.AutoService;
import java.util.List;
import jdl.failure.Failure;
import jdl.layer.Bottoms;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.proto.LayerParameter;
import jdl.proto.TripletLossParameter;
import jdl.tensor.Shape;

/**
 * {@code loss = Σ max(0, |a - p|² - |a - n|² + margin) / N}, for anchors a, positives p and
 * negatives n (Schroff et al. 2015); the gradient goes to all three.
 */
final class TripletLossLayer implements Layer {

    private static final int ANCHOR = 0;
    private static final int POSITIVE = 1;
    private static final int NEGATIVE = 2;

    private final float margin;
    private final Pairs pairs;
    private final Plan plan;

    TripletLossLayer(TripletLossParameter settings, List<Shape> bottoms) {
        Shape shape = Bottoms.ofOneShape(bottoms);
        if (shape.rank() == 0) throw Failure.config("wants N vectors in each bottom, but got one");
        margin = settings.getMargin();
        pairs = Pairs.of(shape);
        plan = Plan.tops(Shape.scalar());
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        double sum = 0;
        for (int i = 0; i < pairs.count(); i++) sum += Math.max(0, excess(p, i));
        p.top(0).data().set(0, (float) (sum / pairs.count()));
    }

    private double excess(Ports p, int i) {
        var anchor = p.bottom(ANCHOR).data();
        return pairs.squaredDistance(anchor, p.bottom(POSITIVE).data(), i)
                - pairs.squaredDistance(anchor, p.bottom(NEGATIVE).data(), i)
                + margin;
    }

    @Override
    public void backward(Ports p) {
        float slope = 2 * p.top(0).diff().get(0) / pairs.count();
        for (int i = 0; i < pairs.count(); i++)
            if (excess(p, i) > 0) {
                add(p, NEGATIVE, POSITIVE, i, slope, ANCHOR);
                add(p, POSITIVE, ANCHOR, i, slope, POSITIVE);
                add(p, ANCHOR, NEGATIVE, i, slope, NEGATIVE);
            }
    }

    private void add(Ports p, int a, int b, int pair, float slope, int to) {
        if (p.bottom(to).hasDiff()) pairs.addDifference(p, a, b, pair, slope, to);
    }

    /** TripletLoss. */
    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super("TripletLoss", 3, LayerParameter::getTripletLossParam, TripletLossLayer::new);
        }

        @Override
        public boolean isLoss() {
            return true;
        }
    }
}
