package jdl.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jdl.failure.DidYouMean;
import jdl.failure.Failure;
import jdl.net.Net;
import jdl.net.Output;
import jdl.net.Step;
import jdl.tensor.Blob;
import jdl.tensor.Dice;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** The inputs and weights of a net, filled with what a user gives. */
final class Feed {

    private final Net net;
    private final Given given;

    Feed(Net net, Given given) {
        this.net = net;
        this.given = given;
    }

    /** Fills what is given under {@code prefix}; what is not given stays as it is. */
    Set<String> fill(String prefix) {
        given.under(prefix + "param/").forEach(this::setWeight);
        Map<String, Tensor> data = given.under(prefix + "input/");
        data.forEach(this::setInput);
        return data.keySet();
    }

    /** Likewise, and fails if there is an input that is not given. */
    void fillAll(String prefix) {
        Set<String> filled = fill(prefix);
        List<String> unread = net.outputs().stream().map(Output::name).toList();
        List<String> missing =
                inputs().keySet().stream()
                        .filter(name -> !filled.contains(name) && !unread.contains(name))
                        .toList();
        if (!missing.isEmpty())
            throw Failure.config(
                    "the net's inputs %s are not given; give each by --input %s=FILE.npy"
                            .formatted(missing, missing.get(0)));
    }

    /** Likewise, with random numbers in the inputs that are not given. */
    void fillOrDraw(String prefix, long seed) {
        Set<String> filled = fill(prefix);
        inputs().forEach(
                        (name, blob) -> {
                            if (!filled.contains(name))
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

    /** The tops of Input layers, as they were before anything bound a name anew. */
    Map<String, Blob> inputs() {
        Map<String, Blob> inputs = new LinkedHashMap<>();
        for (Step step : net.plan().steps())
            if (step.settings().getType().equals("Input"))
                for (String top : step.settings().getTopList())
                    inputs.put(top, net.firstBlob(top).orElseThrow());
        return inputs;
    }

    private void setInput(String name, Tensor tensor) {
        Blob blob = Optional.ofNullable(inputs().get(name)).orElseThrow(() -> noInput(name));
        copy("input \"" + name + "\"", blob.data(), tensor);
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
        copy("param \"" + name + "\"", weight(name, slash).data(), tensor);
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
    static void copy(String what, Tensor target, Tensor source) {
        if (!withoutOnes(target.shape()).equals(withoutOnes(source.shape())))
            throw Failure.config(
                    "%s has shape %s in the net, but %s in the file"
                            .formatted(what, target.shape(), source.shape()));
        target.copyFrom(source);
    }

    private static List<Integer> withoutOnes(Shape shape) {
        return shape.dims().stream().filter(length -> length != 1).toList();
    }
}
