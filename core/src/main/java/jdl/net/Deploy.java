package jdl.net;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jdl.failure.DidYouMean;
import jdl.failure.Failure;
import jdl.layer.Reads;
import jdl.proto.LayerParameter;
import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.proto.TransformationParameter;
import jdl.proto.TransformationParameter.Order;
import jdl.tensor.Shape;
import jdl.upgrade.Upgrade;

/**
 * A training net turned into the net that uses what was learnt: inputs instead of data, and what
 * the losses looked at instead of the losses. Names stay, so weights fit.
 */
public final class Deploy {

    private static final String ACCURACY = "Accuracy";

    private final NetPlan plan;
    private final Wish wish;

    /** Blobs that hang on something that learns; all others are data. */
    private final Set<Integer> computed = new HashSet<>();

    /** Blobs that say how good the net is, and all that is made of them. */
    private final Set<Integer> scores = new HashSet<>();

    private Deploy(NetPlan plan, Wish wish) {
        this.plan = plan;
        this.wish = wish;
        for (Step step : plan.steps()) {
            if (isScore(step)) scores.addAll(step.tops());
            else if (!step.weights().isEmpty() || anyIn(step.bottoms(), computed))
                computed.addAll(step.tops());
        }
    }

    /**
     * What the user says of the net to be.
     *
     * @param batch of the inputs; 1 for what was data, and as it is for what was an input before
     * @param shapes of inputs by the names of their blobs; data that are not at hand need one
     * @param outputs the blobs to compute; those that losses and accuracies look at if none is
     *     named
     */
    public record Wish(OptionalInt batch, Map<String, Shape> shapes, List<String> outputs) {

        /** Nothing special. */
        public static final Wish NONE = new Wish(OptionalInt.empty(), Map.of(), List.of());
    }

    /** The net to use, made of the layers that a training net has in {@code state}. */
    public static NetParameter of(NetParameter net, NetState state, Wish wish) {
        var filtered = Rules.filter(Upgrade.net(net).message(), state).toBuilder();
        for (int i = 0; i < filtered.getLayerCount(); i++)
            filtered.setLayer(i, DeployLayers.given(filtered.getLayer(i), wish.shapes()));
        NetPlan plan = NetPlan.of(filtered.build(), state);
        NetParameter deployed = new Deploy(plan, wish).net();
        NetPlan.of(deployed, NetState.newBuilder().setPhase(state.getPhase()).build());
        return deployed;
    }

    private NetParameter net() {
        List<Head> heads = heads();
        Set<Integer> needed = new HashSet<>();
        heads.forEach(head -> needed.add(head.blob()));
        List<LayerParameter> layers = new ArrayList<>();
        for (int i = plan.steps().size() - 1; i >= 0; i--) {
            Step step = plan.steps().get(i);
            if (!anyIn(step.tops(), needed)) continue;
            needed.addAll(step.bottoms());
            layers.add(0, isData(step) ? input(step, needed) : DeployLayers.bare(step.settings()));
        }
        for (Head head : heads) {
            String scores = plan.blobs().get(head.blob()).name();
            layers.addAll(head.activation(scores, heads.size() == 1, layers));
        }
        return NetParameter.newBuilder()
                .setName(plan.name())
                .addAllLayer(layers)
                .addAllClassName(classes())
                .build();
    }

    /** What is read off the net: what losses look at, and what nobody reads. */
    private List<Head> heads() {
        if (!wish.outputs().isEmpty()) return wish.outputs().stream().map(this::wished).toList();
        var unread = plan.outputs().stream().filter(computed::contains).map(Head::plain);
        Map<Integer, Head> heads = new LinkedHashMap<>();
        Stream.concat(plan.steps().stream().filter(Deploy::isLoss).flatMap(this::seen), unread)
                .forEach(head -> heads.merge(head.blob(), head, Head::or));
        if (heads.isEmpty())
            throw Failure.config(
                    "net: nothing that it computes is an output or read by a loss\n    name what to compute by --output BLOB");
        return List.copyOf(heads.values());
    }

