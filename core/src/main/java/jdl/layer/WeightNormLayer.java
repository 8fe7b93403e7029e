package jdl.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import jdl.tensor.Blob;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * A layer some of whose weights are {@code w = g v / ‖v‖}, row by row: it learns the directions v
 * and the lengths g apart (Salimans and Kingma 2016). The layer inside sees w alone; the lengths
 * come behind its other weights.
 */
final class WeightNormLayer implements Layer {

    private final Layer inner;
    private final List<Integer> normed;
    private final Plan plan;

    WeightNormLayer(Layer inner, List<Integer> normed) {
        this.inner = inner;
        this.normed = normed;
        Plan bare = inner.plan();
        List<Shape> shapes = normed.stream().map(i -> bare.weights().get(i).shape()).toList();
        var weights = new ArrayList<WeightSpec>(bare.weights());
        for (int i : normed)
            weights.add(
                    WeightSpec.lengths(NormedRows.of(bare.weights().get(i).shape()).count(), i));
        this.plan =
                bare.weights(weights)
                        .saved(joined(bare.saved(), shapes).toArray(Shape[]::new))
                        .scratch(joined(bare.scratch(), shapes).toArray(Shape[]::new))
                        .habits(Set.of());
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        for (int n = 0; n < normed.size(); n++)
            rows(n).join(p.kernels(), direction(p, n).data(), length(p, n).data(), w(p, n));
        inner.forward(inside(p));
    }

    @Override
    public void backward(Ports p) {
        for (int n = 0; n < normed.size(); n++) p.kernels().fill(0, dw(p, n));
        inner.backward(inside(p));
        for (int n = 0; n < normed.size(); n++) {
            Blob v = direction(p, n);
            Blob g = length(p, n);
            if (g.hasDiff()) rows(n).toLengths(p.kernels(), v.data(), dw(p, n), g.diff());
            if (v.hasDiff())
                rows(n).toDirections(p.kernels(), v.data(), g.data(), dw(p, n), v.diff());
        }
    }

    /** What the inner layer may touch: w in place of v, and no lengths. */
    private Ports inside(Ports p) {
        Plan bare = inner.plan();
        var weights = new ArrayList<Blob>(p.weights().subList(0, bare.weights().size()));
        for (int n = 0; n < normed.size(); n++) {
            boolean learns = direction(p, n).hasDiff() || length(p, n).hasDiff();
            weights.set(normed.get(n), learns ? Blob.of(w(p, n), dw(p, n)) : Blob.of(w(p, n)));
        }
        return new Ports(
                p.kernels(),
                p.bottoms(),
                p.tops(),
                weights,
                p.saved().subList(0, bare.saved().size()),
                p.scratch().subList(0, bare.scratch().size()),
                p.carried(),
                p.clock());
    }

    private NormedRows rows(int n) {
        return NormedRows.of(plan.weights().get(normed.get(n)).shape());
    }

    private Blob direction(Ports p, int n) {
        return p.weight(normed.get(n));
    }

    private Blob length(Ports p, int n) {
        return p.weight(inner.plan().weights().size() + n);
    }

    private Tensor w(Ports p, int n) {
        return p.saved(inner.plan().saved().size() + n);
    }

    private Tensor dw(Ports p, int n) {
        return p.scratch(inner.plan().scratch().size() + n);
    }

    private static List<Shape> joined(List<Shape> first, List<Shape> second) {
        var joined = new ArrayList<>(first);
        joined.addAll(second);
        return joined;
    }
}
