package jdl.net;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import jdl.failure.Failure;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.LayerTypes;
import jdl.layer.WeightNorm;
import jdl.proto.LayerParameter;
import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.tensor.Shape;
import jdl.upgrade.Upgrade;

/**
 * Walks through a net file once, from the data to the losses: names become numbers, and each layer
 * is made for the shapes that reach it.
 */
final class Planner {

    private final LayerTypes types = LayerTypes.installed();
    private final NetParameter net;
    private final SharedWeights weights = new SharedWeights();
    private final List<Step> steps = new ArrayList<>();
    private final List<BlobPlan> blobs = new ArrayList<>();

    /** The newest blob of each name. */
    private final Map<String, Integer> bound = new HashMap<>();

    private final Set<Integer> unread = new TreeSet<>();

    Planner(NetParameter net, NetState state) {
        this.net = Rules.filter(Upgrade.net(net).message(), state);
    }

    NetPlan plan() {
        for (LayerParameter layer : net.getLayerList()) {
            steps.add(LayerFailure.naming(layer, () -> step(layer)));
        }
        var outputs =
                unread.stream().sorted(Comparator.comparing(i -> blobs.get(i).name())).toList();
        return new NetPlan(net, List.copyOf(steps), List.copyOf(blobs), weights.plans(), outputs);
    }

    private Step step(LayerParameter written) {
        LayerType type = types.get(written.getType());
        checkPropagateDown(written);
        LayerParameter settings = withAutomaticTop(written, type);
        List<Integer> bottoms = settings.getBottomList().stream().map(this::bottom).toList();
        List<Shape> shapes = bottoms.stream().map(b -> blobs.get(b).shape()).toList();
        Layer layer = WeightNorm.wrapped(settings, type.create(settings, shapes));
        List<Integer> tops =
                IntStream.range(0, settings.getTopCount())
                        .mapToObj(i -> top(settings, i, layer))
                        .toList();
        return new Step(
                settings,
                type,
                layer,
                bottoms,
                tops,
                weights.of(settings, layer.plan().weights()),
                lossWeights(settings, type),
                List.of(),
                List.of(),
                false);
    }

    private static void checkPropagateDown(LayerParameter layer) {
        int count = layer.getPropagateDownCount();
        if (count > 0 && count != layer.getBottomCount()) {
            throw Failure.config(
                    "propagate_down is given "
                            + count
                            + " times for "
                            + layer.getBottomCount()
                            + " bottoms; give it for each or not at all");
        }
    }

    /** A loss whose file names no top gets one, called after the layer. */
    private LayerParameter withAutomaticTop(LayerParameter layer, LayerType type) {
        if (!type.isLoss() || layer.getTopCount() > 0) return layer;
        String name = layer.getName().isEmpty() ? "(automatic)" : layer.getName();
        return layer.toBuilder().addTop(name).build();
    }

    private int bottom(String name) {
        Integer blob = bound.get(name);
        if (blob == null)
            throw Failure.config(
                    "unknown bottom \""
                            + name
                            + "\""
                            + jdl.failure.DidYouMean.among(bound.keySet(), name));
        unread.remove(blob);
        return blob;
    }

    private int top(LayerParameter layer, int index, Layer made) {
        String name = layer.getTop(index);
        boolean anew = index < layer.getBottomCount() && layer.getBottom(index).equals(name);
        if (bound.containsKey(name) && !anew)
            throw Failure.config("top \"" + name + "\" is already the top of another layer");
        int blob = blobs.size();
        blobs.add(BlobPlan.of(name, made.plan().tops().get(index)));
        bound.put(name, blob);
        unread.add(blob);
        return blob;
    }

    private static List<Float> lossWeights(LayerParameter layer, LayerType type) {
        int given = layer.getLossWeightCount();
        if (given > 0 && given != layer.getTopCount()) {
            throw Failure.config(
                    "loss_weight is given "
                            + given
                            + " times for "
                            + layer.getTopCount()
                            + " tops; give it for each or not at all");
        }
        return IntStream.range(0, layer.getTopCount())
                .mapToObj(
                        i -> given > 0 ? layer.getLossWeight(i) : type.isLoss() && i == 0 ? 1f : 0f)
                .toList();
    }
}
