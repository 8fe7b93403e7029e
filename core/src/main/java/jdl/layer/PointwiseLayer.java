package jdl.layer;

import java.util.List;
import java.util.Optional;
import jdl.expr.Expr;
import jdl.expr.Pointwise;
import jdl.tensor.Blob;
import jdl.tensor.Layout;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** {@code y = f(x₀, x₁ …)}, element by element, for a formula f; its slopes are derived. */
public final class PointwiseLayer implements Layer {

    private final Pointwise function;
    private final Plan plan;

    public PointwiseLayer(Expr formula, List<Shape> bottoms) {
        function = Pointwise.of(formula, bottoms.size());
        plan = Plan.tops(Bottoms.ofOneShape(bottoms));
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

    @Override
    public boolean heedsFresh() {
        return true;
    }

    /** Where an element lies is all the same to a formula. */
    @Override
    public Optional<Layer> in(Layout layout) {
        return Optional.of(this);
    }

    private static List<Tensor> inputs(Ports p) {
        return p.bottoms().stream().map(Blob::data).toList();
    }
}
