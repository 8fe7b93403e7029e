package jdl.net;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.layer.Clock;
import jdl.layer.Resizing;
import jdl.proto.Phase;
import jdl.tensor.Blob;
import jdl.tensor.Dice;
import jdl.tensor.Layout;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** A plan with memory: the two loops. */
public final class Net {

    private final Kernels kernels;
    private final long seed;
    private final List<Weight> weights;
    private final Memory memory;
    private final Tuning tuning;
    private NetPlan plan;

    /** What is run for the plan. */
    private NetPlan running;

    private long pass;

    /** Whether what layers make of the weights is made, and whether it stays good. */
    private boolean derived;

    private boolean settled;
    private Optional<Watch> watch = Optional.empty();

    /** A net that is run as it was meant, layer by layer. */
    public Net(NetPlan plan, Weights weights, Kernels kernels, long seed) {
        this(plan, Tuning.NONE, weights, kernels, seed);
    }

    /**
     * @param tuning what may be done to the plan to make it faster
     * @param weights where the net finds its weights, and puts the ones that are not there yet
     * @param seed what everything random in the net is a function of
     */
    public Net(NetPlan plan, Tuning tuning, Weights weights, Kernels kernels, long seed) {
        this.plan = plan;
        this.tuning = tuning.allowedFor(plan);
        this.running = this.tuning.tune(plan);
        this.kernels = kernels;
        this.weights = plan.weights().stream().map(weights::of).toList();
        this.seed = seed;
        this.memory = new Memory(running, this.tuning, this.weights, kernels, this::clock);
    }

    /** What is run: the plan after the passes. */
    public NetPlan running() {
        return running;
    }

    /**
     * The plan as it was meant, with the shapes of the last forward where a layer's tops depend on
     * its data.
     */
    public NetPlan plan() {
        return plan;
    }

    /** The weights that this net reads, owners only, in the order of the layers. */
    public List<Weight> weights() {
        return weights;
    }

    /** The weights of one of the net's steps, each in the shape that its layer wants. */
    public List<Blob> weights(Step step) {
        return memory.weights(step);
    }

    /** From now on {@code watch} is told how long each step takes; without one nobody looks. */
    public void watched(Watch watch) {
        this.watch = Optional.of(watch);
    }

    private long now() {
        return watch.isPresent() ? System.nanoTime() : 0;
    }

    /**
     * Whether the weights stay as they are from the next forward on, so that what layers make of
     * them is made once; else it is made in every forward.
     */
    public void settled(boolean settled) {
        this.settled = settled;
        this.derived = false;
    }

    private void derive() {
        for (Bound bound : memory.steps())
            if (!bound.idle()) bound.step().layer().derive(bound.ports());
        derived = settled;
    }

    /** What layers carry from pass to pass, in the order of the net. */
    public List<Tensor> carried() {
        return memory.carried();
    }

    /**
     * Runs all layers upwards and returns the loss, weighted and summed over all loss tops.
     *
     * @param pass how many passes of this net came before, over all resumes
     */
    public float forward(long pass) {
        this.pass = pass;
        if (!derived) derive();
        float loss = 0;
        for (int i = 0; i < running.steps().size(); i++) {
            long start = now();
            forwardStep(i);
            if (watch.isPresent()) watch.get().forward(i, System.nanoTime() - start);
            loss += memory.step(i).loss();
        }
        return loss;
    }

    private void forwardStep(int i) {
        Step step = running.steps().get(i);
        try {
            measure(i);
            Bound bound = memory.step(i);
            if (!bound.idle()) bound.step().layer().forward(bound.ports());
        } catch (LayerFailure e) {
            throw e;
        } catch (Failure e) {
            throw new LayerFailure(step.settings(), Origin.named(e, step, running, this::clock));
        }
    }

    /** Where a layer's tops depend on its data, all that they reach follows their shapes. */
    private void measure(int i) {
        Bound bound = memory.step(i);
        if (!(bound.step().layer() instanceof Resizing layer)) return;
        List<Shape> tops = layer.tops(bound.bottoms());
        if (tops.equals(bound.tops().stream().map(Blob::shape).toList())) return;
        plan = Resized.from(plan, i, tops); // and no pass has touched it
        running = plan;
        memory.follow(plan, i);
    }

    /**
     * Runs all layers downwards after a forward: diffs of blobs are computed anew, diffs of weights
     * are added to.
     */
    public void backward() {
        backward(Map.of());
    }

