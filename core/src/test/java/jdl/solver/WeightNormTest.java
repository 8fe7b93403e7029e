package jdl.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.TextFormat;
import java.util.List;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.net.Net;
import jdl.net.Weight;
import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.proto.SolverParameter;
import jdl.tensor.Dice;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Weights as directions and lengths, from the first value on. */
class WeightNormTest {

    /** A layer that learns what a frozen one of other weights gives. */
    private static final String NET =
            """
            layer { name: 'in' type: 'Input' top: 'x' input_param { shape { dim: 16 dim: 5 } } }
            layer { name: 'teacher' type: 'InnerProduct' bottom: 'x' top: 'y'
              param { lr_mult: 0 } param { lr_mult: 0 }
              inner_product_param { num_output: 3 weight_filler { type: 'gaussian' std: 2 } } }
            layer { name: 'pupil' type: 'InnerProduct' bottom: 'x' top: 'p' param { %s }
              inner_product_param { num_output: 3 weight_filler { type: 'gaussian' std: 0.5 } } }
            layer { name: 'loss' type: 'EuclideanLoss' bottom: 'p' bottom: 'y' top: 'loss' }
            """;

    private static Stepper stepper(String param) throws TextFormat.ParseException {
        var message = TextFormat.parse(NET.formatted(param), NetParameter.class);
        var settings =
                TextFormat.parse("base_lr: 0.05 lr_policy: 'fixed'", SolverParameter.class)
                        .toBuilder()
                        .setNetParam(message)
                        .build();
        var kernels = Kernels.plain(Workers.single());
        var stepper =
                Workshop.of(settings, name -> message, NetState.getDefaultInstance(), kernels)
                        .stepper();
        Tensor x = stepper.net().blob("x").orElseThrow().data();
        Dice dice = Dice.of(3);
        for (int i = 0; i < x.size(); i++) x.set(i, (float) dice.gaussian());
        return stepper;
    }

    private static Tensor weight(Net net, String key) {
        return net.weights().stream()
                .filter(w -> w.key().equals(key))
                .findFirst()
                .orElseThrow()
                .blob()
                .data();
    }

    @Test
    void theNetBeginsAsIfNothingWereNormed() throws TextFormat.ParseException {
        Net plain = stepper("").net();
        Net normed = stepper("weight_norm: true").net();
        assertThat(normed.forward(0)).isEqualTo(plain.forward(0));
    }

    @Test
    void theLengthsOfTheRowsAreAWeightOfTheirOwn() throws TextFormat.ParseException {
        Net net = stepper("weight_norm: true").net();
        assertThat(net.weights())
                .extracting(Weight::key)
                .containsExactly("teacher/0", "teacher/1", "pupil/0", "pupil/1", "pupil/2");
        Tensor v = weight(net, "pupil/0");
        for (int row = 0; row < 3; row++) {
            double squares = 0;
            for (int i = 0; i < 5; i++) squares += v.get(5 * row + i) * v.get(5 * row + i);
            assertThat(weight(net, "pupil/2").get(row))
                    .isCloseTo((float) Math.sqrt(squares), within(1e-6f));
        }
    }

    @Test
    void directionsAndLengthsAreLearntApart() throws TextFormat.ParseException {
        Stepper stepper = stepper("weight_norm: true");
        List<float[]> before =
                List.of(
                        weight(stepper.net(), "pupil/0").toArray(),
                        weight(stepper.net(), "pupil/2").toArray());
        float first = stepper.net().forward(0);
        for (int i = 0; i < 300; i++) stepper.step();
        assertThat(stepper.net().forward(0)).isLessThan(1e-3f * first);
        assertThat(weight(stepper.net(), "pupil/0").toArray()).isNotEqualTo(before.get(0));
        assertThat(weight(stepper.net(), "pupil/2").toArray()).isNotEqualTo(before.get(1));
    }

    @Test
    void aLengthHasAParamOfItsOwn() throws TextFormat.ParseException {
        Stepper stepper = stepper("weight_norm: true } param { } param { lr_mult: 0");
        float[] lengths = weight(stepper.net(), "pupil/2").toArray();
        float[] directions = weight(stepper.net(), "pupil/0").toArray();
        stepper.step();
        assertThat(weight(stepper.net(), "pupil/2").toArray()).isEqualTo(lengths);
        assertThat(weight(stepper.net(), "pupil/0").toArray()).isNotEqualTo(directions);
    }
}
