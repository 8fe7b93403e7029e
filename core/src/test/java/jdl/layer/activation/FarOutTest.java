package jdl.layer.activation;

import static java.lang.Math.abs;
import static java.lang.Math.exp;
import static java.lang.Math.log1p;
import static java.lang.Math.max;
import static java.lang.Math.min;
import static java.lang.Math.tanh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.TextFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import jdl.kernel.KernelProviders;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.layer.Clock;
import jdl.layer.Layer;
import jdl.layer.LayerTypes;
import jdl.layer.Ports;
import jdl.proto.LayerParameter;
import jdl.tensor.Blob;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The activations as their papers write them, from zero to the ends of what a float can be. */
class FarOutTest {

    private static final float[] PLACES = {
        0,
        1e-30f,
        1e-6f,
        0.1f,
        0.7f,
        1,
        2,
        3,
        5,
        10,
        19,
        21,
        50,
        88,
        100,
        1e4f,
        0x1p43f,
        0x1p66f,
        0x1.8p127f
    };

    /** Written in double precision, so that what overflows a float does not overflow here. */
    private static final Map<String, DoubleUnaryOperator> PAPERS =
            Map.ofEntries(
                    Map.entry("type: 'GELU' gelu_param { approximate: true }", FarOutTest::gelu),
                    Map.entry("type: 'GELU'", x -> x * jdl.kernel.NormalCdf.precise(x)),
                    Map.entry("type: 'Mish'", x -> x * tanh(softplus(x))),
                    Map.entry("type: 'SELU'", x -> 1.0507009873554805 * elu(1.6732632423543772, x)),
                    Map.entry("type: 'ELU'", x -> elu(1, x)),
                    Map.entry("type: 'HardSwish'", x -> x * min(max(x + 3, 0), 6) / 6),
                    Map.entry("type: 'Softplus'", FarOutTest::softplus),
                    Map.entry(
                            "type: 'Softplus' softplus_param { beta: 3 }",
                            x -> softplus(3 * x) / 3),
                    Map.entry("type: 'BNLL'", FarOutTest::softplus),
                    Map.entry("type: 'Swish'", x -> x * sigmoid(x)),
                    Map.entry("type: 'Swish' swish_param { beta: -2 }", x -> x * sigmoid(-2 * x)),
                    Map.entry("type: 'Sigmoid'", FarOutTest::sigmoid),
                    Map.entry("type: 'TanH'", Math::tanh));

    private static double gelu(double x) {
        return x / 2 * (1 + tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
    }

    private static double softplus(double x) {
        return max(x, 0) + log1p(exp(-abs(x)));
    }

    private static double elu(double alpha, double x) {
        return x > 0 ? x : alpha * Math.expm1(x);
    }

    private static double sigmoid(double x) {
        return 1 / (1 + exp(-x));
    }

    @TestFactory
    Stream<DynamicTest> valuesAndSlopesAreThePapers() {
        return PAPERS.entrySet().stream()
                .map(
                        e ->
                                DynamicTest.dynamicTest(
                                        e.getKey(), () -> check(e.getKey(), e.getValue())));
    }

    private static void check(String type, DoubleUnaryOperator paper) throws Exception {
        for (var provider : KernelProviders.installed().all()) {
            if (provider.whyNot().isPresent()) continue;
            Blob x = Blob.of(places(), Tensor.zeros(places().shape()));
            Tensor y = run(type, x, provider.open(Workers.single()));
            for (int i = 0; i < y.size(); i++) {
                double at = x.data().get(i);
                double value = paper.applyAsDouble(at);
                assertThat((double) y.get(i))
                        .as("value at %s", at)
                        .isCloseTo(value, within(1e-6 + 3e-6 * abs(value)));
                double step = 1e-4 * max(1, abs(at));
                double slope =
                        (paper.applyAsDouble(at + step) - paper.applyAsDouble(at - step))
                                / (2 * step);
                if (abs(at) > 1e-3 && abs(at) != 3)
                    assertThat((double) x.diff().get(i))
                            .as("slope at %s", at)
                            .isCloseTo(slope, within(2e-4));
                assertThat(x.diff().get(i)).as("slope at %s", at).isFinite();
            }
        }
    }

    private static Tensor places() {
        Tensor places = Tensor.zeros(Shape.of(2 * PLACES.length));
        for (int i = 0; i < PLACES.length; i++) {
            places.set(2 * i, PLACES[i]);
            places.set(2 * i + 1, -PLACES[i]);
        }
        return places;
    }

    /** Forward, and backward with ones. */
    private static Tensor run(String type, Blob x, Kernels kernels) throws Exception {
        var settings = TextFormat.parse(type + " top: 'y'", LayerParameter.class);
        Shape shape = x.data().shape();
        Layer layer =
                LayerTypes.installed().get(settings.getType()).create(settings, List.of(shape));
        float[] ones = new float[shape.count()];
        Arrays.fill(ones, 1);
        Blob y = Blob.of(Tensor.zeros(shape), new Tensor(shape, ones, 0));
        var none = List.<Tensor>of();
        var ports =
                new Ports(
                        kernels,
                        List.of(x),
                        List.of(y),
                        List.of(),
                        none,
                        none,
                        none,
                        new Clock(true, 1, 1));
        layer.forward(ports);
        layer.backward(ports);
        return y.data();
    }
}
