package jdl.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import jdl.kernel.Window.Axis;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** What every make of kernels is held to in convolutions with the batch innermost. */
interface BatchContract {

    /** Around the vector's length; four vectors, and more. */
    List<Integer> BATCHES = List.of(1, 3, 7, 8, 16, 17, 33, 64, 100);

    /** Size, kernel, pad, stride, dilation of an axis. */
    List<Axis> AXES =
            List.of(
                    new Axis(6, 3, 0, 1, 1),
                    new Axis(5, 3, 1, 1, 1),
                    new Axis(7, 3, 1, 2, 1),
                    new Axis(5, 2, 3, 3, 1),
                    new Axis(7, 3, 2, 1, 2),
                    new Axis(4, 1, 0, 2, 1),
                    new Axis(2, 5, 4, 1, 1));

    Kernels open(Workers workers);

    @Test
    default void outputsAreTheSumsOfWhatTheirTapsSee() {
        forConvolutions(
                (c, w, x, y) -> {
                    Tensor b = random(c.outputs());
                    double[] expected = new double[y.size()];
                    int plane = y.size() / c.outputs();
                    for (int i = 0; i < expected.length; i++) expected[i] = b.get(i / plane);
                    products(c, (i, j, k) -> expected[k] += (double) w.get(i) * x.get(j));
                    open(Workers.single()).batchToTop(c, w, b, x, y, 1);
                    assertClose(y, expected, c);
                });
    }

    @Test
    default void whatIsBelowZeroIsBent() {
        forConvolutions(
                (c, w, x, y) -> {
                    Tensor b = random(c.outputs());
                    Kernels kernels = open(Workers.single());
                    kernels.batchToTop(c, w, b, x, y, 1);
                    float[] straight = y.toArray();
                    kernels.batchToTop(c, w, b, x, y, 0.25f);
                    for (int i = 0; i < straight.length; i++)
                        assertThat(y.get(i))
                                .isEqualTo(straight[i] < 0 ? straight[i] * 0.25f : straight[i]);
                });
    }

    @Test
    default void slopesOfTheBottomAreAddedOrStored() {
        forConvolutions(
                (c, w, x, y) -> {
                    double[] added = doubles(x);
                    products(c, (i, j, k) -> added[j] += (double) w.get(i) * y.get(k));
                    double[] stored = doubles(x);
                    for (int i = 0; i < stored.length; i++) stored[i] = added[i] - stored[i];
                    Kernels kernels = open(Workers.single());
                    kernels.batchToBottom(c, w, y, x, false);
                    assertClose(x, added, c);
                    x.fill(Float.NaN);
                    kernels.batchToBottom(c, w, y, x, true);
                    assertClose(x, stored, c);
                });
    }

    @Test
    default void slopesOfTheWeightsAreAddedUpOverPlacesAndImages() {
        forConvolutions(
                (c, w, x, y) -> {
                    double[] expected = doubles(w);
                    products(c, (i, j, k) -> expected[i] += (double) x.get(j) * y.get(k));
                    open(Workers.single()).batchToWeights(c, x, y, w);
                    assertClose(w, expected, c);
                });
    }

    @Test
    default void batchesThatDoNotFitAreRefused() {
        var c = convolution(new Axis(4, 3, 1, 1, 1), new Axis(4, 3, 1, 1, 1), 1, 16);
        Tensor w = random(c.outputs() * c.channels() * 9);
        assertThatThrownBy(
                        () -> open(Workers.single()).batchToTop(c, w, w, random(7), random(7), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** What a check does with a convolution and its tensors. */
    @FunctionalInterface
    interface Check {
        void run(BatchConvolution c, Tensor w, Tensor x, Tensor y);
    }

    private static void forConvolutions(Check check) {
        for (int batch : BATCHES)
            for (int i = 0; i < AXES.size(); i++)
                for (int j = 0; j < 2; j++) {
                    Axis height = AXES.get(i);
                    Axis width = AXES.get((i + 3 * j) % AXES.size());
                    var c = convolution(height, width, 1 + (i + j) % 2, batch);
                    check.run(
                            c,
                            random(c.outputs() * c.channels() * c.taps()),
                            random(c.window().channels() * height.size() * width.size() * batch),
                            random(c.outputs() * c.window().places() * batch));
                }
    }

    /** One group of five channels and seven outputs, or two of one and four. */
    private static BatchConvolution convolution(Axis height, Axis width, int groups, int batch) {
        var window = new Window(groups == 1 ? 5 : 2, height, width);
        return BatchConvolution.of(window, groups == 1 ? 7 : 8, groups, batch);
    }

    /** All products of the definition: places in w, x and y. */
    private static void products(BatchConvolution c, DepthwiseContract.Product product) {
        Axis height = c.window().height();
        Axis width = c.window().width();
        int each = c.outputs() / c.groups();
        for (int o = 0; o < c.outputs(); o++)
            for (int channel = 0; channel < c.channels(); channel++)
                for (int tap = 0; tap < c.taps(); tap++)
                    for (int place = 0; place < c.window().places(); place++) {
                        int row = at(height, tap / width.kernel(), place / width.places());
                        int column = at(width, tap % width.kernel(), place % width.places());
                        if (row < 0 || column < 0) continue;
                        int seen = (o / each * c.channels() + channel) * height.size() + row;
                        int w = (o * c.channels() + channel) * c.taps() + tap;
                        int x = (seen * width.size() + column) * c.batch();
                        int y = (o * c.window().places() + place) * c.batch();
                        for (int n = 0; n < c.batch(); n++) product.meet(w, x + n, y + n);
                    }
    }

    private static int at(Axis axis, int tap, int place) {
        int at = place * axis.stride() + tap * axis.dilation() - axis.pad();
        return at < axis.size() ? at : -1;
    }

    private static Tensor random(int size) {
        Tensor all = jdl.kernel.Product.random(size + 3);
        return new Tensor(Shape.of(size), all.array(), all.offset() + 3);
    }

    private static double[] doubles(Tensor tensor) {
        return IntStream.range(0, tensor.size()).mapToDouble(tensor::get).toArray();
    }

    private static void assertClose(Tensor actual, double[] expected, BatchConvolution c) {
        for (int i = 0; i < expected.length; i++)
            assertThat((double) actual.get(i))
                    .as("%s, %s×%s, %d", c.window(), c.outputs(), c.batch(), i)
                    .isCloseTo(expected[i], within(1e-3));
    }
}
