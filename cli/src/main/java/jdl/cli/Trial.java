package jdl.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdl.failure.DidYouMean;
import jdl.failure.Failure;
import jdl.net.Net;
import jdl.net.Output;
import jdl.net.Step;
import jdl.net.WeightPlan;
import jdl.snapshot.NamedLayer;
import jdl.tensor.Blob;
import jdl.tensor.Tensor;

/** A net run on what a user gives it, and all that it then holds, in a container's terms. */
final class Trial {

    private static final String TYPE = "Dump";

    private final Net net;
    private final Given given;
    private final Feed feed;
    private final boolean backward;
    private final List<NamedLayer> dump = new ArrayList<>();

    Trial(Net net, Given given, boolean backward) {
        this.net = net;
        this.given = given;
        this.feed = new Feed(net, given);
        this.backward = backward;
    }

    /** What a pass came to. */
    record Result(float loss, List<Output> outputs) {}

    /** Runs the pass {@code step}, counted from 1, on what is given under {@code prefix}. */
    Result run(int step, String prefix) {
        net.clearWeightDiffs();
        if (step == 1) feed.fillAll(prefix);
        else feed.fill(prefix);
        Map<String, float[]> gathered = gathered();
        float loss = net.forward(step - 1);
        if (backward) net.backward(seeds(prefix));
        keep(prefix, gathered);
        return new Result(loss, net.outputs());
    }

    /** Whether gradients are computed. */
    boolean backward() {
        return backward;
    }

    /** All blobs and weights of the passes so far. */
    List<NamedLayer> dump() {
        return dump;
    }

    private Map<String, Tensor> seeds(String prefix) {
        var outputs =
                net.outputs().stream().filter(o -> o.lossWeight() == 0).map(Output::name).toList();
        Map<String, Tensor> seeds = given.seeds(prefix, outputs);
        seeds.forEach(
                (name, diff) -> {
                    Blob blob = net.blob(name).orElseThrow(() -> noBlob(name));
                    if (given.seedsChosen() && !blob.hasDiff())
                        throw Failure.config(
                                "blob \"%s\" takes no gradient, for nothing below it learns\n"
                                                .formatted(name)
                                        + "    to have one all the same: --set net.force_backward=true");
                    if (blob.hasDiff()) Feed.copy("blob \"" + name + "\"", blob.diff(), diff);
                });
        return seeds;
    }

    private Failure noBlob(String name) {
        var names = net.plan().blobs().stream().map(blob -> blob.name()).toList();
        return Failure.config(
                "the net has no blob \"%s\"%s".formatted(name, DidYouMean.among(names, name)));
    }

    /** The weights that forward itself may change, as they are before it. */
    private Map<String, float[]> gathered() {
        Map<String, float[]> before = new TreeMap<>();
        List<WeightPlan> plans = net.plan().weights();
        for (int w = 0; w < plans.size(); w++)
            if (!plans.get(w).spec().learns())
                before.put(plans.get(w).key(), net.weights().get(w).blob().data().toArray());
        return before;
    }

    private void keep(String prefix, Map<String, float[]> gathered) {
        feed.inputs().forEach((name, blob) -> keep(prefix + "input/" + name, blob));
        Map<String, Blob> newest = new LinkedHashMap<>();
        net.plan().blobs().forEach(b -> newest.put(b.name(), asInCaffe(b.name())));
        newest.forEach((name, blob) -> keep(prefix + "blob/" + name, blob));
        for (int w = 0; w < net.weights().size(); w++) {
            String key = net.weights().get(w).key();
            Blob blob = net.weights().get(w).blob();
            if (gathered.containsKey(key)) {
                Tensor before = Tensor.of(blob.shape(), gathered.getOrDefault(key, new float[0]));
                keep(prefix + "param/" + key, Blob.of(before));
                keep(prefix + "after/param/" + key, Blob.of(blob.data()));
            } else {
                keep(prefix + "param/" + key, learns(w) ? blob : Blob.of(blob.data()));
            }
        }
    }

    /**
     * What one blob of a name would hold in the end, as in Caffe, if layers overwrote it: the data
     * of the newest and the gradient of the oldest.
     */
    private Blob asInCaffe(String name) {
        Blob oldest = net.firstBlob(name).orElseThrow();
        Blob newest = net.blob(name).orElseThrow();
        boolean together = oldest.hasDiff() && oldest.shape().equals(newest.shape());
        return together ? Blob.of(newest.data(), oldest.diff()) : newest;
    }

    private boolean learns(int weight) {
        return net.plan().steps().stream()
                .filter(Step::backward)
                .anyMatch(
                        step -> {
                            int i = step.weights().indexOf(weight);
                            return i >= 0 && step.weightDiffs().get(i);
                        });
    }

    private void keep(String name, Blob blob) {
        List<Tensor> diffs = backward && blob.hasDiff() ? List.of(copy(blob.diff())) : List.of();
        dump.add(new NamedLayer(name, TYPE, List.of(copy(blob.data())), diffs));
    }

    private static Tensor copy(Tensor tensor) {
        return Tensor.of(tensor.shape(), tensor.toArray());
    }
}
