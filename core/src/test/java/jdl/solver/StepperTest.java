package jdl.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.TextFormat;
import java.util.List;
import jdl.failure.Failure;
import jdl.kernel.KernelProviders;
import jdl.kernel.Workers;
import jdl.net.Weight;
import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.proto.SolverParameter;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;

class StepperTest {

    /** y = w x with targets in the net itself: a weight learns a constant from constant inputs. */
    private static final String NET =
            """
            layer { name: 'in' type: 'Input' top: 'x' top: 'y' input_param { shape { dim: 2 dim: 3 } } }
            layer { name: 'drop' type: 'Dropout' bottom: 'x' top: 'd' }
            layer { name: 'ip' type: 'InnerProduct' bottom: 'd' top: 'p'
              inner_product_param { num_output: 3 weight_filler { type: 'gaussian' std: 0.5 } } }
            layer { name: 'loss' type: 'EuclideanLoss' bottom: 'p' bottom: 'y' top: 'loss' }
            """;

    private static final String PLAIN =
            NET.replace("layer { name: 'drop' type: 'Dropout' bottom: 'x' top: 'd' }", "")
                    .replace("bottom: 'd'", "bottom: 'x'");

    private static Workshop workshop(String net, String solver) {
        try {
            var settings =
                    TextFormat.parse(
                            "base_lr: 0.1 momentum: 0.9 lr_policy: 'fixed' " + solver,
                            SolverParameter.class);
            var message = TextFormat.parse(net, NetParameter.class);
            var kernels = KernelProviders.installed().named("plain").open(Workers.single());
            var workshop =
                    Workshop.of(
                            settings.toBuilder().setNetParam(message).build(),
                            name -> message,
                            NetState.getDefaultInstance(),
                            kernels);
            var x = workshop.stepper().net().blob("x").orElseThrow().data();
            for (int i = 0; i < x.size(); i++) x.set(i, 0.25f * i - 0.5f);
            return workshop;
        } catch (TextFormat.ParseException e) {
            throw new AssertionError(e);
        }
    }

    private static float[] weights(Workshop workshop) {
        return workshop.stepper().net().weights().get(0).blob().data().toArray();
    }

    private static void steps(Workshop workshop, int count) {
        for (int i = 0; i < count; i++) workshop.stepper().step();
    }

    @Test
    void twoRunsAgreeToTheLastBit() {
        Workshop one = workshop(NET, "weight_decay: 0.01");
        Workshop other = workshop(NET, "weight_decay: 0.01");
        steps(one, 7);
        steps(other, 7);
        assertThat(weights(one)).isEqualTo(weights(other));
        assertThat(weights(one)).isNotEqualTo(weights(workshop(NET, "")));
    }

    @Test
    void aResumedRunEqualsAnUnbrokenOneDropoutAndSmoothedLossIncluded() {
        String solver = "average_loss: 3 iter_size: 2 clip_gradients: 0.5";
        Workshop unbroken = workshop(NET, solver);
        steps(unbroken, 9);
        Workshop first = workshop(NET, solver);
        steps(first, 4);
        Workshop second = workshop(NET, solver);
        for (int w = 0; w < 2; w++) {
            Tensor from = first.stepper().net().weights().get(w).blob().data();
            second.stepper().net().weights().get(w).blob().data().copyFrom(from);
        }
        second.stepper().resume(first.stepper().progress());
        steps(second, 5);
        assertThat(second.stepper().iteration()).isEqualTo(9);
        assertThat(weights(second)).isEqualTo(weights(unbroken));
        assertThat(second.stepper().smoothedLoss()).isEqualTo(unbroken.stepper().smoothedLoss());
    }

    @Test
    void oneStepIsTheFormula() {
        Workshop workshop = workshop(PLAIN, "weight_decay: 0.2");
        float[] before = weights(workshop);
        steps(workshop, 1);
        Weight weight = workshop.stepper().net().weights().get(0);
        float[] after = weights(workshop);
        // The diff that is left is the gradient with the decay in it.
        for (int i = 0; i < before.length; i++) {
            float gradient = weight.blob().diff().get(i);
            assertThat(after[i]).isCloseTo(before[i] - 0.1f * gradient, within(1e-6f));
            assertThat(gradient - 0.2f * before[i]).isNotZero();
        }
    }

