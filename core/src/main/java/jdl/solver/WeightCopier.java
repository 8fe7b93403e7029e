package jdl.solver;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import jdl.failure.Failure;
import jdl.net.Net;
import jdl.net.Step;
import jdl.snapshot.NamedLayer;
import jdl.tensor.Shape;

/** Copies layers of weights files into a net as they come. */
public final class WeightCopier implements Consumer<NamedLayer> {

    private final Net net;
    private final WeightWish wish;
    private final Set<String> copied = new LinkedHashSet<>();
    private final Set<String> ignored = new LinkedHashSet<>();
    private final List<String> unfit = new ArrayList<>();
    private final Set<String> inFiles = new LinkedHashSet<>();
    private final Set<String> met = new LinkedHashSet<>();

    public WeightCopier(Net net, WeightWish wish) {
        this.net = net;
        this.wish = wish;
    }

    @Override
    public void accept(NamedLayer layer) {
        if (layer.blobs().isEmpty()) return;
        inFiles.add(layer.name());
        String name = wish.inNet(layer.name());
        List<Step> steps =
                wish.ignores(layer.name())
                        ? List.of()
                        : net.plan().steps().stream().filter(s -> s.name().equals(name)).toList();
        if (steps.isEmpty()) ignored.add(layer.name());
        for (Step step : steps) copy(step, layer);
    }

    /** What has come of it; {@link Failure} (CONFIG) where a wish was for no layer. */
    public WeightCopy done() {
        List<String> inNet =
                net.plan().steps().stream()
                        .filter(s -> !s.weights().isEmpty())
                        .map(Step::name)
                        .toList();
        wish.check(List.copyOf(inFiles), inNet);
        List<String> missing = inNet.stream().filter(name -> !met.contains(name)).toList();
        return new WeightCopy(List.copyOf(copied), List.copyOf(ignored), missing, unfit);
    }

    private void copy(Step step, NamedLayer layer) {
        met.add(step.name());
        Optional<String> misfit = misfit(step, layer);
        if (misfit.isEmpty()) {
            for (int i = 0; i < step.weights().size(); i++) {
                var target = net.weights(step).get(i).data();
                target.copyFrom(layer.blobs().get(i).as(target.shape()));
            }
            copied.add(step.name());
            return;
        }
        String line = "layer \"%s\": %s".formatted(step.name(), misfit.get());
        if (!wish.skips())
            throw Failure.config(
                    line + "\n    rename the layer in the net if it is to learn from scratch");
        unfit.add(line);
    }

    private Optional<String> misfit(Step step, NamedLayer layer) {
        int wanted = step.weights().size();
        int found = layer.blobs().size();
        if (wanted != found)
            return Optional.of(
                    "has %d weights in the file, but %d in the net".formatted(found, wanted));
        for (int i = 0; i < wanted; i++) {
            Shape shape = net.weights(step).get(i).data().shape();
            if (!layer.fits(i, shape))
                return Optional.of(
                        "weight %d has shape %s in the file, but %s in the net"
                                .formatted(i, layer.blobs().get(i).shape(), shape));
        }
        return Optional.empty();
    }
}
