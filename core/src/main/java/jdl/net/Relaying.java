package jdl.net;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdl.layer.Layer;
import jdl.proto.LayerParameter;
import jdl.tensor.Layout;

/**
 * One walk through a plan that lays stretches of it in another order: from the first layer that
 * gains by it, as far as layers know the order. Where the order changes, the blob is turned.
 */
final class Relaying {

    /** A blob and the order in which somebody wants it. */
    private record Wanted(int blob, Layout layout) {}

    private final NetPlan before;
    private final Layout layout;
    private final List<Step> steps = new ArrayList<>();
    private final List<BlobPlan> blobs;

    /** The turned copies so far: their blobs, and the steps that turn. */
    private final Map<Wanted, Integer> copies = new HashMap<>();

    private final Map<Integer, Integer> turners = new HashMap<>();

    Relaying(NetPlan before, Layout layout) {
        this.before = before;
        this.layout = layout;
        this.blobs = new ArrayList<>(before.blobs());
    }

    NetPlan plan() {
        before.steps().forEach(this::step);
        return before.with(List.copyOf(steps), List.copyOf(blobs));
    }

    private void step(Step step) {
        Optional<Layer> twin = gains(step) ? step.layer().in(layout) : Optional.empty();
        Layout order = twin.isPresent() ? layout : Layout.PLAIN;
        List<Integer> bottoms = new ArrayList<>();
        for (int i = 0; i < step.bottoms().size(); i++)
            bottoms.add(
                    in(order, step.bottoms().get(i), step.backward() && step.bottomDiffs().get(i)));
        for (int top : step.tops()) blobs.set(top, laid(blobs.get(top), order));
        steps.add(step.bottoms(bottoms).layer(twin.orElse(step.layer())));
    }

    /** Whether a layer has much work, or what it reads lies in the other order already. */
    private boolean gains(Step step) {
        return ChooseLayouts.convolves(step)
                || step.bottoms().stream().anyMatch(b -> blobs.get(b).layout() == layout);
    }

    private static BlobPlan laid(BlobPlan blob, Layout order) {
        return order.isPlain(blob.shape()) ? blob : blob.layout(order);
    }

    /** The blob in an order: itself, or a turned copy. */
    private int in(Layout order, int blob, boolean gradient) {
        BlobPlan plan = blobs.get(blob);
        if (plan.layout() == laid(plan.layout(Layout.PLAIN), order).layout()) return blob;
        int copy = copies.computeIfAbsent(new Wanted(blob, order), wanted -> turned(wanted, plan));
        if (gradient) wantGradient(copy);
        return copy;
    }

    private int turned(Wanted wanted, BlobPlan plan) {
        int copy = blobs.size();
        String name = plan.name() + " (" + label(wanted.layout) + ")";
        blobs.add(new BlobPlan(name, plan.shape(), false, wanted.layout));
        turners.put(copy, steps.size());
        steps.add(
                turner(
                        name,
                        wanted.blob,
                        copy,
                        new TurnLayer(plan.shape(), plan.layout(), wanted.layout)));
        return copy;
    }

    private static String label(Layout layout) {
        return layout.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    private static Step turner(String name, int from, int to, TurnLayer layer) {
        var settings =
                LayerParameter.newBuilder()
                        .setName(name)
                        .setType(TurnLayer.TYPE.name())
                        .addTop(name);
        return new Step(
                settings.build(),
                TurnLayer.TYPE,
                layer,
                List.of(from),
                List.of(to),
                List.of(),
                List.of(0f),
                List.of(false),
                List.of(),
                false);
    }

    private void wantGradient(int copy) {
        blobs.set(copy, blobs.get(copy).gradient(true));
        int at = requireNonNull(turners.get(copy));
        steps.set(at, steps.get(at).gradients(List.of(true), List.of(), true));
    }
}
