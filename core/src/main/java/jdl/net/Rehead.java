package jdl.net;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import jdl.failure.Failure;
import jdl.proto.FillerParameter;
import jdl.proto.LayerParameter;
import jdl.proto.NetParameter;
import jdl.proto.ParamSpec;
import jdl.upgrade.Upgrade;

/**
 * A net that has learnt one set of classes, made ready to learn another: its last layers with
 * weights before the losses tell the new classes, under new names, and learn faster than the rest.
 */
public final class Rehead {

    private static final Set<String> HEADS = Set.of("InnerProduct", "Convolution");
    private static final Set<String> LOSSES = Set.of("SoftmaxWithLoss", "SigmoidCrossEntropyLoss");

    private final List<LayerParameter> layers;
    private final int classes;
    private final String suffix;

    private Rehead(NetParameter net, int classes, String suffix) {
        this.layers = Upgrade.net(net).message().getLayerList();
        this.classes = classes;
        this.suffix = suffix;
    }

    /**
     * The net for other classes.
     *
     * @param suffix what new layers have behind their old names
     * @param data the layers that read the data, in place of those of the net; their tops are
     *     called as those were
     */
    public static NetParameter of(
            NetParameter net, int classes, String suffix, List<LayerParameter> data) {
        return new Rehead(net, classes, suffix).made(net, data);
    }

    /** The tops of the net's layer that reads the data to train with. */
    public static List<String> dataTops(NetParameter net) {
        return Upgrade.net(net).message().getLayerList().stream()
                .filter(layer -> isData(layer) && layer.getTopCount() >= 2)
                .findFirst()
                .map(layer -> List.copyOf(layer.getTopList()))
                .orElseThrow(
                        () ->
                                Failure.config(
                                        "the net has no layer that reads pictures and their classes, so it cannot be fine-tuned this way"));
    }

    private NetParameter made(NetParameter net, List<LayerParameter> data) {
        Set<Integer> heads = heads();
        if (heads.isEmpty())
            throw Failure.config(
                    "the net has no loss over classes (SoftmaxWithLoss) behind an InnerProduct or a Convolution, so there is no head to replace");
        Map<String, String> renamed =
                heads.stream()
                        .map(i -> layers.get(i).getTop(0))
                        .distinct()
                        .collect(Collectors.toMap(top -> top, top -> top + suffix));
        List<LayerParameter> result = new ArrayList<>(data);
        for (int i = 0; i < layers.size(); i++)
            if (!isData(layers.get(i))) result.add(layer(i, heads.contains(i), renamed));
        return net.toBuilder()
                .clearLayer()
                .clearLayers()
                .clearClassName()
                .addAllLayer(result)
                .build();
    }

    private static boolean isData(LayerParameter layer) {
        return layer.getBottomCount() == 0
                && (layer.getType().endsWith("Data") || layer.getType().equals("Input"));
    }

    /** The layers before each loss that have weights. */
    private Set<Integer> heads() {
        Set<Integer> heads = new LinkedHashSet<>();
        for (int i = 0; i < layers.size(); i++)
            if (LOSSES.contains(layers.get(i).getType()))
                before(i, layers.get(i).getBottom(0)).ifPresent(heads::add);
        return heads;
    }

    private Optional<Integer> before(int loss, String seen) {
        String blob = seen;
        for (int i = loss - 1; i >= 0; i--) {
            LayerParameter layer = layers.get(i);
            if (!layer.getTopList().contains(blob)) continue;
            if (HEADS.contains(layer.getType())) return Optional.of(i);
            if (layer.getBottomCount() == 0) return Optional.empty();
            blob = layer.getBottom(0);
        }
        return Optional.empty();
    }

    private LayerParameter layer(int index, boolean head, Map<String, String> renamed) {
        var layer = (head ? head(layers.get(index)) : layers.get(index)).toBuilder();
        UnaryOperator<String> name = blob -> renamed.getOrDefault(blob, blob);
        List<String> bottoms = layer.getBottomList().stream().map(name).toList();
        List<String> tops = layer.getTopList().stream().map(name).toList();
        layer.clearBottom().addAllBottom(bottoms).clearTop().addAllTop(tops);
        return layer.build();
    }

    /** Ten times the rate of the others, as it begins at random. */
    private LayerParameter head(LayerParameter old) {
        var head = old.toBuilder().setName(old.getName() + suffix);
        head.clearParam()
                .addParam(ParamSpec.newBuilder().setLrMult(10))
                .addParam(ParamSpec.newBuilder().setLrMult(20).setDecayMult(0));
        var filler = FillerParameter.newBuilder().setType("xavier");
        if (old.getType().equals("InnerProduct")) {
            var settings = head.getInnerProductParamBuilder().setNumOutput(classes);
            settings.setWeightFiller(filler);
            if (!settings.getBiasTerm()) head.removeParam(1);
        } else {
            var settings = head.getConvolutionParamBuilder().setNumOutput(classes);
            settings.setWeightFiller(filler);
            if (!settings.getBiasTerm()) head.removeParam(1);
        }
        return head.build();
    }
}
