package jdl.net;

import jdl.tensor.Layout;
import jdl.tensor.Shape;

/**
 * Lays the floats of a net's blobs so that vectors are full in its convolutions, which is where the
 * time goes.
 */
final class ChooseLayouts implements Pass {

    /** Lanes that the rule counts with, whatever the machine has: one net is one plan. */
    private static final int LANES = 16;

    @Override
    public NetPlan run(NetPlan plan) {
        double channels = cost(plan, Layout.CHANNELS_LAST);
        double batch = cost(plan, Layout.BATCH_LAST);
        if (channels == 0) return plan;
        Layout layout = batch < channels ? Layout.BATCH_LAST : Layout.CHANNELS_LAST;
        return new Relaying(plan, layout).plan();
    }

    /** Multiply-adds of all convolutions, and the lanes that stay empty counted with them. */
    private static double cost(NetPlan plan, Layout layout) {
        return plan.steps().stream()
                .filter(ChooseLayouts::convolves)
                .mapToDouble(step -> cost(plan, step, layout))
                .sum();
    }

    /** Whether a layer has kernels over space, and so most of the work. */
    static boolean convolves(Step step) {
        var weights = step.layer().plan().weights();
        return !weights.isEmpty()
                && weights.get(0).shape().rank() == 4
                && !step.bottoms().isEmpty();
    }

    private static double cost(NetPlan plan, Step step, Layout layout) {
        Shape bottom = plan.blobs().get(step.bottoms().get(0)).shape();
        Shape top = plan.blobs().get(step.tops().get(0)).shape();
        Shape weight = step.layer().plan().weights().get(0).shape();
        double products = (double) weight.countFrom(1) * Math.max(top.count(), bottom.count());
        int images = bottom.dim(0);
        if (step.layer().in(layout).isEmpty()) return 4 * products;
        if (layout == Layout.BATCH_LAST)
            return images < LANES ? 4 * products : products / full(images);
        int groups = Math.max(1, bottom.dim(1) / weight.dim(1));
        if (groups == bottom.dim(1) && groups == top.dim(1)) return products / full(groups);
        double up = 1 / full(Math.max(1, top.dim(1) / groups));
        double down = step.bottomDiffs().contains(true) ? 1 / full(weight.dim(1)) : 0;
        return products * (2 * up + down) / (down > 0 ? 3 : 2);
    }

    /** The share of lanes that hold something. */
    private static double full(int count) {
        return count / (double) ((count + LANES - 1) / LANES * LANES);
    }
}
