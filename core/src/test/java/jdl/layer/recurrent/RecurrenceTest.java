package jdl.layer.recurrent;

import static java.lang.Math.exp;
import static java.lang.Math.tanh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.TextFormat;
import java.util.Arrays;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.net.Net;
import jdl.net.NetPlan;
import jdl.net.Weights;
import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.tensor.Dice;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes on from step to step, and from pass to pass. */
class RecurrenceTest {

    @ParameterizedTest
    @ValueSource(strings = {"LSTM", "GRU", "RNN"})
    void twoPassesOverHalvesOfASequenceAreOnePassOverIt(String type) {
        Net whole = net(type, 4, "");
        Net half = net(type, 2, "");
        Tensor x = fill(whole);
        whole.forward(0);
        float[] expected = top(whole, "y");
        for (int pass = 0; pass < 2; pass++) {
            data(half, "x").copyFrom(x.part(pass, 2));
            data(half, "cont").copyFrom(data(whole, "cont").part(pass, 2));
            half.forward(pass);
            int middle = expected.length / 2;
            assertThat(top(half, "y"))
                    .isEqualTo(Arrays.copyOfRange(expected, pass * middle, (pass + 1) * middle));
        }
        for (int s = 0; s < whole.carried().size(); s++)
            assertThat(half.carried().get(s).toArray()).isEqualTo(whole.carried().get(s).toArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"LSTM", "GRU", "RNN"})
    void exposedStatesAreThoseThatAreCarriedOtherwise(String type) {
        Net carrying = net(type, 3, "");
        Net exposing = net(type, 3, type.equals("LSTM") ? "hc" : "h");
        data(exposing, "x").copyFrom(fill(carrying));
        data(exposing, "cont").copyFrom(data(carrying, "cont"));
        carrying.forward(0);
        exposing.forward(0);
        assertThat(top(exposing, "y")).isEqualTo(top(carrying, "y"));
        assertThat(exposing.carried()).isEmpty();
        assertThat(top(exposing, "h1")).isEqualTo(carrying.carried().get(0).toArray());
        if (type.equals("LSTM"))
            assertThat(top(exposing, "c1")).isEqualTo(carrying.carried().get(1).toArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"LSTM", "GRU", "RNN"})
    void whereContIsZeroNothingIsRemembered(String type) {
        Net net = net(type, 3, "");
        fill(net);
        data(net, "cont").fill(0);
        net.forward(0);
        float[] first = top(net, "y");
        net.forward(1);
        assertThat(top(net, "y")).isEqualTo(first);
        data(net, "cont").fill(1);
        net.forward(2);
        assertThat(top(net, "y")).isNotEqualTo(first);
    }

    /** All weights are 1 and all biases 0, one stream, one output, x = 0.5. */
    @Test
    void oneStepOfALSTM() {
        double gate = sigmoid(0.5 + 0.3);
        double c = gate * -0.2 + gate * tanh(0.5 + 0.3);
        assertThat(step("LSTM", 0.3f, -0.2f)).isCloseTo(gate * tanh(c), within(1e-6));
    }

    @Test
    void oneStepOfAGRU() {
        double gate = sigmoid(0.5 + 0.3);
        double n = tanh(0.5 + gate * 0.3);
        assertThat(step("GRU", 0.3f)).isCloseTo((1 - gate) * n + gate * 0.3, within(1e-6));
    }

    @Test
    void oneStepOfAnRNN() {
        assertThat(step("RNN", 0.3f)).isCloseTo(tanh(tanh(0.5 + 0.3)), within(1e-6));
    }

    private static double sigmoid(double x) {
        return 1 / (1 + exp(-x));
    }

    private static double step(String type, float... states) {
        Net net = net(type, 1, "", 1, 1);
        net.weights().forEach(w -> w.blob().data().fill(w.blob().shape().rank() == 1 ? 0 : 1));
        data(net, "x").fill(0.5f);
        data(net, "cont").fill(1);
        for (int s = 0; s < states.length; s++) net.carried().get(s).fill(states[s]);
        net.forward(0);
        return top(net, "y")[0];
    }

    private static Net net(String type, int steps, String exposed) {
        return net(type, steps, exposed, 2, 5);
    }

    /**
     * @param exposed a letter for each state that is exposed
     */
    private static Net net(String type, int steps, String exposed, int streams, int outputs) {
        var text = new StringBuilder();
        text.append(input("x", steps, streams, outputs)).append(input("cont", steps, streams));
        var places = new StringBuilder();
        for (int i = 0; i < exposed.length(); i++) {
            char state = exposed.charAt(i);
            text.append(input("" + state, 1, streams, outputs));
            places.append("bottom: '%c' top: '%c1' ".formatted(state, state));
        }
        text.append(
                """
                layer { name: 'r' type: '%s' bottom: 'x' bottom: 'cont' top: 'y' %s
                  recurrent_param { num_output: %d expose_hidden: %b
                    weight_filler { type: 'gaussian' std: 0.5 } } }
                """
                        .formatted(type, places, outputs, !exposed.isEmpty()));
        try {
            var plan =
                    NetPlan.of(
                            TextFormat.parse(text, NetParameter.class),
                            NetState.getDefaultInstance());
            return new Net(plan, new Weights(1), Kernels.plain(Workers.single()), 1);
        } catch (TextFormat.ParseException e) {
            throw new AssertionError(text.toString(), e);
        }
    }

    private static String input(String name, int... dims) {
        var shape = new StringBuilder();
        for (int dim : dims) shape.append("dim: ").append(dim).append(' ');
        return "layer { type: 'Input' name: '%s' top: '%s' input_param { shape { %s} } }\n"
                .formatted(name, name, shape);
    }

    /** Random x; one stream goes on, the other begins anew now and then. */
    private static Tensor fill(Net net) {
        Dice dice = Dice.of(7);
        Tensor x = data(net, "x");
        for (int i = 0; i < x.size(); i++) x.set(i, (float) dice.gaussian());
        Tensor cont = data(net, "cont");
        for (int i = 0; i < cont.size(); i++) cont.set(i, i % 5 == 0 ? 0 : 1);
        return x;
    }

    private static Tensor data(Net net, String blob) {
        return net.firstBlob(blob).orElseThrow().data();
    }

    private static float[] top(Net net, String blob) {
        return data(net, blob).toArray();
    }
}
