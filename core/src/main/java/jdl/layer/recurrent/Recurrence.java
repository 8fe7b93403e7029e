package jdl.layer.recurrent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import jdl.kernel.Matrix;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.layer.WeightSpec;
import jdl.proto.RecurrentParameter;
import jdl.tensor.Blob;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * A cell run over all steps: one product for all x, then step by step a product with the state;
 * back through time likewise, with one product at the end for the gradient of the weights. Each
 * step begins with cont times the states of the step before.
 */
final class Recurrence {

    /** Floats of sums in a task: enough to be worth a thread. */
    private static final int TASK = 4096;

    private final Sequence sequence;
    private final Cell cell;
    private final int states;
    private final InputSums inputs;

    Recurrence(Sequence sequence, Cell cell) {
        this.sequence = sequence;
        this.cell = cell;
        this.states = cell.states();
        this.inputs = new InputSums(sequence, cell.gates() * sequence.outputs());
    }

    /** What is needed if the first top is the output of each step. */
    Plan plan(RecurrentParameter settings) {
        Shape outputs = sequence.of(sequence.outputs());
        Shape sums = sequence.of(inputs.width());
        List<Shape> memory = Collections.nCopies(states, sequence.state());
        var tops = new ArrayList<>(List.of(outputs));
        if (sequence.exposed()) tops.addAll(memory);
        var saved = new ArrayList<>(Collections.nCopies(states, outputs));
        saved.add(sums);
        if (cell.apart()) saved.add(sums);
        var scratch = new ArrayList<>(memory);
        scratch.add(Shape.of(sequence.still(), sequence.streams(), inputs.width()));
        List<Shape> carried = sequence.exposed() ? List.of() : memory;
        return new Plan(
                tops, weights(settings), saved, scratch, carried, List.of(), Set.of(1), Set.of());
    }

    private List<WeightSpec> weights(RecurrentParameter settings) {
        int width = inputs.width();
        var filler = settings.getWeightFiller();
        var weights = new ArrayList<WeightSpec>();
        weights.add(new WeightSpec(Shape.of(width, sequence.inputs()), filler));
        weights.add(new WeightSpec(Shape.of(width), settings.getBiasFiller()));
        if (sequence.still() == 1)
            weights.add(new WeightSpec(Shape.of(width, sequence.statics()), filler));
        weights.add(new WeightSpec(Shape.of(width, sequence.outputs()), filler));
        return weights;
    }

    /** Writes the output of each step into {@code h}. */
    void forward(Ports p, Tensor h) {
        inputs.forward(p, p.saved(states), p.scratch(states));
        Matrix weights = weights(hidden(p).data()).transposed();
        for (int t = 0; t < sequence.steps(); t++) {
            List<Tensor> previous = t == 0 ? list(s -> first(p, s)) : after(p, h, t - 1);
            Cell.Step step = step(p, t, after(p, h, t));
            for (int s = 0; s < states; s++) timesCont(p, t, previous.get(s), step.before().get(s));
            Matrix before = state(step.before().get(0));
            Matrix sums = sums(step.fromState());
            if (cell.apart()) p.kernels().multiply(before, weights, sums);
            else p.kernels().multiplyAdd(before, weights, sums);
            forRows(p, step, cell::forward);
        }
        List<Tensor> end = after(p, h, sequence.steps() - 1);
        for (int s = 0; s < states; s++) last(p, s).copyFrom(end.get(s));
    }

    /** Adds what {@code dh}, the slopes of the output of each step, asks for. */
    void backward(Ports p, Optional<Tensor> dh) {
        List<Tensor> slopes = list(p::scratch);
        for (int s = 0; s < states; s++) startFromLast(p, s, slopes.get(s));
        Matrix weights = weights(hidden(p).data());
        for (int t = sequence.steps() - 1; t >= 0; t--) {
            if (dh.isPresent()) p.kernels().axpy(1, at(dh.get(), t), slopes.get(0));
            Cell.Step step = step(p, t, slopes);
            forRows(p, step, cell::backward);
            p.kernels().multiplyAdd(sums(step.fromState()), weights, state(slopes.get(0)));
            for (Tensor slope : slopes) timesCont(p, t, slope, slope);
        }
        if (sequence.exposed()) toFirst(p, slopes);
        toWeights(p);
        inputs.backward(p, p.saved(states), p.scratch(states));
    }

    private void startFromLast(Ports p, int s, Tensor slope) {
        if (sequence.exposed() && p.top(1 + s).hasDiff()) slope.copyFrom(p.top(1 + s).diff());
        else slope.fill(0);
    }

    private void toFirst(Ports p, List<Tensor> slopes) {
        for (int s = 0; s < states; s++) {
            Blob first = p.bottom(sequence.firstState() + s);
            if (first.hasDiff()) p.kernels().axpy(1, slopes.get(s), first.diff());
        }
    }

    private void toWeights(Ports p) {
        if (!hidden(p).hasDiff()) return;
        Matrix slopes = Matrix.of(fromState(p), sequence.rows(), inputs.width());
        Matrix before = Matrix.of(p.saved(0), sequence.rows(), sequence.outputs());
        p.kernels().multiplyAdd(slopes.transposed(), before, weights(hidden(p).diff()));
    }

    /** A step with its sums and the states before it. */
    private Cell.Step step(Ports p, int t, List<Tensor> after) {
        Tensor sums = at(p.saved(states), t);
        Tensor fromState = at(fromState(p), t);
        return new Cell.Step(
                sequence.outputs(), sums, fromState, list(s -> at(p.saved(s), t)), after);
    }

    private void forRows(Ports p, Cell.Step step, ObjIntConsumer<Cell.Step> work) {
        p.kernels()
                .workers()
                .forStrips(
                        sequence.streams(),
                        Math.max(1, TASK / inputs.width()),
                        (from, to) -> {
                            for (int row = from; row < to; row++) work.accept(step, row);
                        });
    }

    /** Each stream's state times its cont. */
    private void timesCont(Ports p, int t, Tensor from, Tensor into) {
        if (from != into) into.copyFrom(from);
        Tensor cont = at(p.bottom(1).data(), t);
        int d = sequence.outputs();
        for (int n = 0; n < sequence.streams(); n++)
            p.kernels().loops().scale(cont.get(n), into.array(), into.offset() + n * d, d);
    }

    /** The states after a step: the outputs stay, the others make room for the next step's. */
    private List<Tensor> after(Ports p, Tensor h, int t) {
        return list(s -> s == 0 ? at(h, t) : p.scratch(s));
    }

    private Tensor first(Ports p, int s) {
        return sequence.exposed() ? p.bottom(sequence.firstState() + s).data() : p.carried(s);
    }

    private Tensor last(Ports p, int s) {
        return sequence.exposed() ? p.top(1 + s).data() : p.carried(s);
    }

    private Tensor fromState(Ports p) {
        return p.saved(cell.apart() ? states + 1 : states);
    }

    /** The weights of the state's product. */
    private Blob hidden(Ports p) {
        return p.weight(2 + sequence.still());
    }

    private Matrix weights(Tensor weights) {
        return Matrix.of(weights, inputs.width(), sequence.outputs());
    }

    private Matrix state(Tensor state) {
        return Matrix.of(state, sequence.streams(), sequence.outputs());
    }

    private Matrix sums(Tensor sums) {
        return Matrix.of(sums, sequence.streams(), inputs.width());
    }

    private Tensor at(Tensor all, int t) {
        return all.part(t, sequence.steps());
    }

    private List<Tensor> list(IntFunction<Tensor> ofState) {
        return IntStream.range(0, states).mapToObj(ofState).toList();
    }
}
