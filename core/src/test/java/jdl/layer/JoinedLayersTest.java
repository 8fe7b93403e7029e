package jdl.layer;

import static jdl.layer.LayerCase.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.tensor.Blob;
import jdl.tensor.Dice;
import jdl.tensor.Layout;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** A layer and the next, one after the other and as one. */
class JoinedLayersTest {

    private static final List<Kernels> KERNELS =
            List.of(Kernels.plain(Workers.single()), Kernels.best(Workers.single()));
    private static final int[] IMAGES = {3, 5, 4, 7};
    private static final String CONVOLUTION =
            "{type: \"Convolution\" convolution_param { num_output: 6 kernel_size: 3 pad: 1 }}";
    private static final String GROUPS =
            "{type: \"Convolution\" convolution_param { num_output: 5 group: 5 kernel_size: 3 }}";
    private static final String TURNED =
            "{type: \"Deconvolution\" convolution_param { num_output: 6 kernel_size: 2 }}";
    private static final String PRODUCT =
            "{type: \"InnerProduct\" inner_product_param { num_output: 6 }}";
    private static final String RELU = "{type: \"ReLU\" relu_param { negative_slope: 0.25 }}";

    @Test
    void aNormAndAReluAreOneLayerOfTheSameBits() {
        assertJoined(0, List.of("{type: \"BatchNorm\"}", RELU), true);
    }

    @Test
    void aNormItsScaleAndAReluAreOneLayer() {
        String scale = "{type: \"Scale\" scale_param { bias_term: true }}";
        for (boolean training : List.of(true, false))
            assertJoined(1e-4, List.of("{type: \"BatchNorm\"}", scale, RELU), training);
    }

    @Test
    void formulasAreOneFormulaOfTheSameBits() {
        assertJoined(0, List.of("{type: \"TanH\"}", RELU), true);
        assertJoined(1e-4, List.of("{type: \"Sigmoid\"}", "{type: \"TanH\"}"), true);
    }

    @Test
    void aConvolutionOrAnInnerProductAndAReluAreOneLayer() {
        for (String first : List.of(CONVOLUTION, GROUPS, TURNED, PRODUCT))
            assertJoined(0, List.of(first, RELU), true);
    }

    @Test
    void aScaleAlongOtherAxesDoesNotJoin() {
        Layer norm = create("{type: \"BatchNorm\"}");
        assertThat(norm.then(create("{type: \"Scale\" scale_param { axis: 2 }}"))).isEmpty();
        assertThat(norm.then(create("{type: \"TanH\"}"))).isEmpty();
    }

    private static void assertJoined(double error, List<String> types, boolean training) {
        List<Layer> layers = chain(types);
        Layer joined = layers.get(0);
        for (Layer next : layers.subList(1, layers.size()))
            joined = joined.then(next).orElseThrow();
        for (Layout layout : Layout.values()) {
            if (layers.stream().anyMatch(layer -> layer.in(layout).isEmpty())) continue;
            var one = in(layout, List.of(joined));
            var apart = in(layout, layers);
            for (Kernels kernels : KERNELS)
                assertSame(error, run(kernels, one, training), run(kernels, apart, training));
        }
    }

    private static void assertSame(double error, List<float[]> one, List<float[]> apart) {
        assertThat(one).hasSameSizeAs(apart);
        for (int i = 0; i < one.size(); i++)
            for (int j = 0; j < one.get(i).length; j++)
                assertThat(one.get(i)[j]).isCloseTo(apart.get(i)[j], within((float) error));
    }

    private static List<Layer> in(Layout layout, List<Layer> layers) {
        return layers.stream().map(layer -> layer.in(layout).orElseThrow()).toList();
    }

    /** Each reads what the one before it writes. */
    private static List<Layer> chain(List<String> types) {
        var layers = new ArrayList<Layer>();
        int[] shape = IMAGES;
        for (String type : types) {
            layers.add(layer(type).bottom(shape).create());
            Shape top = layers.get(layers.size() - 1).plan().tops().get(0);
            shape = IntStream.range(0, top.rank()).map(top::dim).toArray();
        }
        return layers;
    }

    private static Layer create(String type) {
        return layer(type).bottom(IMAGES).create();
    }

    /** The last top, the first bottom's diff, all weights and their diffs. */
    private static List<float[]> run(Kernels kernels, List<Layer> layers, boolean training) {
        var blobs = new ArrayList<>(List.of(random(Shape.of(IMAGES), 1)));
        var ports = new ArrayList<Ports>();
        var weights = new ArrayList<Blob>();
        for (Layer layer : layers) {
            int first = weights.size();
            for (WeightSpec spec : layer.plan().weights())
                weights.add(random(spec.shape(), 2 + weights.size()));
            Blob top = random(layer.plan().tops().get(0), 0);
            ports.add(
                    ports(
                            kernels,
                            layer,
                            blobs.get(blobs.size() - 1),
                            top,
                            weights,
                            first,
                            training));
            blobs.add(top);
            layer.forward(ports.get(ports.size() - 1));
        }
        for (Blob blob : blobs) blob.diff().fill(0);
        Blob last = blobs.get(blobs.size() - 1);
        last.diff().copyFrom(last.data());
        for (int i = layers.size() - 1; i >= 0; i--) layers.get(i).backward(ports.get(i));
        var found = new ArrayList<>(List.of(last.data().toArray()));
        found.add(blobs.get(0).diff().toArray());
        for (Blob weight : weights) {
            found.add(weight.data().toArray());
            found.add(weight.diff().toArray());
        }
        return found;
    }

    private static Ports ports(
            Kernels kernels,
            Layer layer,
            Blob x,
            Blob y,
            List<Blob> weights,
            int first,
            boolean training) {
        Plan plan = layer.plan();
        return new Ports(
                kernels,
                List.of(x),
                List.of(y),
                List.copyOf(weights.subList(first, weights.size())),
                plan.saved().stream().map(Tensor::zeros).toList(),
                plan.scratch().stream().map(Tensor::zeros).toList(),
                List.of(),
                new Clock(training, 42, 7));
    }

    private static Blob random(Shape shape, int seed) {
        Tensor data = Tensor.zeros(shape);
        Dice dice = Dice.of(1702, seed);
        for (int i = 0; i < data.size(); i++) data.set(i, 0.5f + Math.abs((float) dice.gaussian()));
        if (shape.rank() == 4) for (int i = 0; i < data.size(); i += 2) data.set(i, -data.get(i));
        return Blob.of(data, Tensor.zeros(shape));
    }
}
