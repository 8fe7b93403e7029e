package jdl.net;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import jdl.kernel.Kernels;
import jdl.layer.Clock;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.tensor.Blob;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * The arrays of a net, as large as its first plan asks for; where shapes change with the data, the
 * same arrays are seen under the new ones.
 */
final class Memory {

    private final List<Weight> weights;
    private final Kernels kernels;
    private final Function<Step, Supplier<Clock>> clocks;
    private final Arena arena;
    private final Scratch scratch;
    private final Beginnings beginnings;
    private final List<Integer> untouched;
    private final Set<Integer> written;
    private final List<Blob> blobs;
    private final List<Bound> steps;

    /** The steps again, with the diffs of weights that they store. */
    private final List<Bound> storing;

    private final List<Tensor> carried;

    /**
     * @param clocks what a step sees as its clock, pass by pass
     */
    Memory(
            NetPlan plan,
            Tuning tuning,
            List<Weight> weights,
            Kernels kernels,
            Function<Step, Supplier<Clock>> clocks) {
        this.weights = weights;
        this.kernels = kernels;
        this.clocks = clocks;
        this.arena = tuning.has(Tuning.Part.MEMORY) ? Arena.of(plan) : Arena.none();
        this.beginnings = Beginnings.of(plan, tuning.has(Tuning.Part.FRESH));
        this.untouched = Beginnings.untouched(plan);
        this.scratch = new Scratch(plan.steps());
        this.written = new HashSet<>();
        for (Step step : plan.steps()) written.addAll(step.tops());
        this.blobs = new ArrayList<>();
        for (int b = 0; b < plan.blobs().size(); b++) blobs.add(blob(plan, b));
        this.steps = new ArrayList<>();
        for (int s = 0; s < plan.steps().size(); s++) steps.add(bind(plan.steps().get(s), s));
        this.storing =
                new ArrayList<>(IntStream.range(0, steps.size()).mapToObj(this::storing).toList());
        this.carried = steps.stream().flatMap(bound -> bound.carried().stream()).toList();
    }

    List<Blob> blobs() {
        return blobs;
    }

    Blob blob(int index) {
        return blobs.get(index);
    }

    List<Bound> steps() {
        return steps;
    }

    Bound step(int index) {
        return steps.get(index);
    }

    /** What layers carry from pass to pass, in the shapes of the first plan. */
    List<Tensor> carried() {
        return carried;
    }

    /** Weights in the shapes that a step's layer wants: one that it shares may have another. */
    List<Blob> weights(Step step) {
        var wanted = step.layer().plan().weights();
        return IntStream.range(0, wanted.size())
                .mapToObj(i -> weights.get(step.weights().get(i)).blob().as(wanted.get(i).shape()))
                .toList();
    }

    /**
     * Takes the shapes of another plan of the same net, which differs from step {@code from} on.
     */
    void follow(NetPlan plan, int from) {
        for (int b = 0; b < blobs.size(); b++)
            blobs.set(b, seen(blobs.get(b), plan.blobs().get(b)));
        for (int s = from; s < steps.size(); s++) {
            steps.set(s, bind(plan.steps().get(s), s, step(s)));
            storing.set(s, storing(s));
        }
    }

    private Bound bind(Step step, int number) {
        Plan plan = step.layer().plan();
        var saved = new ArrayList<Tensor>();
        for (Shape shape : plan.saved())
            saved.add(arena.of(Lifetimes.Kind.SAVED, number, saved.size(), shape));
        return bind(step, number, saved, plan.carried().stream().map(Tensor::zeros).toList());
    }

    private Bound bind(Step step, int number, Bound before) {
        if (step.equals(before.step())) return bind(step, number, before.saved(), before.carried());
        Plan plan = step.layer().plan();
        var saved = seen(before.saved(), plan.saved());
        var carried = seen(before.carried(), plan.carried());
        for (int i = 0; i < carried.size(); i++)
            if (carried.get(i) != before.carried().get(i)) carried.get(i).fill(0);
        return bind(step, number, saved, carried);
    }

