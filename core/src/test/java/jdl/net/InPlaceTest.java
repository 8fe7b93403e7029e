package jdl.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.proto.Phase;
import jdl.tensor.Dice;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A layer that writes where it reads gives the same numbers and slopes, to the last bit, as one
 * whose top has a name of its own: also where Caffe's backward reads what forward has overwritten.
 * LRN across channels is the exception, and LRNLayerTest has it.
 */
class InPlaceTest {

    private static final Shape SHAPE = Shape.of(3, 4, 5, 7);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type: 'BNLL'",
                "type: 'BatchNorm' batch_norm_param { affine: true }",
                "type: 'Bias' bias_param { filler { type: 'gaussian' } }",
                "type: 'Clip' clip_param { min: -0.5 max: 1 }",
                "type: 'Dropout'",
                "type: 'ELU'",
                "type: 'Exp' exp_param { base: 2 scale: 0.5 }",
                "type: 'GELU'",
                "type: 'LRN' lrn_param { norm_region: WITHIN_CHANNEL local_size: 3 }",
                "type: 'LayerNorm'",
                "type: 'Log' log_param { shift: 9 }",
                "type: 'MVN'",
                "type: 'Mish'",
                "type: 'PReLU'",
                "type: 'Power' power_param { power: 2 shift: 1 }",
                "type: 'ReLU' relu_param { negative_slope: 0.1 }",
                "type: 'SELU'",
                "type: 'Scale' scale_param { bias_term: true }",
                "type: 'Sigmoid'",
                "type: 'Softmax'",
                "type: 'Softplus'",
                "type: 'Swish' swish_param { beta: 1.5 }",
                "type: 'TanH'",
            })
    void isAsRightAsALayerWithATopOfItsOwn(String layer) {
        List<float[]> apart = outcome(layer, "y");
        assertThat(apart).noneMatch(InPlaceTest::isZero);
        assertThat(outcome(layer, "x")).usingRecursiveComparison().isEqualTo(apart);
    }

    /** The top's numbers, then the slopes of the input and of all weights. */
    private static List<float[]> outcome(String layer, String top) {
        Net net = new Net(plan(layer, top), new Weights(5), Kernels.plain(Workers.single()), 5);
        Tensor x = net.firstBlob("x").orElseThrow().data();
        x.copyFrom(random(1));
        net.forward(0);
        float[] y = net.blob(top).orElseThrow().data().toArray();
        net.backward(Map.of(top, random(2)));
        var outcome = new ArrayList<>(List.of(y));
        outcome.add(net.firstBlob("x").orElseThrow().diff().toArray());
        for (Weight weight : net.weights())
            if (weight.rate() != 0) outcome.add(weight.blob().diff().toArray());
        return outcome;
    }

    private static boolean isZero(float[] numbers) {
        for (float number : numbers) if (number != 0) return false;
        return true;
    }

    private static NetPlan plan(String layer, String top) {
        String net =
                """
                force_backward: true
                layer { name: 'x' type: 'Input' top: 'x'
                  input_param { shape { dim: 3 dim: 4 dim: 5 dim: 7 } } }
                layer { name: 'l' bottom: 'x' top: '%s' %s }
                """
                        .formatted(top, layer);
        try {
            var message = TextFormat.parse(net, NetParameter.class);
            return NetPlan.of(message, NetState.newBuilder().setPhase(Phase.TRAIN).build());
        } catch (TextFormat.ParseException e) {
            throw new IllegalArgumentException(net, e);
        }
    }

    private static Tensor random(int seed) {
        Tensor tensor = Tensor.zeros(SHAPE);
        Dice dice = Dice.of(seed);
        for (int i = 0; i < tensor.size(); i++) tensor.set(i, (float) dice.gaussian());
        return tensor;
    }
}
