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
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * {@code loss = -Σ log P(labels) / normaliser}, with P the sum over all ways to stretch the labels
 * over the frames, with blanks between (Graves et al. 2006); what cannot be stretched so costs
 * nothing.
 */
final class CTCLossLayer implements Layer {

    private final CtcBatch batch;
    private final SoftmaxRows rows;
    private final Normalizer normalizer;
    private final Plan plan;

    CTCLossLayer(LayerParameter layer, List<Shape> bottoms) {
        batch = CtcBatch.of(bottoms, layer.getCtcLossParam().getBlankLabel());
        rows = SoftmaxRows.of(bottoms.get(0), 2);
        normalizer = Normalizer.withoutLabels(layer.getLossParam(), batch.items(), rows.rows());
        plan =
                LabelledRows.plan(List.of(Shape.scalar()), bottoms)
                        .saved(
                                Shape.of(batch.items(), batch.frames(), batch.states()),
                                Shape.of(rows.rows()),
                                Shape.of(batch.items()))
                        .scratch(Shape.of(batch.items(), batch.states()));
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        Tensor losses = p.saved(2);
        p.forEach(batch.items(), item -> losses.set(item, (float) loss(p, item)));
        double sum = 0;
        for (int item = 0; item < batch.items(); item++)
            if (isPossible(p, item)) sum += losses.get(item);
        p.top(0).data().set(0, (float) (sum / divisor(p)));
    }

    private double loss(Ports p, int item) {
        for (int t = 0; t < batch.frames(); t++) {
            int row = t * batch.items() + item;
            p.saved(1).set(row, (float) LogSum.ofRow(rows, p.bottom(0).data(), row, 1));
        }
        return -lattice(p, item).forward(p.saved(0).part(item, batch.items()));
    }

    private CtcLattice lattice(Ports p, int item) {
        CtcSequence sequence = batch.sequence(p, item);
        Tensor scores = p.bottom(0).data();
        return new CtcLattice(sequence, rows, batch.items(), item, scores, p.saved(1));
    }

    private static boolean isPossible(Ports p, int item) {
        return p.saved(2).get(item) != Float.POSITIVE_INFINITY;
    }

    @Override
    public void backward(Ports p) {
        float scale = p.top(0).diff().get(0) / divisor(p);
        p.forEach(batch.items(), item -> backward(p, item, scale));
    }

    private void backward(Ports p, int item, float scale) {
        if (!isPossible(p, item)) return;
        Tensor alpha = p.saved(0).part(item, batch.items());
        Tensor beta = p.scratch(0).part(item, batch.items());
        lattice(p, item).backward(alpha, beta, p.bottom(0).diff(), scale);
    }

    private float divisor(Ports p) {
        int possible = 0;
        for (int item = 0; item < batch.items(); item++) if (isPossible(p, item)) possible++;
        return normalizer.divisor(possible);
    }

    /** CTCLoss. */
    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super("CTCLoss", Arity.between(2, 3), Arity.exactly(1), CTCLossLayer::new);
        }

        @Override
        public boolean isLoss() {
            return true;
        }
    }
}
