package jdl.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import jdl.kernel.Kernels;
import jdl.tensor.Blob;
import jdl.tensor.Dice;
import jdl.tensor.Layout;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * A layer with memory of its own, as a net would give it; whatever a layer must not rely on is NaN.
 */
public final class LayerRig {

    /** A loss is weighted with something else than 1, so that a layer that forgets it is found. */
    private static final float LOSS_WEIGHT = 1.75f;

    private final boolean loss;
    private final Layer layer;
    private final Layout layout;
    private final Ports ports;

    /** What {@link #memory} held at first. */
    private final List<Tensor> before;

    /** Everything that can take a gradient gets one. */
    public LayerRig(LayerCase given, Kernels kernels) {
        this(given, kernels, i -> true);
    }

    /**
     * @param wanted which of the inputs (bottoms, then weights) get a gradient
     */
    public LayerRig(LayerCase given, Kernels kernels, IntPredicate wanted) {
        this(given, given.create(), Layout.PLAIN, kernels, wanted);
    }

    /**
     * A rig whose bottoms and tops lie in another order; what it tells is plain.
     *
     * @param layer of the case, for that order
     */
    public LayerRig(LayerCase given, Layer layer, Layout layout, Kernels kernels) {
        this(given, layer, layout, kernels, i -> true);
    }

    private LayerRig(
            LayerCase given, Layer layer, Layout layout, Kernels kernels, IntPredicate wanted) {
        this.loss = given.type().isLoss();
        this.layer = layer;
        this.layout = layout;
        Plan plan = layer.plan();
        int bottoms = given.bottoms().size();
        var reads = new ArrayList<Blob>();
        for (int i = 0; i < bottoms; i++)
            reads.add(blob(turned(given.values(i)), !plan.labels().contains(i) && wanted.test(i)));
        var weights = new ArrayList<Blob>();
        for (int i = 0; i < plan.weights().size(); i++) {
            WeightSpec spec = plan.weights().get(i);
            Tensor data = spec.learns() ? weight(spec.shape(), i) : gathered(spec.shape(), i);
            weights.add(blob(data, spec.learns() && wanted.test(bottoms + i)));
        }
        var tops = new ArrayList<Blob>();
        List<Shape> shapes = layer instanceof Resizing r ? r.tops(reads) : plan.tops();
        for (int i = 0; i < shapes.size(); i++)
            tops.add(blob(nan(shapes.get(i)), !given.silent().contains(i)));
        this.ports =
                new Ports(
                        kernels,
                        reads,
                        tops,
                        weights,
                        plan.saved().stream().map(LayerRig::nan).toList(),
                        plan.scratch().stream().map(LayerRig::nan).toList(),
                        carried(plan),
                        new Clock(given.training(), 42, 7));
        this.before = memory().stream().map(LayerRig::copy).toList();
    }

    private LayerRig(LayerRig other, List<Blob> bottoms, List<Blob> weights) {
        Ports p = other.ports;
        this.loss = other.loss;
        this.layer = other.layer;
        this.layout = other.layout;
        this.before = other.before;
        this.ports =
                new Ports(
                        p.kernels(),
                        bottoms,
                        p.tops(),
                        weights,
                        p.saved(),
                        p.scratch(),
                        p.carried(),
                        p.clock());
    }

    private static Blob blob(Tensor data, boolean diff) {
        return diff ? Blob.of(data, Tensor.zeros(data.shape())) : Blob.of(data);
    }

    private static Tensor weight(Shape shape, int index) {
        Tensor tensor = Tensor.zeros(shape);
        Dice dice = Dice.of(1702, index);
        for (int i = 0; i < tensor.size(); i++) tensor.set(i, (float) (0.5 * dice.gaussian()));
        return tensor;
    }

    /** What a weight that does not learn may hold: means of squares, counts. Never negative. */
    private static Tensor gathered(Shape shape, int index) {
        Tensor tensor = weight(shape, index);
        for (int i = 0; i < tensor.size(); i++) tensor.set(i, 0.5f + Math.abs(tensor.get(i)));
        return tensor;
    }

    private static List<Tensor> carried(Plan plan) {
        var carried = new ArrayList<Tensor>();
        for (Shape shape : plan.carried()) carried.add(weight(shape, 10 + carried.size()));
        return carried;
    }

    private static Tensor copy(Tensor tensor) {
        Tensor copy = Tensor.zeros(tensor.shape());
        copy.copyFrom(tensor);
        return copy;
    }

    private static Tensor nan(Shape shape) {
        Tensor tensor = Tensor.zeros(shape);
        tensor.fill(Float.NaN);
        return tensor;
    }

    /** From the same memory each time: what the pass before left is taken back. */
    public LayerRig forward() {
        ports.scratch().forEach(tensor -> tensor.fill(Float.NaN));
        for (int i = 0; i < memory().size(); i++) memory().get(i).copyFrom(before.get(i));
        layer.forward(ports);
        return this;
    }

