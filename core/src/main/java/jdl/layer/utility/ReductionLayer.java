package jdl.layer.utility;

import com.google.auto.service.AutoService;
import java.util.List;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.proto.LayerParameter;
import jdl.proto.ReductionParameter;
import jdl.proto.ReductionParameter.ReductionOp;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * {@code y = coeff · Σ xᵢ}, {@code Σ |xᵢ|}, {@code Σ xᵢ²} or the mean, over axis and all after it.
 */
final class ReductionLayer implements Layer {

    private final ReductionOp operation;
    private final int rows;
    private final double coefficient;
    private final Plan plan;

    ReductionLayer(ReductionParameter p, List<Shape> bottoms) {
        Shape x = bottoms.get(0);
        int axis = x.axis(p.getAxis());
        operation = p.getOperation();
        rows = x.countTo(axis);
        double divisor = operation == ReductionOp.MEAN ? x.countFrom(axis) : 1;
        coefficient = p.getCoeff() / divisor;
        plan = Plan.tops(x.slice(0, axis));
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        Tensor x = p.bottom(0).data();
        Tensor y = p.top(0).data();
        p.forEach(rows, row -> y.set(row, (float) (coefficient * sum(x.part(row, rows)))));
    }

    private double sum(Tensor row) {
        double sum = 0;
        switch (operation) {
            case SUM, MEAN -> {
                for (int i = 0; i < row.size(); i++) sum += row.get(i);
            }
            case ASUM -> {
                for (int i = 0; i < row.size(); i++) sum += Math.abs(row.get(i));
            }
            case SUMSQ -> {
                for (int i = 0; i < row.size(); i++) sum += (double) row.get(i) * row.get(i);
            }
        }
        return sum;
    }

    @Override
    public void backward(Ports p) {
        Tensor x = p.bottom(0).data();
        Tensor dx = p.bottom(0).diff();
        Tensor dy = p.top(0).diff();
        p.forEach(
                rows,
                row ->
                        spread(
                                (float) (coefficient * dy.get(row)),
                                x.part(row, rows),
                                dx.part(row, rows)));
    }

    private void spread(float slope, Tensor x, Tensor dx) {
        switch (operation) {
            case SUM, MEAN -> {
                for (int i = 0; i < x.size(); i++) dx.set(i, dx.get(i) + slope);
            }
            case ASUM -> {
                for (int i = 0; i < x.size(); i++)
                    dx.set(i, dx.get(i) + slope * Math.signum(x.get(i)));
            }
            case SUMSQ -> {
                for (int i = 0; i < x.size(); i++) dx.set(i, dx.get(i) + 2 * slope * x.get(i));
            }
        }
    }

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super("Reduction", 1, LayerParameter::getReductionParam, ReductionLayer::new);
        }
    }
}
