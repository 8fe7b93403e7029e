package jdl.cli;

import java.util.List;
import java.util.Locale;
import jdl.net.BlobPlan;
import jdl.net.NetPlan;
import jdl.net.Step;
import jdl.tensor.Shape;

/** How much a planned net weighs: what it learns, how much it computes, and the memory it takes. */
final class Footprint {

    private Footprint() {}

    /** Numbers that a layer learns; shared ones count for each layer. */
    static long parameters(Step step) {
        return step.layer().plan().weights().stream().mapToLong(w -> w.shape().count()).sum();
    }

    /** Numbers that a net learns; shared ones count once. */
    static long parameters(NetPlan plan) {
        return plan.weights().stream().mapToLong(w -> w.spec().shape().count()).sum();
    }

    /** Multiplications with additions in a forward pass, for one sample; 0 for simple layers. */
    static long macs(NetPlan plan, Step step) {
        var weights = step.layer().plan().weights();
        if (weights.isEmpty() || step.tops().isEmpty() || step.bottoms().isEmpty()) return 0;
        Shape top = shape(plan, step.tops().get(0));
        Shape bottom = shape(plan, step.bottoms().get(0));
        Shape weight = weights.get(0).shape();
        if (top.rank() == 0 || top.dim(0) == 0 || weight.rank() < 2) return 0;
        long pass =
                switch (step.settings().getType()) {
                    case "Convolution" -> (long) top.count() * weight.countFrom(1);
                    case "Deconvolution" -> (long) bottom.count() * weight.countFrom(1);
                    case "InnerProduct" -> (long) weight.count() * rows(step, bottom);
                    default -> 0;
                };
        return pass / top.dim(0);
    }

    private static int rows(Step step, Shape bottom) {
        return bottom.countTo(bottom.axis(step.settings().getInnerProductParam().getAxis()));
    }

    private static Shape shape(NetPlan plan, int blob) {
        return plan.blobs().get(blob).shape();
    }

    /** Bytes of what a layer writes and keeps for itself. */
    static long bytes(NetPlan plan, Step step) {
        long bytes = 0;
        for (int top : step.tops()) bytes += bytes(plan.blobs().get(top));
        return bytes + bytes(step.layer().plan().saved());
    }

    private static long bytes(BlobPlan blob) {
        return (blob.gradient() ? 2L : 1L) * Float.BYTES * blob.shape().count();
    }

    private static long bytes(List<Shape> shapes) {
        return shapes.stream().mapToLong(s -> (long) Float.BYTES * s.count()).sum();
    }

    /** Bytes of all blobs of a net and of the private memory of its layers. */
    static long bytes(NetPlan plan) {
        long blobs = plan.blobs().stream().mapToLong(Footprint::bytes).sum();
        long saved = plan.steps().stream().mapToLong(s -> bytes(s.layer().plan().saved())).sum();
        long scratch =
                plan.steps().stream()
                        .mapToLong(s -> bytes(s.layer().plan().scratch()))
                        .max()
                        .orElse(0);
        return blobs + saved + scratch;
    }

    /** Bytes of what a net learns, {@code copies} times: data, diff, and a rule's slots. */
    static long weightBytes(NetPlan plan, int copies) {
        return (long) copies * Float.BYTES * parameters(plan);
    }

    /** "12.3 MiB". */
    static String size(long bytes) {
        String[] units = {"KiB", "MiB", "GiB"};
        double size = bytes / 1024.0;
        int unit = 0;
        while (size >= 1000 && unit < units.length - 1) {
            size /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", size, units[unit]);
    }

    /** 431080 becomes "431,080". */
    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
