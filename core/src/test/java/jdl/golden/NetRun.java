package jdl.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdl.kernel.Kernels;
import jdl.net.Net;
import jdl.net.NetPlan;
import jdl.net.Output;
import jdl.net.Tuning;
import jdl.net.Weight;
import jdl.net.Weights;
import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.proto.Phase;
import jdl.tensor.Tensor;

/** One golden net, run for as many steps as its case has, and compared. */
final class NetRun {

    /** Of differences, where Caffe's slopes are no measure: Caffe's step and threshold. */
    private static final float STEP = 1e-2f;

    private static final double THRESHOLD = 1e-3;

    private final GoldenCase golden;
    private final Net net;

    NetRun(GoldenCase golden, NetParameter message, Tuning tuning, Kernels kernels) {
        this.golden = golden;
        var phase = Phase.valueOf(golden.json().path("phase").asText());
        var state = NetState.newBuilder().setPhase(phase).mergeFrom(message.getState()).build();
        net = new Net(NetPlan.of(message, state), tuning, new Weights(1), kernels, 1);
    }

    void run() {
        int steps = golden.json().path("steps").asInt(1);
        for (int step = 1; step <= steps; step++) step(step, steps > 1 ? "step" + step + "/" : "");
        // an input that nobody reads is an output too, but some cases do not list it
        assertThat(net.outputs())
                .extracting(Output::name)
                .filteredOn(name -> !golden.has("input/" + name))
                .containsExactlyElementsOf(golden.strings("outputs"));
    }

    private void step(int step, String prefix) {
        net.clearWeightDiffs();
        for (String entry : golden.entries(prefix + "input/")) {
            String blob = entry.substring((prefix + "input/").length());
            net.firstBlob(blob).orElseThrow().data().copyFrom(golden.data(entry));
        }
        if (step == 1)
            for (Weight weight : net.weights()) {
                String entry = prefix + "param/" + weight.key();
                if (golden.has(entry)) weight.blob().data().copyFrom(golden.data(entry));
            }
        float loss = net.forward(step - 1);
        checkForward(step, prefix, loss);
        if (golden.json().path("backward").asBoolean()) checkBackward(prefix);
    }

    private void checkForward(int step, String prefix, float loss) {
        for (String entry : golden.entries(prefix + "blob/")) {
            String blob = entry.substring((prefix + "blob/").length());
            golden.check(entry, net.blob(blob).orElseThrow().data(), golden.data(entry));
        }
        var total = golden.json().path("total_loss");
        golden.check(
                "total_loss", loss, (total.isArray() ? total.get(step - 1) : total).asDouble());
        for (String entry : golden.entries(prefix + "after/param/")) {
            golden.check(
                    entry,
                    weight(entry.substring((prefix + "after/param/").length())).data(),
                    golden.data(entry));
        }
    }

    private void checkBackward(String prefix) {
        Map<String, Tensor> seeds = new HashMap<>();
        for (String seed : ofStep("seeds", prefix)) {
            golden.diff(prefix + seed)
                    .ifPresent(diff -> seeds.put(seed.substring("blob/".length()), diff));
        }
        net.backward(seeds);
        for (String result : ofStep("results", prefix)) {
            golden.diff(prefix + result)
                    .ifPresent(
                            diff -> {
                                if (golden.slopesAreInexact()) checkSlopes(result, seeds);
                                else
                                    golden.check(
                                            "diff of " + prefix + result, diffOf(result), diff);
                            });
        }
    }

    /** The slopes of an input against central differences of {@code Σ seed · value}. */
    private void checkSlopes(String result, Map<String, Tensor> seeds) {
        Tensor x = net.firstBlob(result.substring("input/".length())).orElseThrow().data();
        float[] slopes = diffOf(result).toArray();
        for (int i = 0; i < slopes.length; i++) {
            float at = x.get(i);
            x.set(i, at + STEP);
            double difference = objective(seeds) / (2 * STEP);
            x.set(i, at - STEP);
            difference -= objective(seeds) / (2 * STEP);
            x.set(i, at);
            assertThat((double) slopes[i])
                    .as("%s: slope %d of %s", golden.name(), i, result)
                    .isCloseTo(difference, within(THRESHOLD * Math.max(1, Math.abs(difference))));
        }
    }

    private double objective(Map<String, Tensor> seeds) {
        net.forward(0);
        double sum = 0;
        for (var seed : seeds.entrySet()) {
            Tensor value = net.blob(seed.getKey()).orElseThrow().data();
            for (int i = 0; i < value.size(); i++)
                sum += (double) seed.getValue().get(i) * value.get(i);
        }
        return sum;
    }

    /** The entries of a list that belong to a step, as they are called in a case of one step. */
    private List<String> ofStep(String list, String prefix) {
        return golden.strings(list).stream()
                .filter(entry -> entry.startsWith(prefix))
                .map(entry -> entry.substring(prefix.length()))
                .toList();
    }

    private Tensor diffOf(String result) {
        String name = result.substring(result.indexOf('/') + 1);
        return result.startsWith("param/")
                ? weight(name).diff()
                : net.firstBlob(name).orElseThrow().diff();
    }

    private jdl.tensor.Blob weight(String key) {
        return net.weights().stream()
                .filter(w -> w.key().equals(key))
                .findFirst()
                .orElseThrow()
                .blob();
    }
}
