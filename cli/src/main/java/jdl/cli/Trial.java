package jdl.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import jdl.failure.DidYouMean;
import jdl.failure.Failure;
import jdl.net.Net;
import jdl.net.Output;
import jdl.net.Step;
import jdl.net.WeightPlan;
import jdl.snapshot.NamedLayer;
import jdl.tensor.Blob;
import jdl.tensor.Dice;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** A net run on what a user gives it, and all that it then holds, in a container's terms. */
final class Trial {

    private static final String TYPE = "Dump";

    private final Net net;
    private final Given given;
    private final boolean backward;
    private final List<NamedLayer> dump = new ArrayList<>();

    Trial(Net net, Given given, boolean backward) {
        this.net = net;
        this.given = given;
        this.backward = backward;
    }

    /** What a pass came to. */
    record Result(float loss, List<Output> outputs) {}

    /** Runs the pass {@code step}, counted from 1, on what is given under {@code prefix}. */
    Result run(int step, String prefix) {
        net.clearWeightDiffs();
        feed(prefix, step == 1);
        given.under(prefix + "param/").forEach(this::setWeight);
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

    /** Gives the net what the user gives, and random numbers where there is nothing given. */
    void feedOrDraw(String prefix, long seed) {
        given.under(prefix + "param/").forEach(this::setWeight);
        Map<String, Tensor> data = feed(prefix);
        inputs().forEach(
                        (name, blob) -> {
                            if (!data.containsKey(name))
                                draw(blob.data(), isLabel(name), Dice.of(Dice.key(seed, name)));
                        });
    }

    private static void draw(Tensor tensor, boolean label, Dice dice) {
        for (int i = 0; i < tensor.size(); i++)
            tensor.set(i, label ? dice.nextInt(2) : (float) dice.gaussian());
    }

    /** Whether some layer reads a blob as one that takes no gradient. */
    private boolean isLabel(String name) {
        return net.plan().steps().stream()
                .anyMatch(
                        step ->
                                step.layer().plan().labels().stream()
                                        .filter(i -> i < step.bottoms().size())
                                        .anyMatch(i -> step.settings().getBottom(i).equals(name)));
    }

    private void feed(String prefix, boolean first) {
        Map<String, Tensor> data = feed(prefix);
        if (first) requireAll(data.keySet());
    }

    private Map<String, Tensor> feed(String prefix) {
        Map<String, Blob> inputs = inputs();
        Map<String, Tensor> data = given.under(prefix + "input/");
        data.forEach(
                (name, tensor) -> {
                    Blob blob =
                            Optional.ofNullable(inputs.get(name)).orElseThrow(() -> noInput(name));
                    fill("input \"" + name + "\"", blob.data(), tensor);
                });
        return data;
    }

    private void requireAll(Set<String> given) {
        List<String> unread = net.outputs().stream().map(Output::name).toList();
        List<String> missing =
                inputs().keySet().stream()
                        .filter(name -> !given.contains(name) && !unread.contains(name))
                        .toList();
        if (!missing.isEmpty())
            throw Failure.config(
                    "the net's inputs %s are not given; give each by --input %s=FILE.npy"
                            .formatted(missing, missing.get(0)));
    }

    /** The tops of Input layers, as they were before anything bound a name anew. */
    private Map<String, Blob> inputs() {
        Map<String, Blob> inputs = new LinkedHashMap<>();
        for (Step step : net.plan().steps())
            if (step.settings().getType().equals("Input"))
                for (String top : step.settings().getTopList())
                    inputs.put(top, net.firstBlob(top).orElseThrow());
        return inputs;
    }

    private Failure noInput(String name) {
        String known = String.join(", ", inputs().keySet());
        String why =
                net.firstBlob(name).isPresent()
                        ? "blob \"%s\" is written by a layer and cannot be given; inputs: %s"
                        : "the net has no input \"%s\""
                                + DidYouMean.among(inputs().keySet(), name).replace("%", "%%")
                                + "\n    inputs: %s";
        return Failure.config(why.formatted(name, known));
    }

    private void setWeight(String name, Tensor tensor) {
        int slash = name.lastIndexOf('/');
        fill("param \"" + name + "\"", weight(name, slash).data(), tensor);
    }

    private Blob weight(String name, int slash) {
        for (Step step : net.plan().steps())
            for (int i = 0; i < step.weights().size(); i++)
                if (slash >= 0 && name.equals(step.name() + "/" + i))
                    return net.weights().get(step.weights().get(i)).blob();
        var keys = net.weights().stream().map(w -> w.key()).toList();
        throw Failure.config(
                "the net has no param \"%s\"%s".formatted(name, DidYouMean.among(keys, name)));
    }

    /** Copies, if the shapes are equal but for axes of length 1. */
    private static void fill(String what, Tensor target, Tensor source) {
        if (!withoutOnes(target.shape()).equals(withoutOnes(source.shape())))
            throw Failure.config(
                    "%s has shape %s in the net, but %s in the file"
                            .formatted(what, target.shape(), source.shape()));
        target.copyFrom(source);
    }

    private static List<Integer> withoutOnes(Shape shape) {
        return shape.dims().stream().filter(length -> length != 1).toList();
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
                    if (blob.hasDiff()) fill("blob \"" + name + "\"", blob.diff(), diff);
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
        inputs().forEach((name, blob) -> keep(prefix + "input/" + name, blob));
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