    /** What a forward leaves for the next pass: weights that do not learn, and what is carried. */
    public List<Tensor> memory() {
        var memory = new ArrayList<Tensor>();
        for (int i = 0; i < ports.weights().size(); i++)
            if (!plan().weights().get(i).learns()) memory.add(ports.weight(i).data());
        memory.addAll(ports.carried());
        return memory;
    }

    /** Fills a part of {@link #memory} with what forward shall begin with. */
    public void rewritten(int index, float value) {
        before.get(index).fill(value);
    }

    /** Forward, then the slopes of {@link #objective}, added to the diffs. */
    public LayerRig backward() {
        forward();
        for (int t = 0; t < ports.tops().size(); t++) {
            Blob top = ports.top(t);
            if (!top.hasDiff()) continue;
            if (isLoss(t)) top.diff().fill(LOSS_WEIGHT);
            else top.diff().copyFrom(top.data());
        }
        ports.scratch().forEach(tensor -> tensor.fill(Float.NaN));
        List<Tensor> forgotten = forgotten();
        List<float[]> before = forgotten.stream().map(Tensor::toArray).toList();
        forgotten.forEach(tensor -> tensor.fill(Float.NaN));
        layer.backward(ports);
        for (int i = 0; i < before.size(); i++) {
            Tensor tensor = forgotten.get(i);
            System.arraycopy(before.get(i), 0, tensor.array(), tensor.offset(), tensor.size());
        }
        return this;
    }

    /** What the layer says that its backward does not read. */
    private List<Tensor> forgotten() {
        var forgotten = new ArrayList<Tensor>();
        if (layer.plan().has(Habit.FORGETS_BOTTOMS))
            ports.bottoms().forEach(blob -> forgotten.add(blob.data()));
        if (layer.plan().has(Habit.FORGETS_TOPS))
            ports.tops().forEach(blob -> forgotten.add(blob.data()));
        return forgotten;
    }

    /** Likewise, with diffs that hold nothing yet, where the layer heeds that. */
    public LayerRig backwardFresh() {
        List<Blob> bottoms =
                layer.plan().has(Habit.STORES_FRESH) ? fresh(ports.bottoms()) : ports.bottoms();
        List<Blob> weights =
                layer.plan().has(Habit.STORES_FRESH_WEIGHTS)
                        ? fresh(ports.weights())
                        : ports.weights();
        return new LayerRig(this, bottoms, weights).backward();
    }

    private static List<Blob> fresh(List<Blob> blobs) {
        blobs.stream().filter(Blob::hasDiff).forEach(blob -> blob.diff().fill(Float.NaN));
        return blobs.stream().map(Blob::asFresh).toList();
    }

    /** {@code ½ Σ top²}, or the weighted loss, from the bottoms and weights as they are now. */
    public double objective() {
        forward();
        double sum = 0;
        for (int t = 0; t < ports.tops().size(); t++) {
            if (!ports.top(t).hasDiff()) continue;
            Tensor top = ports.top(t).data();
            for (int i = 0; i < top.size(); i++)
                sum +=
                        isLoss(t)
                                ? LOSS_WEIGHT * (double) top.get(i)
                                : 0.5 * top.get(i) * top.get(i);
        }
        return sum;
    }

    private boolean isLoss(int top) {
        return loss && top == 0;
    }

    public Plan plan() {
        return layer.plan();
    }

    /** Bottoms, then weights. */
    public List<Blob> inputs() {
        var inputs = new ArrayList<>(ports.bottoms());
        inputs.addAll(ports.weights());
        return inputs;
    }

    /** What forward must leave alone: bottoms, then weights that learn. */
    public List<Tensor> constants() {
        return inputs().stream()
                .map(Blob::data)
                .filter(data -> memory().stream().noneMatch(kept -> kept == data))
                .toList();
    }

    /** Bottoms and weights that get a gradient. */
    public List<Blob> learning() {
        return inputs().stream().filter(Blob::hasDiff).toList();
    }

    public List<float[]> tops() {
        return ports.tops().stream().map(blob -> plain(blob.data())).toList();
    }

    public List<float[]> diffs() {
        return learning().stream()
                .map(b -> ports.bottoms().contains(b) ? plain(b.diff()) : b.diff().toArray())
                .toList();
    }

    private Tensor turned(Tensor plain) {
        return moved(layout.turn(plain.shape()), plain);
    }

    private float[] plain(Tensor turned) {
        return moved(layout.turn(turned.shape()).back(), turned).toArray();
    }

    private static Tensor moved(Layout.Turn turn, Tensor from) {
        Tensor to = Tensor.zeros(from.shape());
        int size = turn.rows() * turn.columns();
        for (int i = 0; i < from.size(); i++) {
            int place = i % size;
            int row = place / turn.columns();
            int column = place % turn.columns();
            to.set(i - place + column * turn.rows() + row, from.get(i));
        }
        return to;
    }
}
