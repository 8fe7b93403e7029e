package jdl.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.TextFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.net.Weight;
import jdl.proto.SolverParameter;
import jdl.tensor.Blob;
import jdl.tensor.Dice;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Caffe's rules are held to Caffe by SolversGoldenTest; here are the newer ones, and refusals. */
class UpdateRuleTest {

    private static final int SIZE = 17;
    private static final float RATE = 0.05f;
    private static final float DECAY = 0.1f;

    static Stream<String> rules() {
        return Moons.rules();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyRuleLearnsTheMoons(String rule) {
        Workshop workshop = Moons.workshop(rule + " lr_policy: 'cosine' max_iter: 301");
        float first = workshop.stepper().step();
        for (int i = 0; i < 300; i++) workshop.stepper().step();
        assertThat(first).isGreaterThan(0.4f);
        assertThat(workshop.stepper().step()).isLessThan(0.1f);
    }

    /** A run of one weight, and the same in double precision by the paper's formula. */
    private static final class Rig {

        final Weight weight;
        final double[] w = new double[SIZE];
        final double[] m = new double[SIZE];
        final double[] v = new double[SIZE];
        private final List<Tensor> slots = new ArrayList<>();
        private final UpdateRule rule;

        Rig(String settings, float decayMult) {
            rule = UpdateRule.of(parse(settings));
            Shape shape = Shape.of(SIZE);
            var blob = Blob.of(Tensor.zeros(shape), Tensor.zeros(shape));
            weight = new Weight("ip/0", blob, 1, decayMult, 1);
            for (int i = 0; i < SIZE; i++) {
                w[i] = Math.sin(i + 1);
                blob.data().set(i, (float) w[i]);
            }
            for (int i = 0; i < rule.slots(); i++) slots.add(Tensor.zeros(shape));
        }

        /** Moves the weight and returns the gradient that it was moved by. */
        double[] update(int iteration) {
            Dice dice = Dice.of(iteration);
            for (int i = 0; i < SIZE; i++) weight.blob().diff().set(i, (float) dice.gaussian());
            double[] g = doubles(weight.blob().diff());
            Kernels kernels = Kernels.plain(Workers.single());
            var gradients = new Gradients(-1, 1, 0, 0, DECAY, Gradients.Kind.OF_RULE);
            var turn = new Turn(kernels, weight, gradients, slots);
            turn.begin(RATE, iteration);
            rule.update(turn);
            return g;
        }

        void check() {
            for (int i = 0; i < SIZE; i++)
                assertThat((double) weight.blob().data().get(i)).isCloseTo(w[i], within(2e-6));
        }
    }

    private static double[] doubles(Tensor tensor) {
        return IntStream.range(0, tensor.size()).mapToDouble(tensor::get).toArray();
    }

    private static double norm(double[] x) {
        double sum = 0;
        for (double value : x) sum += value * value;
        return Math.sqrt(sum);
    }

    /** The step of AdamW and LAMB for one rate. */
    private static double[] adamStep(Rig rig, double[] g, int t, double decay) {
        double[] u = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
            rig.m[i] = 0.9 * rig.m[i] + 0.1 * g[i];
            rig.v[i] = 0.99 * rig.v[i] + 0.01 * g[i] * g[i];
            double mean = rig.m[i] / (1 - Math.pow(0.9, t));
            double square = rig.v[i] / (1 - Math.pow(0.99, t));
            u[i] = mean / (Math.sqrt(square) + 0.01) + decay * rig.w[i];
        }
        return u;
    }

    @Test
    void adamWIsItsFormula() {
        Rig rig = new Rig("type: 'AdamW' momentum: 0.9 momentum2: 0.99 delta: 0.01", 0.5f);
        for (int t = 1; t <= 4; t++) {
            double[] u = adamStep(rig, rig.update(t - 1), t, 0.5 * DECAY);
            for (int i = 0; i < SIZE; i++) rig.w[i] -= RATE * u[i];
            rig.check();
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "0"})
    void lambIsItsFormulaAndLeavesWeightsWithoutDecayTheirRate(float decayMult) {
        Rig rig = new Rig("type: 'LAMB' momentum: 0.9 momentum2: 0.99 delta: 0.01", decayMult);
        for (int t = 1; t <= 4; t++) {
            double[] u = adamStep(rig, rig.update(t - 1), t, decayMult * DECAY);
            double ratio = decayMult == 0 ? 1 : norm(rig.w) / norm(u);
            for (int i = 0; i < SIZE; i++) rig.w[i] -= RATE * ratio * u[i];
            rig.check();
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "0"})
    void larsIsItsFormulaAndLeavesWeightsWithoutDecayTheirRate(float decayMult) {
        Rig rig = new Rig("type: 'LARS' momentum: 0.9 trust: 0.2", decayMult);
        double decay = decayMult * DECAY;
        for (int t = 1; t <= 4; t++) {
            double[] g = rig.update(t - 1);
            double ratio = decayMult == 0 ? 1 : 0.2 * norm(rig.w) / (norm(g) + decay * norm(rig.w));
            for (int i = 0; i < SIZE; i++) {
                rig.m[i] = 0.9 * rig.m[i] + RATE * ratio * (g[i] + decay * rig.w[i]);
                rig.w[i] -= rig.m[i];
            }
            rig.check();
        }
    }

    @Test
    void lionIsItsFormula() {
        Rig rig = new Rig("type: 'Lion' momentum: 0.9 momentum2: 0.99", 1);
        for (int t = 1; t <= 4; t++) {
            double[] g = rig.update(t - 1);
            for (int i = 0; i < SIZE; i++) {
                double sign = Math.signum(0.9 * rig.m[i] + 0.1 * g[i]);
                rig.w[i] -= RATE * (sign + DECAY * rig.w[i]);
                rig.m[i] = 0.99 * rig.m[i] + 0.01 * g[i];
            }
            rig.check();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type: 'AdaGrad' momentum: 0.9 | type AdaGrad has no momentum, but momentum is 0.9",
                "type: 'RMSProp' momentum: 0.9 | type RMSProp has no momentum, but momentum is 0.9",
                "type: 'RMSProp' rms_decay: 1 | rms_decay must be in [0, 1), not 1.0",
                "type: 'RMSProp' rms_decay: -0.1 | rms_decay must be in [0, 1), not -0.1",
                "type: 'AdamW' momentum: 1 | momentum must be in [0, 1), not 1.0",
                "type: 'Adamw' | unknown type \"Adamw\"; did you mean \"AdamW\"?",
                "type: 'SGD' solver_type: SGD | has both type and the older solver_type",
            })
    void settingsThatMakeNoSenseAreRefused(String settings, String message) {
        assertThatThrownBy(() -> UpdateRule.of(parse(settings)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(message);
    }

    @Test
    void theOlderNumbersNameTheSameRules() {
        for (var old : SolverParameter.SolverType.values()) {
            var settings = SolverParameter.newBuilder().setSolverType(old).build();
            assertThat(UpdateRule.of(settings).getClass().getSimpleName())
                    .isEqualToIgnoringCase(old.name());
        }
    }

    static SolverParameter parse(String settings) {
        try {
            return TextFormat.parse(settings, SolverParameter.class);
        } catch (TextFormat.ParseException e) {
            throw new AssertionError(e);
        }
    }
}
