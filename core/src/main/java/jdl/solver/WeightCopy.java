package jdl.solver;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdl.net.Net;
import jdl.net.Step;
import jdl.snapshot.NamedLayer;
import jdl.snapshot.WeightsFile;
import jdl.tensor.Blob;
import jdl.tensor.Tensor;

/**
 * What weights files gave to a net, layer by layer, by name as in Caffe.
 *
 * @param copied layers of both
 * @param ignored layers with weights that only the file has, or that were not wanted
 * @param missing layers with weights that only the net has; they keep what they had
 * @param unfit what was left out because it does not fit, a line each; they keep what they had, too
 */
public record WeightCopy(
        List<String> copied, List<String> ignored, List<String> missing, List<String> unfit) {

    public WeightCopy {
        copied = List.copyOf(copied);
        ignored = List.copyOf(ignored);
        missing = List.copyOf(missing);
        unfit = List.copyOf(unfit);
    }

    /**
     * Copies all weights that fit; {@link jdl.failure.Failure} (CONFIG) where a layer has the name
     * but not the shape.
     */
    public static WeightCopy into(Net net, List<NamedLayer> file) {
        var copier = new WeightCopier(net, WeightWish.NONE);
        file.forEach(copier);
        return copier.done();
    }

    /** Copies likewise from a file, of which no more than a layer is in memory at a time. */
    public static WeightCopy into(Net net, Path file) {
        var copier = new WeightCopier(net, WeightWish.NONE);
        WeightsFile.each(file, copier);
        return copier.done();
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