    private Bound bind(Step step, int number, List<Tensor> saved, List<Tensor> carried) {
        var bottoms = choose(step.bottoms().stream().map(blobs::get).toList(), step.bottomDiffs());
        return new Bound(
                step,
                new Ports(
                        kernels,
                        fresh(bottoms, beginnings.blobs().stored().get(number)),
                        step.tops().stream().map(blobs::get).toList(),
                        choose(weights(step), step.weightDiffs()),
                        saved,
                        scratch.of(step.layer().plan()),
                        carried,
                        step.layer().plan().derived().stream().map(Tensor::zeros).toList(),
                        clocks.apply(step)));
    }

    private static List<Blob> choose(List<Blob> all, List<Boolean> diffs) {
        return IntStream.range(0, all.size())
                .mapToObj(i -> diffs.get(i) ? all.get(i) : Blob.of(all.get(i).data()))
                .toList();
    }

    private static List<Blob> fresh(List<Blob> all, List<Boolean> fresh) {
        return IntStream.range(0, all.size())
                .mapToObj(i -> fresh.get(i) ? all.get(i).asFresh() : all.get(i))
                .toList();
    }

    /** Clears the blobs' diffs that begin with a step's backward. */
    void begin(int step) {
        List<Integer> cleared = beginnings.blobs().cleared().get(step);
        for (int i = 0; i < cleared.size(); i++) {
            Blob blob = blobs.get(cleared.get(i));
            if (blob.hasDiff()) blob.diff().fill(0);
        }
    }

    /**
     * Clears the weights' diffs that begin with a step's backward; the step, which stores others of
     * them.
     */
    Bound beginWeights(int step) {
        clearWeights(beginnings.weights().cleared().get(step));
        return storing.get(step);
    }

    /** Clears the diffs of weights that no step adds to. */
    void beginWeights() {
        clearWeights(untouched);
    }

    private void clearWeights(List<Integer> numbers) {
        for (int i = 0; i < numbers.size(); i++) weights.get(numbers.get(i)).blob().diff().fill(0);
    }

    private Bound storing(int step) {
        Bound bound = steps.get(step);
        return bound.weights(fresh(bound.weights(), beginnings.weights().stored().get(step)));
    }

    /** Of a blob that layers joined by a pass no longer write, nothing is kept. */
    private Blob blob(NetPlan plan, int number) {
        BlobPlan blob = plan.blobs().get(number);
        if (!written.contains(number)) return Blob.of(Tensor.zeros(Shape.of(0)));
        Tensor data = arena.of(Lifetimes.Kind.DATA, number, 0, blob.shape());
        return blob.gradient()
                ? Blob.of(data, arena.of(Lifetimes.Kind.DIFF, number, 0, blob.shape()))
                : Blob.of(data);
    }

    /**
     * A blob that is still there after a pass; its diff alone if nothing else has used its memory.
     */
    Optional<Blob> lasting(int number) {
        Blob blob = blobs.get(number);
        if (!written.contains(number) || !arena.lasts(Lifetimes.Kind.DATA, number))
            return Optional.empty();
        boolean diff = blob.hasDiff() && arena.lasts(Lifetimes.Kind.DIFF, number);
        return Optional.of(diff ? blob : Blob.of(blob.data()));
    }

    private static Blob seen(Blob blob, BlobPlan plan) {
        if (blob.shape().equals(plan.shape())) return blob;
        Tensor data = seen(blob.data(), plan.shape());
        return blob.hasDiff() ? Blob.of(data, seen(blob.diff(), plan.shape())) : Blob.of(data);
    }

    private static List<Tensor> seen(List<Tensor> tensors, List<Shape> shapes) {
        return IntStream.range(0, shapes.size())
                .mapToObj(i -> seen(tensors.get(i), shapes.get(i)))
                .toList();
    }

    /** The tensor's own array under another shape; a new one if it is too small. */
    private static Tensor seen(Tensor tensor, Shape shape) {
        if (tensor.shape().equals(shape)) return tensor;
        return shape.count() <= tensor.array().length
                ? new Tensor(shape, tensor.array(), 0)
                : Tensor.zeros(shape);
    }
}
