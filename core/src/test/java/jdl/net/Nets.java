package jdl.net;

import com.google.protobuf.TextFormat;
import jdl.kernel.KernelProviders;
import jdl.kernel.Workers;
import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.proto.Phase;
import jdl.tensor.Dice;
import jdl.tensor.Tensor;

/** Small nets for tests. */
final class Nets {

    private Nets() {}

    static NetParameter message(String prototxt) {
        try {
            return TextFormat.parse(prototxt, NetParameter.class);
        } catch (TextFormat.ParseException e) {
            throw new AssertionError(e);
        }
    }

    static NetPlan plan(String prototxt) {
        return NetPlan.of(message(prototxt), NetState.newBuilder().setPhase(Phase.TRAIN).build());
    }

    static Net net(String prototxt) {
        return net(prototxt, new Weights(1));
    }

    static Net net(String prototxt, Weights weights) {
        var kernels = KernelProviders.installed().named("plain").open(Workers.single());
        return new Net(plan(prototxt), weights, kernels, 1);
    }

    static Step step(NetPlan plan, String layer) {
        return plan.steps().stream().filter(s -> s.name().equals(layer)).findFirst().orElseThrow();
    }

    static void random(Tensor tensor, long key) {
        Dice dice = Dice.of(key);
        for (int i = 0; i < tensor.size(); i++) tensor.set(i, (float) dice.gaussian());
    }
}