    private Stream<Head> seen(Step loss) {
        return IntStream.range(0, loss.bottoms().size())
                .filter(i -> computed.contains(loss.bottoms().get(i)))
                .mapToObj(i -> Head.of(loss, i));
    }

    private Head wished(String name) {
        List<Integer> found =
                IntStream.range(0, plan.blobs().size())
                        .filter(i -> plan.blobs().get(i).name().equals(name))
                        .boxed()
                        .toList();
        if (!found.isEmpty()) return Head.plain(found.get(found.size() - 1));
        var names = plan.blobs().stream().map(BlobPlan::name).collect(Collectors.toSet());
        throw Failure.config("net: has no blob \"" + name + "\"" + DidYouMean.among(names, name));
    }

    private LayerParameter input(Step step, Set<Integer> needed) {
        boolean data = !step.settings().getType().equals("Input");
        List<Integer> tops = step.tops().stream().filter(needed::contains).toList();
        var names = tops.stream().map(top -> plan.blobs().get(top).name()).toList();
        List<Shape> shapes = new ArrayList<>();
        for (int top : tops) {
            Shape shape = plan.blobs().get(top).shape();
            boolean given = wish.shapes().containsKey(plan.blobs().get(top).name());
            OptionalInt batch = data ? OptionalInt.of(wish.batch().orElse(1)) : wish.batch();
            boolean resized = batch.isPresent() && shape.rank() > 0 && !given;
            shapes.add(resized ? shape.with(0, batch.getAsInt()) : shape);
        }
        var input = DeployLayers.input(step.name(), names, shapes);
        return data ? reading(input, step) : input;
    }

    /**
     * An input that says what is done to pictures, and what a table was when it was learnt from.
     */
    private static LayerParameter reading(LayerParameter input, Step step) {
        var reading = input.toBuilder();
        var transform = transform(step);
        if (!transform.equals(TransformationParameter.getDefaultInstance()))
            reading.setTransformParam(transform);
        if (step.layer() instanceof Reads reads && reads.table().getLearntCount() > 0)
            reading.getSourceParamBuilder().setTable(reads.table());
        return reading.build();
    }

    /** What is done to pictures; those of a source in which all are alike are made as large. */
    private static TransformationParameter transform(Step step) {
        var transform = step.settings().getTransformParam().toBuilder().clearMixup().clearCutmix();
        boolean sized = transform.hasResize() || transform.hasRandomResizedCrop();
        if (!sized && transform.getCropSize() > 0 && step.layer() instanceof Reads reads)
            reads.picture()
                    .ifPresent(
                            picture ->
                                    transform
                                            .getResizeBuilder()
                                            .setHeight(picture.dim(1))
                                            .setWidth(picture.dim(2)));
        if (step.layer() instanceof Reads reads && reads.redFirst()) swap(transform);
        return transform.build();
    }

    /** Files of pictures have blue first, so the net's order is the other one for them. */
    private static void swap(TransformationParameter.Builder transform) {
        if (transform.getOrder() == Order.RGB) transform.clearOrder();
        else transform.setOrder(Order.RGB);
    }

    /** The names of the classes, as the data that the net learns from have them. */
    private List<String> classes() {
        return plan.steps().stream()
                .map(Step::layer)
                .filter(Reads.class::isInstance)
                .map(layer -> ((Reads) layer).classes())
                .filter(names -> !names.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private boolean isScore(Step step) {
        return isLoss(step) || anyIn(step.bottoms(), scores);
    }

    private static boolean isLoss(Step step) {
        return step.type().isLoss() || step.settings().getType().equals(ACCURACY);
    }

    /** Whether a layer brings data in, rather than something that was learnt or is always so. */
    private static boolean isData(Step step) {
        return step.bottoms().isEmpty()
                && step.weights().isEmpty()
                && !step.settings().getType().equals("DummyData");
    }

    private static boolean anyIn(List<Integer> blobs, Set<Integer> set) {
        return blobs.stream().anyMatch(set::contains);
    }
}
