package jdl.net;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.layer.Clock;
import jdl.layer.Ports;
import jdl.proto.Phase;
import jdl.tensor.Blob;
import jdl.tensor.Dice;
import jdl.tensor.Tensor;

/** A plan with memory: the two loops. */
public final class Net {

    private final NetPlan plan;
    private final Kernels kernels;
    private final List<Blob> blobs;
    private final List<Weight> weights;
    private final List<Bound> steps;
    private long pass;

    /** A step with everything that it may touch; the clock alone differs from pass to pass. */
    private record Bound(
            Step step,
            List<Blob> bottoms,
            List<Blob> tops,
            List<Blob> weights,
            List<Tensor> saved,
            List<Tensor> scratch,
            List<Tensor> carried,
            long seed) {

        Ports ports(Kernels kernels, boolean training, long pass) {
            return new Ports(
                    kernels,
                    bottoms,
                    tops,
                    weights,
                    saved,
                    scratch,
                    carried,
                    new Clock(training, seed, pass));
        }
    }

    /**
     * @param weights where the net finds its weights, and puts the ones that are not there yet
     * @param seed what everything random in the net is a function of
     */
    public Net(NetPlan plan, Weights weights, Kernels kernels, long seed) {
        this.plan = plan;
        this.kernels = kernels;
        this.blobs = plan.blobs().stream().map(Net::memory).toList();
        this.weights = plan.weights().stream().map(weights::of).toList();
        Scratch scratch = new Scratch(plan.steps());
        this.steps = plan.steps().stream().map(step -> bind(step, scratch, seed)).toList();
    }

    private static Blob memory(BlobPlan plan) {
        Tensor data = Tensor.zeros(plan.shape());
        return plan.gradient() ? Blob.of(data, Tensor.zeros(plan.shape())) : Blob.of(data);
    }

    private Bound bind(Step step, Scratch scratch, long seed) {
        return new Bound(
                step,
                choose(step.bottoms().stream().map(blobs::get).toList(), step.bottomDiffs()),
                step.tops().stream().map(blobs::get).toList(),
                choose(
                        step.weights().stream().map(w -> weights.get(w).blob()).toList(),
                        step.weightDiffs()),
                step.layer().plan().saved().stream().map(Tensor::zeros).toList(),
                scratch.of(step.layer().plan()),
                step.layer().plan().carried().stream().map(Tensor::zeros).toList(),
                Dice.key(seed, step.name()));
    }

    private static List<Blob> choose(List<Blob> all, List<Boolean> diffs) {
        return IntStream.range(0, all.size())
                .mapToObj(i -> diffs.get(i) ? all.get(i) : Blob.of(all.get(i).data()))
                .toList();
    }

    public NetPlan plan() {
        return plan;
    }

    /** The weights that this net reads, owners only, in the order of the layers. */
    public List<Weight> weights() {
        return weights;
    }

    /** What layers carry from pass to pass, in the order of the net. */
    public List<Tensor> carried() {
        return steps.stream().flatMap(bound -> bound.carried.stream()).toList();
    }

    /**
     * Runs all layers upwards and returns the loss, weighted and summed over all loss tops.
     *
     * @param pass how many passes of this net came before, over all resumes
     */
    public float forward(long pass) {
        this.pass = pass;
        float loss = 0;
        for (Bound bound : steps) {
            try {
                bound.step.layer().forward(bound.ports(kernels, training(), pass));
            } catch (Failure e) {
                throw new LayerFailure(bound.step.settings(), e);
            }
            loss += loss(bound.step);
        }
        return loss;
    }

    private float loss(Step step) {
        float loss = 0;
        for (int t = 0; t < step.tops().size(); t++) {
            float weight = step.lossWeights().get(t);
            if (weight == 0) continue;
            Tensor top = blobs.get(step.tops().get(t)).data();
            float sum = 0;
            for (int i = 0; i < top.size(); i++) sum += top.get(i);
            loss += weight * sum;
        }
        return loss;
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
     * losses.
     */
    public void backward(Map<String, Tensor> seeds) {
        for (Blob blob : blobs) if (blob.hasDiff()) blob.diff().fill(0);
        seeds.forEach(
                (name, diff) ->
                        blob(name)
                                .filter(Blob::hasDiff)
                                .ifPresent(blob -> blob.diff().copyFrom(diff)));
        for (Bound bound : steps) seedLosses(bound);
        for (int i = steps.size() - 1; i >= 0; i--) {
            Bound bound = steps.get(i);
            if (bound.step.backward())
                bound.step.layer().backward(bound.ports(kernels, training(), pass));
        }
    }

    private static void seedLosses(Bound bound) {
        for (int t = 0; t < bound.tops.size(); t++) {
            float weight = bound.step.lossWeights().get(t);
            if (weight != 0 && bound.tops.get(t).hasDiff()) bound.tops.get(t).diff().fill(weight);
        }
    }

    public void clearWeightDiffs() {
        for (Weight weight : weights) weight.blob().diff().fill(0);
    }

    private boolean training() {
        return plan.state().getPhase() == Phase.TRAIN;
    }

    /** The newest blob of a name. */
    public Optional<Blob> blob(String name) {
        for (int i = blobs.size() - 1; i >= 0; i--)
            if (plan.blobs().get(i).name().equals(name)) return Optional.of(blobs.get(i));
        return Optional.empty();
    }

    /**
     * The oldest blob of a name: what a data or Input layer wrote, before any layer bound the name
     * anew.
     */
    public Optional<Blob> firstBlob(String name) {
        for (int i = 0; i < blobs.size(); i++)
            if (plan.blobs().get(i).name().equals(name)) return Optional.of(blobs.get(i));
        return Optional.empty();
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
            outputs.add(
                    new Output(
                            plan.blobs().get(b).name(),
                            blobs.get(b).data(),
                            lossWeights.getOrDefault(b, 0f)));
        }
        return outputs;
    }

    /**
     * Where the first number that is not finite was made: {@code blob "conv3", from layer "conv3"}.
     */
    public Optional<String> firstNotFinite() {
        for (Bound bound : steps) {
            for (int t = 0; t < bound.tops.size(); t++) {
                if (finite(bound.tops.get(t).data())) continue;
                return Optional.of(
                        "blob \""
                                + bound.step.settings().getTop(t)
                                + "\", from layer \""
                                + bound.step.name()
                                + "\"");
            }
        }
        return Optional.empty();
    }

    private static boolean finite(Tensor tensor) {
        for (int i = 0; i < tensor.size(); i++) if (!Float.isFinite(tensor.get(i))) return false;
        return true;
    }
}
