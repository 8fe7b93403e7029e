package jdl.solver;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.proto.SolverParameter;
import jdl.tensor.Dice;
import jdl.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Weights of more than one strip move by the same bits on any number of threads. */
class ThreadsTest {

    /** A weight of 200 × 190 floats: two strips and a part of a third. */
    private static final String NET =
            """
            layer { name: 'in' type: 'Input' top: 'x' top: 'y'
              input_param { shape { dim: 5 dim: 190 } shape { dim: 5 dim: 200 } } }
            layer { name: 'ip' type: 'InnerProduct' bottom: 'x' top: 'p'
              inner_product_param { num_output: 200 weight_filler { type: 'xavier' } } }
            layer { name: 'loss' type: 'EuclideanLoss' bottom: 'p' bottom: 'y' }
            """;

    private static final String REST =
            " lr_policy: 'fixed' ema_decay: 0.9 iter_size: 2 l1_decay: 0.001 clip_gradients: 1"
                    + " clip_value: 0.003 ";

    static Stream<String> rules() {
        return Moons.rules();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyRuleGivesTheSameBitsOnOneTwoAndFourThreads(String rule) throws Exception {
        for (String kernels : List.of("plain", "vector")) {
            List<Float> one = run(rule, kernels, 1);
            assertThat(one).as(kernels).hasSizeGreaterThan(3 * 38_000);
            for (int threads : new int[] {2, 4})
                assertThat(run(rule, kernels, threads).equals(one))
                        .as("%s on %d threads", kernels, threads)
                        .isTrue();
        }
    }

    /** Weights, what the rule remembers of them, and their averages after some steps. */
    private static List<Float> run(String rule, String kernels, int threads) throws Exception {
        var net = TextFormat.parse(NET, NetParameter.class);
        var settings = TextFormat.parse(rule + REST, SolverParameter.class).toBuilder();
        try (Workers workers = Workers.of(threads)) {
            Workshop shop =
                    Workshop.of(
                            settings.setNetParam(net).build(),
                            name -> net,
                            NetState.getDefaultInstance(),
                            Kernels.named(kernels, workers));
            for (String blob : List.of("x", "y"))
                fill(shop.stepper().net().blob(blob).orElseThrow().data());
            for (int i = 0; i < 3; i++) shop.stepper().step();
            Progress progress = shop.stepper().progress();
            List<Float> all = new ArrayList<>(Moons.weights(shop));
            all.addAll(Moons.floats(progress.history()));
            all.addAll(Moons.floats(progress.averages()));
            return all;
        }
    }

    private static void fill(Tensor tensor) {
        Dice dice = Dice.of(tensor.size());
        for (int i = 0; i < tensor.size(); i++) tensor.set(i, (float) dice.gaussian());
    }
}
