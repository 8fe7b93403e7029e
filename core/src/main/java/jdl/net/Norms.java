package jdl.net;

import java.util.ArrayList;
import java.util.List;
import jdl.tensor.Blob;
import jdl.tensor.Tensor;

/**
 * How large the numbers in a net are after a pass, layer by layer: what Caffe tells with {@code
 * debug_info}, in its order.
 *
 * @param backward empty where no backward was run
 */
public record Norms(List<Mean> forward, List<Mean> backward, Sums data, Sums diff) {

    /**
     * The mean of absolute values.
     *
     * @param what "top blob ip1 data", "param blob 0 diff"
     */
    public record Mean(String layer, String what, float value) {}

    /** Over all weights, whatever their rates are: Σ|x| and √Σx². */
    public record Sums(float l1, float l2) {}

    /** The norms after the last forward of a net, and after its backward if one was run. */
    public static Norms of(Net net, boolean backward) {
        List<Mean> up = new ArrayList<>();
        List<Mean> down = new ArrayList<>();
        for (int i = 0; i < net.plan().steps().size(); i++) forward(net.bound(i), up);
        if (backward)
            for (int i = net.plan().steps().size() - 1; i >= 0; i--) backward(net.bound(i), down);
        List<Blob> weights = net.weights().stream().map(Weight::blob).toList();
        return new Norms(
                List.copyOf(up),
                List.copyOf(down),
                sums(weights.stream().map(Blob::data).toList()),
                sums(weights.stream().filter(Blob::hasDiff).map(Blob::diff).toList()));
    }

    private static void forward(Bound bound, List<Mean> means) {
        Step step = bound.step();
        for (int t = 0; t < bound.tops().size(); t++)
            means.add(
                    new Mean(
                            step.name(),
                            "top blob " + step.settings().getTop(t) + " data",
                            mean(bound.top(t).data())));
        for (int w = 0; w < bound.weights().size(); w++)
            means.add(
                    new Mean(
                            step.name(),
                            "param blob " + displayName(step, w) + " data",
                            mean(bound.weights().get(w).data())));
    }

    private static void backward(Bound bound, List<Mean> means) {
        Step step = bound.step();
        if (!step.backward()) return;
        for (int b = 0; b < bound.bottoms().size(); b++)
            if (step.bottomDiffs().get(b))
                means.add(
                        new Mean(
                                step.name(),
                                "bottom blob " + step.settings().getBottom(b) + " diff",
                                mean(bound.bottoms().get(b).diff())));
        for (int w = 0; w < bound.weights().size(); w++)
            if (step.weightDiffs().get(w))
                means.add(
                        new Mean(
                                step.name(),
                                "param blob " + w + " diff",
                                mean(bound.weights().get(w).diff())));
    }

    /** A weight's own name, if the file gives it one, else its index. */
    private static String displayName(Step step, int weight) {
        String name =
                weight < step.settings().getParamCount()
                        ? step.settings().getParam(weight).getName()
                        : "";
        return name.isEmpty() ? Integer.toString(weight) : name;
    }

    private static float mean(Tensor tensor) {
        double sum = 0;
        for (int i = 0; i < tensor.size(); i++) sum += Math.abs(tensor.get(i));
        return (float) (sum / tensor.size());
    }

    private static Sums sums(List<Tensor> tensors) {
        double l1 = 0;
        double squares = 0;
        for (Tensor tensor : tensors) {
            for (int i = 0; i < tensor.size(); i++) {
                double x = tensor.get(i);
                l1 += Math.abs(x);
                squares += x * x;
            }
        }
        return new Sums((float) l1, (float) Math.sqrt(squares));
    }
}
