package jdl.net;

import java.util.ArrayList;
import java.util.List;
import jdl.kernel.Kernels;
import jdl.proto.Phase;
import jdl.tensor.Tensor;

/**
 * What a pass changes of a net's numbers: its losses and outputs, and in training the gradients of
 * its weights, over some passes through the net.
 *
 * @param what the pass's name, or "all" for all together
 * @param same whether it promises the same bits
 * @param difference the largest {@code ‖a - b‖ / ‖a‖} of an output or gradient
 * @param where that was
 */
public record PassCheck(String what, boolean same, double difference, String where) {

    /** Passes through the net: what layers carry and gather shows from the second on. */
    private static final int PASSES = 2;

    /** What rounding may do where a pass changes the order of sums. */
    public static final double TOLERANCE = 1e-6;

    /** A number of the net's to compare, under its name. */
    private record Outcome(String name, Tensor tensor) {}

    public boolean holds() {
        return same ? difference == 0 : difference <= TOLERANCE;
    }

    /** Checks all passes, each alone, then together. */
    public static List<PassCheck> of(NetPlan plan, Kernels kernels, long seed) {
        List<Outcome> truth = run(plan, Tuning.NONE, kernels, seed);
        List<PassCheck> checks = new ArrayList<>();
        for (Tuning.Part part : Tuning.Part.values()) {
            List<Outcome> found = run(plan, Tuning.only(part), kernels, seed);
            checks.add(compare(part.label(), part.sameBits(), truth, found));
        }
        checks.add(compare("all", false, truth, run(plan, Tuning.ALL, kernels, seed)));
        return List.copyOf(checks);
    }

    private static List<Outcome> run(NetPlan plan, Tuning tuning, Kernels kernels, long seed) {
        Net net = new Net(plan, tuning, new Weights(seed), kernels, seed);
        boolean training = plan.state().getPhase() == Phase.TRAIN;
        List<Outcome> all = new ArrayList<>();
        for (int pass = 0; pass < PASSES; pass++) {
            net.forward(pass);
            for (Output output : net.outputs())
                all.add(new Outcome("output \"" + output.name() + "\"", copy(output.data())));
            if (training && pass == 0) net.backwardAnew();
            else if (training) net.backward();
        }
        for (Weight weight : net.weights())
            all.add(
                    new Outcome(
                            "gradient of weight \"" + weight.key() + "\"", weight.blob().diff()));
        return all;
    }

    private static Tensor copy(Tensor tensor) {
        Tensor copy = Tensor.zeros(tensor.shape());
        copy.copyFrom(tensor);
        return copy;
    }

    private static PassCheck compare(
            String what, boolean same, List<Outcome> truth, List<Outcome> found) {
        double largest = 0;
        String where = "";
        for (int i = 0; i < truth.size(); i++) {
            double difference = difference(truth.get(i).tensor, found.get(i).tensor);
            if (difference > largest || Double.isNaN(difference)) {
                largest = difference;
                where = truth.get(i).name;
            }
        }
        return new PassCheck(what, same, largest, where);
    }

    private static double difference(Tensor a, Tensor b) {
        double apart = 0;
        double norm = 0;
        for (int i = 0; i < a.size(); i++) {
            apart += Math.pow((double) a.get(i) - b.get(i), 2);
            norm += Math.pow(a.get(i), 2);
        }
        return apart == 0 ? 0 : Math.sqrt(apart / norm);
    }
}
