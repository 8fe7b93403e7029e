package jdl.solver;

import com.google.protobuf.TextFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.net.Net;
import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.proto.SolverParameter;
import jdl.tensor.Dice;
import jdl.tensor.Tensor;

/** Two half moons, one within the other's arms, and a small net that learns to tell them apart. */
final class Moons {

    private static final String NET =
            """
            layer { name: 'in' type: 'Input' top: 'x' top: 'label'
              input_param { shape { dim: 40 dim: 2 } shape { dim: 40 } } }
            layer { name: 'hidden' type: 'InnerProduct' bottom: 'x' top: 'h'
              inner_product_param { num_output: 12 weight_filler { type: 'xavier' } } }
            layer { name: 'tanh' type: 'TanH' bottom: 'h' top: 't' }
            DROPOUT
            layer { name: 'out' type: 'InnerProduct' bottom: 't' top: 'y' param { decay_mult: 2 }
              param { decay_mult: 0 lr_mult: 2 l1_decay_mult: 0 }
              inner_product_param { num_output: 2 weight_filler { type: 'xavier' } } }
            layer { name: 'loss' type: 'SoftmaxWithLoss' bottom: 'y' bottom: 'label' top: 'loss' }
            """;

    private Moons() {}

    static Workshop workshop(String solver) {
        return workshop(NET.replace("DROPOUT", ""), solver);
    }

    /** Likewise, with something to be drawn in each pass. */
    static Workshop withDropout(String solver) {
        String dropout = "layer { name: 'drop' type: 'Dropout' bottom: 't' top: 't' }";
        return workshop(NET.replace("DROPOUT", dropout), solver);
    }

    private static Workshop workshop(String net, String solver) {
        try {
            var message = TextFormat.parse(net, NetParameter.class);
            var settings = TextFormat.parse(solver, SolverParameter.class);
            var kernels = Kernels.plain(Workers.single());
            var made =
                    Workshop.of(
                            settings.toBuilder().setNetParam(message).build(),
                            name -> message,
                            NetState.getDefaultInstance(),
                            kernels);
            fill(made.stepper().net());
            made.testers().forEach(tester -> fill(tester.net()));
            return made;
        } catch (TextFormat.ParseException e) {
            throw new AssertionError(e);
        }
    }

    private static void fill(Net net) {
        var x = net.blob("x").orElseThrow().data();
        var label = net.blob("label").orElseThrow().data();
        Dice dice = Dice.of(7);
        for (int i = 0; i < label.size(); i++) {
            double angle = Math.PI * dice.nextDouble();
            boolean upper = i % 2 == 0;
            double across = upper ? Math.cos(angle) : 1 - Math.cos(angle);
            double up = upper ? Math.sin(angle) : 0.5 - Math.sin(angle);
            x.set(2 * i, (float) (across + 0.05 * dice.gaussian()));
            x.set(2 * i + 1, (float) (up + 0.05 * dice.gaussian()));
            label.set(i, upper ? 0 : 1);
        }
    }

    static List<Float> weights(Workshop workshop) {
        return floats(
                workshop.stepper().net().weights().stream().map(w -> w.blob().data()).toList());
    }

    static List<Float> floats(List<Tensor> tensors) {
        List<Float> floats = new ArrayList<>();
        for (Tensor tensor : tensors) for (float value : tensor.toArray()) floats.add(value);
        return floats;
    }

    /** A solver file's lines for each rule, with which the moons are learnt. */
    static Stream<String> rules() {
        return Stream.of(
                "type: 'SGD' base_lr: 0.5 momentum: 0.9",
                "type: 'Nesterov' base_lr: 0.5 momentum: 0.9",
                "type: 'AdaGrad' base_lr: 0.3",
                "type: 'RMSProp' base_lr: 0.03 rms_decay: 0.9",
                "type: 'AdaDelta' base_lr: 5 momentum: 0.9 delta: 1e-5",
                "type: 'Adam' base_lr: 0.1 momentum: 0.9",
                "type: 'AdamW' base_lr: 0.1 momentum: 0.9 weight_decay: 0.001",
                "type: 'Lion' base_lr: 0.02 momentum: 0.9 momentum2: 0.99 weight_decay: 0.001",
                "type: 'LARS' base_lr: 1 momentum: 0.9 trust: 0.01 weight_decay: 0.001",
                "type: 'LAMB' base_lr: 0.05 momentum: 0.9 weight_decay: 0.001");
    }
}
