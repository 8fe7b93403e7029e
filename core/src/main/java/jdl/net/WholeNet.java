package jdl.net;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import jdl.failure.Failure;
import jdl.tensor.Blob;
import jdl.tensor.Tensor;

/**
 * A whole net's loss by its weights and inputs. Every forward is the same pass, so that masks and
 * batches stay, and begins with what the layers carried and gathered before.
 */
final class WholeNet implements Checked {

    /** Rounding inside of a net moves its loss by some units of the last place. */
    private static final int ULPS = 8;

    private final Net net;
    private final List<Tensor> kept = new ArrayList<>();
    private final List<float[]> before;
    private double resolution;

    WholeNet(Net net) {
        this.net = net;
        boolean loss =
                net.plan().steps().stream()
                        .anyMatch(step -> step.lossWeights().stream().anyMatch(w -> w != 0));
        if (!loss)
            throw Failure.config(
                    "the net has no loss to check by\n    add one, give a layer a loss_weight, or check one layer alone");
        kept.addAll(net.carried());
        for (int w = 0; w < net.weights().size(); w++)
            if (!net.plan().weights().get(w).spec().learns())
                kept.add(net.weights().get(w).blob().data());
        before = kept.stream().map(Tensor::toArray).toList();
    }

    @Override
    public List<Variable> variables() {
        List<Variable> variables = new ArrayList<>();
        for (Step step : net.plan().steps()) {
            if (step.settings().getType().equals("Input")) {
                for (int top : step.tops()) {
                    Blob blob = net.blob(top);
                    if (takesGradient(top))
                        variables.add(variable(step, "blob \"" + name(top) + "\"", blob));
                }
            }
        }
        for (int w = 0; w < net.weights().size(); w++) {
            int weight = w;
            net.plan().steps().stream()
                    .filter(step -> learns(step, weight))
                    .findFirst()
                    .ifPresent(
                            step -> {
                                Weight found = net.weights().get(weight);
                                String name = "weight \"" + found.key() + "\"";
                                variables.add(variable(step, name, found.blob()));
                            });
        }
        return variables;
    }

    private boolean takesGradient(int blob) {
        return net.plan().steps().stream()
                .filter(Step::backward)
                .anyMatch(
                        step ->
                                IntStream.range(0, step.bottoms().size())
                                        .anyMatch(
                                                i ->
                                                        step.bottoms().get(i) == blob
                                                                && step.bottomDiffs().get(i)));
    }

    private String name(int blob) {
        return net.plan().blobs().get(blob).name();
    }

    private static Variable variable(Step step, String name, Blob blob) {
        return new Variable(step.name(), name, blob.data(), blob.diff());
    }

    private static boolean learns(Step step, int weight) {
        return step.backward()
                && IntStream.range(0, step.weights().size())
                        .anyMatch(
                                i -> step.weights().get(i) == weight && step.weightDiffs().get(i));
    }

    @Override
    public double value() {
        for (int i = 0; i < kept.size(); i++) {
            Tensor tensor = kept.get(i);
            System.arraycopy(before.get(i), 0, tensor.array(), tensor.offset(), tensor.size());
        }
        net.forward(0);
        double sum = 0;
        resolution = 0;
        for (Step step : net.plan().steps()) {
            for (int t = 0; t < step.tops().size(); t++) {
                float weight = step.lossWeights().get(t);
                if (weight == 0) continue;
                Tensor top = net.blob(step.tops().get(t)).data();
                for (int i = 0; i < top.size(); i++) {
                    sum += (double) weight * top.get(i);
                    resolution += ULPS * (double) Math.abs(weight) * rounding(top.get(i)) / 2;
                }
            }
        }
        return sum;
    }

    /** A loss near 0 is as rough as the probabilities near 1 that it is the logarithm of. */
    static float rounding(float loss) {
        return Math.ulp(Math.max(Math.abs(loss), 0.5f));
    }

    @Override
    public void backward() {
        net.clearWeightDiffs();
        net.backward();
    }

    @Override
    public double resolution() {
        return resolution;
    }
}
