package jdl.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import jdl.kernel.Kernels;
import jdl.net.Net;
import jdl.net.NetPlan;
import jdl.net.Output;
import jdl.net.Weight;
import jdl.net.Weights;
import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.proto.Phase;
import jdl.tensor.Tensor;

/** One golden net, run for as many steps as its case has, and compared. */
final class NetRun {

    private final GoldenCase golden;
    private final Net net;

    NetRun(GoldenCase golden, NetParameter message, Kernels kernels) {
        this.golden = golden;
        var phase = Phase.valueOf(golden.json().path("phase").asText());
        var state = NetState.newBuilder().setPhase(phase).mergeFrom(message.getState()).build();
        net = new Net(NetPlan.of(message, state), new Weights(1), kernels, 1);
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
        for (String seed : golden.strings("seeds")) {
            golden.diff(prefix + seed)
                    .ifPresent(diff -> seeds.put(seed.substring("blob/".length()), diff));
        }
        net.backward(seeds);
        for (String result : golden.strings("results")) {
            golden.diff(prefix + result)
                    .ifPresent(
                            diff ->
                                    golden.check(
                                            "diff of " + prefix + result, diffOf(result), diff));
        }
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