    /**
     * Likewise, with given gradients at some blobs (the newest of each name) beside those of the
     * losses. For nets of which nothing is joined, stored fresh, or kept in shared memory.
     */
    public void backward(Map<String, Tensor> seeds) {
        if (!seeds.isEmpty()) seed(seeds);
        seedLosses();
        for (int i = running.steps().size() - 1; i >= 0; i--) {
            long start = now();
            if (seeds.isEmpty()) memory.begin(i);
            backward(memory.step(i));
            if (watch.isPresent()) watch.get().backward(i, System.nanoTime() - start);
        }
    }

    /** Likewise, and the diffs of weights are computed anew as well. */
    public void backwardAnew() {
        memory.beginWeights();
        seedLosses();
        for (int i = running.steps().size() - 1; i >= 0; i--) {
            long start = now();
            memory.begin(i);
            backward(memory.beginWeights(i));
            if (watch.isPresent()) watch.get().backward(i, System.nanoTime() - start);
        }
    }

    private void backward(Bound bound) {
        if (bound.step().backward() && !bound.idle()) bound.step().layer().backward(bound.ports());
    }

    private void seed(Map<String, Tensor> seeds) {
        if (!tuning.keepsAllDiffs())
            throw new IllegalStateException("this net keeps no diffs that could be given");
        for (Blob blob : memory.blobs()) if (blob.hasDiff()) blob.diff().fill(0);
        seeds.forEach((name, diff) -> plan.newest(name).ifPresent(blob -> seed(blob, diff)));
    }

    private void seed(int blob, Tensor diff) {
        if (!memory.blob(blob).hasDiff()) return;
        Layout.Turn turn = running.blobs().get(blob).layout().turn(diff.shape());
        kernels.turn(turn, diff, memory.blob(blob).diff());
    }

    private void seedLosses() {
        for (int i = 0; i < memory.steps().size(); i++) memory.step(i).seedLosses();
    }

    public void clearWeightDiffs() {
        for (int w = 0; w < weights.size(); w++) weights.get(w).blob().diff().fill(0);
    }

    /** What a step sees as its clock; everything random in it is a function of its name. */
    private Supplier<Clock> clock(Step step) {
        boolean training = plan.state().getPhase() == Phase.TRAIN;
        long key = Dice.key(seed, step.name());
        return () -> new Clock(training, key, pass);
    }

    /** The blob of a number in the plan. */
    Blob blob(int index) {
        return memory.blob(index);
    }

    /** A step with what it may touch. */
    Bound bound(int index) {
        return memory.step(index);
    }

    /** Clears the diffs that begin with the backward of a step. */
    void begin(int index) {
        memory.begin(index);
    }

    /**
     * The newest blob of a name: memory of the net, or a copy where the net keeps it in an order
     * that is not plain. Empty, too, where a pass has let its memory be used for something else.
     */
    public Optional<Blob> blob(String name) {
        return plan.newest(name).flatMap(this::plain);
    }

    /**
     * The oldest blob of a name: what a data or Input layer wrote, before any layer bound the name
     * anew.
     */
    public Optional<Blob> firstBlob(String name) {
        return plan.oldest(name).flatMap(this::plain);
    }

    private Optional<Blob> plain(int index) {
        return memory.lasting(index).map(blob -> plain(blob, index));
    }

    private Blob plain(Blob blob, int index) {
        return PlainCopy.of(kernels, running.blobs().get(index).layout(), blob);
    }

    /** What no layer reads, sorted by name as in Caffe. */
    public List<Output> outputs() {
        Map<Integer, Float> lossWeights = new HashMap<>();
        for (Step step : plan.steps()) {
            for (int t = 0; t < step.tops().size(); t++)
                lossWeights.put(step.tops().get(t), step.lossWeights().get(t));
        }
        List<Output> outputs = new ArrayList<>();
        for (int b : plan.outputs()) {
            Tensor data = plain(memory.blob(b), b).data();
            float weight = lossWeights.getOrDefault(b, 0f);
            outputs.add(new Output(plan.blobs().get(b).name(), data, weight));
        }
        return outputs;
    }

    /**
     * Where the first number that is not finite is made in the last pass, which is run again:
     * {@code blob "conv3", from layer "conv3"}.
     */
    public Optional<String> firstNotFinite() {
        for (int i = 0; i < running.steps().size(); i++) {
            forwardStep(i);
            Bound bound = memory.step(i);
            for (int t = 0; t < bound.tops().size(); t++) {
                if (finite(bound.top(t).data())) continue;
                String top = bound.step().settings().getTop(t);
                return Optional.of(
                        "blob \"%s\", from layer \"%s\"".formatted(top, bound.step().name()));
            }
        }
        return Optional.empty();
    }

    private static boolean finite(Tensor tensor) {
        for (int i = 0; i < tensor.size(); i++) if (!Float.isFinite(tensor.get(i))) return false;
        return true;
    }
}
