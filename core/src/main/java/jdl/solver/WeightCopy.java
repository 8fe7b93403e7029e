package jdl.solver;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jdl.failure.Failure;
import jdl.net.Net;
import jdl.net.Step;
import jdl.snapshot.NamedLayer;
import jdl.tensor.Blob;
import jdl.tensor.Tensor;

/**
 * What a weights file gave to a net, layer by layer, by name as in Caffe.
 *
 * @param copied layers of both
 * @param ignored layers with weights that only the file has
 * @param missing layers with weights that only the net has; they keep what they had
 */
public record WeightCopy(List<String> copied, List<String> ignored, List<String> missing) {

    /**
     * Copies all weights that fit; {@link Failure} (CONFIG) where a layer has the name but not the
     * shape.
     */
    public static WeightCopy into(Net net, List<NamedLayer> file) {
        List<String> copied = new ArrayList<>();
        List<String> ignored = new ArrayList<>();
        Set<String> met = new HashSet<>();
        for (NamedLayer layer : file) {
            if (layer.blobs().isEmpty()) continue;
            List<Step> steps =
                    net.plan().steps().stream().filter(s -> s.name().equals(layer.name())).toList();
            (steps.isEmpty() ? ignored : copied).add(layer.name());
            for (Step step : steps) copy(net, step, layer);
            met.add(layer.name());
        }
        List<String> missing =
                net.plan().steps().stream()
                        .filter(s -> !s.weights().isEmpty() && !met.contains(s.name()))
                        .map(Step::name)
                        .toList();
        return new WeightCopy(List.copyOf(copied), List.copyOf(ignored), missing);
    }

    private static void copy(Net net, Step step, NamedLayer layer) {
        if (step.weights().size() != layer.blobs().size()) {
            throw Failure.config(
                    here(layer)
                            + "has "
                            + layer.blobs().size()
                            + " weights in the file, but "
                            + step.weights().size()
                            + " in the net"
                            + wayOut());
        }
        for (int i = 0; i < step.weights().size(); i++) {
            Tensor target = net.weights(step).get(i).data();
            if (!layer.fits(i, target.shape())) {
                throw Failure.config(
                        here(layer)
                                + "weight "
                                + i
                                + " has shape "
                                + layer.blobs().get(i).shape()
                                + " in the file, but "
                                + target.shape()
                                + " in the net"
                                + wayOut());
            }
            target.copyFrom(layer.blobs().get(i).as(target.shape()));
        }
    }

    private static String here(NamedLayer layer) {
        return "layer \"" + layer.name() + "\": ";
    }

    private static String wayOut() {
        return "\n    rename the layer in the net if it is to learn from scratch";
    }

    /**
     * The weights of a net as a weights file holds them: each layer with its own, shared ones with
     * each.
     */
    static List<NamedLayer> of(Net net, boolean withDiffs) {
        List<NamedLayer> layers = new ArrayList<>();
        for (Step step : net.plan().steps()) {
            List<Blob> weights = net.weights(step);
            List<Tensor> data = weights.stream().map(Blob::data).toList();
            List<Tensor> diffs = withDiffs ? weights.stream().map(Blob::diff).toList() : List.of();
            layers.add(new NamedLayer(step.name(), step.settings().getType(), data, diffs));
        }
        return layers;
    }
}
