package jdl.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import jdl.kernel.Window.Axis;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** What every make of kernels is held to in convolutions channel by channel. */
interface DepthwiseContract {

    int IMAGES = 2;
    int CHANNELS = 2;
    int EACH = 2;

    /** Size, kernel, pad, stride, dilation of an axis. */
    List<Axis> AXES =
            List.of(
                    new Axis(5, 3, 0, 1, 1),
                    new Axis(7, 3, 1, 2, 1),
                    new Axis(6, 1, 0, 1, 1),
                    new Axis(9, 3, 2, 1, 2),
                    new Axis(8, 2, 3, 3, 1),
                    new Axis(1, 3, 1, 1, 1),
                    new Axis(2, 5, 4, 1, 1),
                    new Axis(3, 7, 6, 1, 2),
                    new Axis(17, 4, 2, 1, 1),
                    new Axis(85, 5, 2, 1, 1));

    Kernels open(Workers workers);

    /** One product of three floats: places in w, x and y. */
    @FunctionalInterface
    interface Product {
        void meet(int w, int x, int y);
    }

    @Test
    default void eachOutputSeesItsChannel() {
        forWindows(
                (window, w, x, y) -> {
                    double[] expected = doubles(y);
                    products(window, (i, j, k) -> expected[k] += (double) w.get(i) * x.get(j));
                    open(Workers.single()).depthwise(window, w, x, y);
                    assertClose(y, expected, window);
                });
    }

    @Test
    default void slopesFlowBackWhereTheyCameFrom() {
        forWindows(
                (window, w, x, y) -> {
                    double[] expected = doubles(x);
                    products(window, (i, j, k) -> expected[j] += (double) w.get(i) * y.get(k));
                    open(Workers.single()).depthwiseToBottom(window, w, y, x);
                    assertClose(x, expected, window);
                });
    }

    @Test
    default void weightsGetTheSlopesOfAllPlacesAndImages() {
        forWindows(
                (window, w, x, y) -> {
                    double[] expected = doubles(w);
                    products(window, (i, j, k) -> expected[i] += (double) x.get(j) * y.get(k));
                    open(Workers.single()).depthwiseToWeights(window, x, y, w);
                    assertClose(w, expected, window);
                });
    }

    @Test
    default void planesThatDoNotFitAreRefused() {
        var axis = new Axis(4, 3, 1, 1, 1);
        var window = new Window(2, axis, axis);
        assertThatThrownBy(
                        () ->
                                open(Workers.single())
                                        .depthwise(window, random(18), random(32), random(31)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** What a check does with a window and its tensors. */
    @FunctionalInterface
    interface Check {
        void run(Window window, Tensor w, Tensor x, Tensor y);
    }

    private static void forWindows(Check check) {
        for (Axis height : AXES)
            for (Axis width : AXES) {
                var window = new Window(CHANNELS, height, width);
                int taps = height.kernel() * width.kernel();
                check.run(
                        window,
                        random(CHANNELS * EACH * taps),
                        random(IMAGES * CHANNELS * height.size() * width.size()),
                        random(IMAGES * CHANNELS * EACH * window.places()));
            }
    }

    private static Tensor random(int size) {
        return jdl.kernel.Product.random(size);
    }

    /** All products of the definition. */
    private static void products(Window w, Product product) {
        int taps = w.height().kernel() * w.width().kernel();
        int area = w.height().size() * w.width().size();
        for (int plane = 0; plane < IMAGES * CHANNELS * EACH; plane++)
            for (int place = 0; place < w.places(); place++)
                for (int tap = 0; tap < taps; tap++) {
                    int row = at(w.height(), tap / w.width().kernel(), place / w.width().places());
                    int column =
                            at(w.width(), tap % w.width().kernel(), place % w.width().places());
                    if (row < 0 || column < 0) continue;
                    product.meet(
                            plane % (CHANNELS * EACH) * taps + tap,
                            plane / EACH * area + row * w.width().size() + column,
                            plane * w.places() + place);
                }
    }

    private static int at(Axis axis, int tap, int place) {
        int at = place * axis.stride() + tap * axis.dilation() - axis.pad();
        return at < axis.size() ? at : -1;
    }

    private static double[] doubles(Tensor tensor) {
        double[] doubles = new double[tensor.size()];
        for (int i = 0; i < doubles.length; i++) doubles[i] = tensor.get(i);
        return doubles;
    }

    private static void assertClose(Tensor actual, double[] expected, Window window) {
        for (int i = 0; i < expected.length; i++)
            assertThat((double) actual.get(i))
                    .as("%s, %d", window, i)
                    .isCloseTo(expected[i], within(1e-4));
    }
}