    @Test
    void clippingBoundsTheCommonNormOfAllGradients() {
        Workshop workshop = workshop(NET, "clip_gradients: 0.001");
        steps(workshop, 1);
        double sum = 0;
        for (Weight weight : workshop.stepper().net().weights()) {
            for (float g : weight.blob().diff().toArray()) sum += (double) g * g;
        }
        assertThat(Math.sqrt(sum)).isCloseTo(0.001, within(1e-7));
    }

    @Test
    void valuesAreClippedAfterTheNormAndTheMeanAndBeforeTheDecay() {
        Workshop free = workshop(PLAIN, "iter_size: 2");
        steps(free, 1);
        float[] gradient = free.stepper().net().weights().get(0).blob().diff().toArray();
        Workshop workshop = workshop(PLAIN, "iter_size: 2 clip_value: 0.05 weight_decay: 0.5");
        float[] before = weights(workshop);
        steps(workshop, 1);
        float[] clipped = workshop.stepper().net().weights().get(0).blob().diff().toArray();
        int beyond = 0;
        for (int i = 0; i < gradient.length; i++) {
            float expected = Math.max(-0.05f, Math.min(0.05f, gradient[i]));
            if (expected != gradient[i]) beyond++;
            assertThat(clipped[i]).isCloseTo(expected + 0.5f * before[i], within(1e-6f));
        }
        assertThat(beyond).isPositive();
    }

    @Test
    void bothDecaysAddUpWithFactorsForEachWeight() {
        String factors = "name: 'ip' param { decay_mult: 2 l1_decay_mult: 3 }";
        Workshop free = workshop(PLAIN, "");
        Workshop workshop =
                workshop(PLAIN.replace("name: 'ip'", factors), "weight_decay: 0.1 l1_decay: 0.01");
        float[] before = weights(workshop);
        steps(free, 1);
        steps(workshop, 1);
        Tensor plain = free.stepper().net().weights().get(0).blob().diff();
        Tensor diff = workshop.stepper().net().weights().get(0).blob().diff();
        for (int i = 0; i < before.length; i++) {
            float decay = 0.2f * before[i] + 0.03f * Math.signum(before[i]);
            assertThat(diff.get(i)).isCloseTo(plain.get(i) + decay, within(1e-6f));
        }
    }

    @Test
    void aRuleThatTakesTheDecayItselfLeavesItOutOfTheGradient() {
        Workshop free = workshop(PLAIN, "type: 'AdamW'");
        Workshop workshop = workshop(PLAIN, "type: 'AdamW' weight_decay: 0.5");
        steps(free, 1);
        steps(workshop, 1);
        assertThat(workshop.stepper().net().weights().get(0).blob().diff().toArray())
                .isEqualTo(free.stepper().net().weights().get(0).blob().diff().toArray());
        assertThat(weights(workshop)).isNotEqualTo(weights(free));
    }

    @Test
    void aLossThatIsNotFiniteStopsTheRunAndNamesTheBlob() {
        Workshop workshop = workshop(NET, "");
        workshop.stepper().net().blob("y").orElseThrow().data().set(0, Float.NaN);
        float[] before = weights(workshop);
        assertThatThrownBy(() -> workshop.stepper().step())
                .isInstanceOfSatisfying(
                        Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.DIVERGED))
                .hasMessageContaining(
                        "iteration 0: loss is NaN; the first number that is not finite was in blob \"y\"");
        assertThat(weights(workshop)).isEqualTo(before);
    }

    @Test
    void aSnapshotOfAnotherNetIsRefused() {
        Workshop workshop = workshop(NET, "");
        assertThatThrownBy(
                        () ->
                                workshop.stepper()
                                        .resume(
                                                new Progress(
                                                        3,
                                                        List.of(),
                                                        List.of(),
                                                        List.of(),
                                                        PlateauWatch.FRESH)))
                .hasMessageContaining("remembers 0 tensors, but this solver and net need 2");
    }
}
