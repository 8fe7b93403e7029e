package jdl.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import jdl.expr.Call;
import jdl.expr.Expr;
import jdl.expr.Pointwise;
import jdl.tensor.Layout;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** {@code y = f(x₀, x₁ …)}, element by element, for a formula f; its slopes are derived. */
public final class PointwiseLayer implements Layer {

    private final Expr formula;
    private final List<Shape> bottoms;
    private final Pointwise function;
    private final Plan plan;

    public PointwiseLayer(Expr formula, List<Shape> bottoms) {
        this.formula = formula;
        this.bottoms = List.copyOf(bottoms);
        function = Pointwise.of(formula, bottoms.size());
        plan = Plan.tops(Bottoms.ofOneShape(bottoms)).habits(Habit.STORES_FRESH);
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        function.forward(p.kernels(), inputs(p), p.top(0).data());
    }

    @Override
    public void backward(Ports p) {
        for (int i = 0; i < p.bottoms().size(); i++) if (p.bottom(i).hasDiff()) backward(p, i);
    }

    private void backward(Ports p, int input) {
        Tensor y = p.top(0).data();
        Tensor dy = p.top(0).diff();
        Tensor dx = p.bottom(input).diff();
        if (p.bottom(input).fresh())
            function.backwardStored(p.kernels(), inputs(p), input, y, dy, dx);
        else function.backward(p.kernels(), inputs(p), input, y, dy, dx);
    }

    /** Where an element lies is all the same to a formula. */
    @Override
    public Optional<Layer> in(Layout layout) {
        return Optional.of(this);
    }

    /** {@code g(f(x₀, x₁ …))}, where next is {@code g(x)}. */
    @Override
    public Optional<Layer> then(Layer next) {
        return next instanceof PointwiseLayer g && g.bottoms.size() == 1
                ? Optional.of(new PointwiseLayer(g.formula.of(formula), bottoms))
                : Optional.empty();
    }

    /** By what a ReLU multiplies a number below zero; empty for other formulas. */
    public OptionalDouble reluSlope() {
        if (!(formula instanceof Call.Where where) || !where.positive().equals(Expr.x()))
            return OptionalDouble.empty();
        double slope = where.other().value(1);
        return formula.equals(Expr.rectified(Expr.x(), slope))
                ? OptionalDouble.of(slope)
                : OptionalDouble.empty();
    }

    private static List<Tensor> inputs(Ports p) {
        if (p.bottoms().size() == 1) return List.of(p.bottom(0).data());
        List<Tensor> inputs = new ArrayList<>(p.bottoms().size());
        for (int i = 0; i < p.bottoms().size(); i++) inputs.add(p.bottom(i).data());
        return inputs;
    }
}
