package jdl.layer.recurrent;

import static jdl.expr.Expr.constant;
import static jdl.expr.Expr.x;
import static jdl.expr.Expr.y;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdl.expr.Pointwise;
import jdl.kernel.Matrix;
import jdl.layer.Arity;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.layer.WeightSpec;
import jdl.proto.LayerParameter;
import jdl.proto.RecurrentParameter;
import jdl.tensor.Blob;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * {@code h' = tanh(W x + b + U h); o = tanh(V h' + a)}, step by step. Bottoms and tops are those of
 * LSTM, without c, and with o instead of h as the output of each step. Weights: W, b, that of
 * x_static, U, V, a.
 */
final class RNNLayer implements Layer {

    private static final Pointwise TANH = Pointwise.of(x().tanh());

    /** From the tanh and its slope to that of what it is of. */
    private static final Pointwise DOWN =
            Pointwise.of(y().times(constant(1).minus(x().power(2))), 2);

    private final Sequence sequence;
    private final Recurrence recurrence;
    private final Plan plan;

    RNNLayer(LayerParameter layer, List<Shape> bottoms) {
        sequence = Sequence.of(layer, bottoms, 1);
        recurrence = new Recurrence(sequence, new RNNCell());
        plan = withOutput(recurrence.plan(layer.getRecurrentParam()), layer.getRecurrentParam());
    }

    /** V and a; h is saved; slopes of h and of the sums of o. */
    private static Plan withOutput(Plan plan, RecurrentParameter settings) {
        Shape steps = plan.tops().get(0);
        int d = settings.getNumOutput();
        var weights = new ArrayList<>(plan.weights());
        weights.add(new WeightSpec(Shape.of(d, d), settings.getWeightFiller()));
        weights.add(new WeightSpec(Shape.of(d), settings.getBiasFiller()));
        var saved = new ArrayList<>(plan.saved());
        saved.add(steps);
        var scratch = new ArrayList<>(plan.scratch());
        scratch.addAll(List.of(steps, steps));
        return plan.weights(weights)
                .saved(saved.toArray(Shape[]::new))
                .scratch(scratch.toArray(Shape[]::new));
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        recurrence.forward(p, hidden(p));
        Matrix o = steps(p.top(0).data());
        p.kernels().multiply(steps(hidden(p)), square(output(p).data()).transposed(), o);
        p.kernels().addToRows(bias(p).data(), o);
        TANH.forward(p.kernels(), p.top(0).data(), p.top(0).data());
    }

    @Override
    public void backward(Ports p) {
        Blob o = p.top(0);
        recurrence.backward(p, o.hasDiff() ? Optional.of(toHidden(p, o)) : Optional.empty());
    }

    /** The slopes of h in each step, as o wants them. */
    private Tensor toHidden(Ports p, Blob o) {
        Tensor sums = p.scratch(2);
        DOWN.forward(p.kernels(), List.of(o.data(), o.diff()), sums);
        Matrix slopes = steps(sums);
        if (output(p).hasDiff())
            p.kernels()
                    .multiplyAdd(slopes.transposed(), steps(hidden(p)), square(output(p).diff()));
        if (bias(p).hasDiff()) p.kernels().sumRows(slopes, bias(p).diff());
        p.kernels().multiply(slopes, square(output(p).data()), steps(p.scratch(3)));
        return p.scratch(3);
    }

    private static Tensor hidden(Ports p) {
        return p.saved(2);
    }

    private Blob output(Ports p) {
        return p.weight(3 + sequence.still());
    }

    private Blob bias(Ports p) {
        return p.weight(4 + sequence.still());
    }

    private Matrix steps(Tensor all) {
        return Matrix.of(all, sequence.rows(), sequence.outputs());
    }

    private Matrix square(Tensor weights) {
        return Matrix.of(weights, sequence.outputs(), sequence.outputs());
    }

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super("RNN", Arity.between(2, 4), Arity.between(1, 2), RNNLayer::new);
        }
    }
}
