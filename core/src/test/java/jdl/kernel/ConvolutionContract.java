package jdl.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import jdl.kernel.ConvolutionKernels.Finish;
import jdl.kernel.Window.Axis;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What every make of kernels is held to in convolutions of images whose channels lie last. */
interface ConvolutionContract {

    /** Size, kernel, pad, stride, dilation of an axis; of the last one the kernel sees only pad. */
    List<Axis> AXES =
            List.of(
                    new Axis(5, 3, 1, 1, 1),
                    new Axis(7, 3, 0, 2, 1),
                    new Axis(6, 1, 0, 1, 1),
                    new Axis(9, 3, 2, 1, 2),
                    new Axis(8, 2, 3, 3, 1),
                    new Axis(5, 1, 0, 3, 1),
                    new Axis(2, 5, 4, 1, 1),
                    new Axis(1, 3, 1, 2, 1),
                    new Axis(9, 5, 2, 4, 3),
                    new Axis(1, 1, 3, 8, 1));

    /** Images, channels, outputs, groups: around a vector, a tile, a panel. */
    List<List<Integer>> BLOCKS =
            List.of(
                    List.of(1, 1, 1, 1),
                    List.of(2, 3, 20, 1),
                    List.of(1, 16, 17, 1),
                    List.of(1, 20, 33, 1),
                    List.of(1, 5, 65, 1),
                    List.of(2, 6, 4, 2),
                    List.of(1, 40, 34, 2),
                    List.of(2, 3, 3, 3),
                    List.of(2, 16, 16, 16),
                    List.of(1, 37, 37, 37));

    Axis LINE = new Axis(14, 3, 1, 1, 1);

    Axis SMALL = new Axis(4, 3, 1, 1, 1);

    Axis WIDE = new Axis(37, 3, 1, 1, 1);

    Kernels open(Workers workers);

    /** One product of three floats: places in w, x and y. */
    @FunctionalInterface
    interface Meeting {
        void of(int w, int x, int y);
    }

    /** The sizes with tensors that fit. */
    record Sizes(Convolution c, Tensor w, Tensor x, Tensor y, Tensor scratch) {

        static Sizes of(Convolution c) {
            return new Sizes(
                    c,
                    jdl.kernel.Product.random(c.outputs() * c.seen() * c.taps()),
                    jdl.kernel.Product.random(c.images() * c.area() * c.channels()),
                    jdl.kernel.Product.random(c.images() * c.places() * c.outputs()),
                    Tensor.zeros(Shape.of(c.scratch())));
        }

        void convolve(Kernels kernels, Finish finish) {
            kernels.convolve(c, w, scratch, x, y, finish);
        }

        void convolvePrepared(Kernels kernels, Finish finish) {
            Tensor prepared = Tensor.zeros(Shape.of(c.prepared()));
            kernels.prepare(c, w, prepared);
            kernels.convolvePrepared(c, prepared, scratch, x, y, finish);
        }

        void toBottom(Kernels kernels, boolean add) {
            kernels.convolveToBottom(c, w, scratch, y, x, add);
        }

        void toWeights(Kernels kernels, boolean add) {
            kernels.convolveToWeights(c, x, scratch, y, w, add);
        }
    }

    @TestFactory
    default Stream<DynamicTest> anOutputIsTheSumOverItsWindowAndItsBiasPerhapsBent() {
        return each(
                c -> {
                    Sizes s = Sizes.of(c);
                    Tensor bias = jdl.kernel.Product.random(c.outputs());
                    double[] expected = new double[s.y.size()];
                    for (int i = 0; i < expected.length; i++)
                        expected[i] = bias.get(i % c.outputs());
                    walk(c, (i, j, k) -> expected[k] += (double) s.w.get(i) * s.x.get(j));
                    s.convolve(open(Workers.single()), new Finish(bias, 1));
                    assertClose(s.y, expected);
                    for (int i = 0; i < expected.length; i++)
                        expected[i] *= expected[i] < 0 ? 0.25 : 1;
                    s.convolve(open(Workers.single()), new Finish(bias, 0.25f));
                    assertClose(s.y, expected);
                    s.y.fill(Float.NaN);
                    s.convolvePrepared(open(Workers.single()), new Finish(bias, 0.25f));
                    assertClose(s.y, expected);
                });
    }

    @TestFactory
    default Stream<DynamicTest> slopesOfTheBottomAreStoredOrAdded() {
        return each(
                c -> {
                    Sizes s = Sizes.of(c);
                    double[] expected = new double[s.x.size()];
                    walk(c, (i, j, k) -> expected[j] += (double) s.w.get(i) * s.y.get(k));
                    s.toBottom(open(Workers.single()), false);
                    assertClose(s.x, expected);
                    s.toBottom(open(Workers.single()), true);
                    for (int i = 0; i < expected.length; i++) expected[i] *= 2;
                    assertClose(s.x, expected);
                });
    }

    @TestFactory
    default Stream<DynamicTest> slopesOfTheWeightsAreStoredOrAdded() {
        return each(
                c -> {
                    Sizes s = Sizes.of(c);
                    double[] expected = new double[s.w.size()];
                    walk(c, (i, j, k) -> expected[i] += (double) s.x.get(j) * s.y.get(k));
                    s.toWeights(open(Workers.single()), false);
                    assertClose(s.w, expected);
                    s.toWeights(open(Workers.single()), true);
                    for (int i = 0; i < expected.length; i++) expected[i] *= 2;
                    assertClose(s.w, expected);
                });
    }

    @TestFactory
    default Stream<DynamicTest> convolutionsOnOneThreadAndOnThreeGiveTheSameBits() {
        return each(
                c -> {
                    List<float[]> one = results(Sizes.of(c), open(Workers.single()));
                    try (Workers workers = Workers.of(3)) {
                        List<float[]> three = results(Sizes.of(c), open(workers));
                        for (int i = 0; i < 4; i++) assertThat(three.get(i)).isEqualTo(one.get(i));
                    }
                });
    }

    private static List<float[]> results(Sizes s, Kernels kernels) {
        s.convolve(kernels, Finish.NONE);
        float[] y = s.y.toArray();
        s.convolvePrepared(kernels, Finish.NONE);
        float[] prepared = s.y.toArray();
        s.toBottom(kernels, true);
        s.toWeights(kernels, true);
        return List.of(y, prepared, s.x.toArray(), s.w.toArray());
    }

    private static Stream<DynamicTest> each(Consumer<Convolution> check) {
        var sizes = new ArrayList<Convolution>();
        for (Axis height : AXES)
            for (Axis width : AXES) sizes.add(new Convolution(2, 3, 18, 1, height, width));
        for (Axis axis : AXES) sizes.add(new Convolution(2, 33, 33, 33, axis, LINE));
        for (Axis axis : AXES) sizes.add(new Convolution(3, 18, 18, 18, LINE, axis));
        for (List<Integer> b : BLOCKS)
            for (Axis axis : List.of(LINE, AXES.get(1), AXES.get(2), AXES.get(3)))
                sizes.add(new Convolution(b.get(0), b.get(1), b.get(2), b.get(3), axis, axis));
        sizes.add(new Convolution(3, 130, 70, 1, AXES.get(2), LINE)); // several stretches of depth
        sizes.add(new Convolution(1, 70, 130, 1, LINE, LINE));
        sizes.add(new Convolution(2, 160, 100, 1, SMALL, SMALL)); // weights beyond a cache
        sizes.add(new Convolution(2, 256, 3, 1, AXES.get(5), AXES.get(2))); // pixels with a stride
        sizes.add(new Convolution(7, 65, 7, 1, LINE, LINE)); // pixels beyond a cache
        sizes.add(new Convolution(2, 5, 16, 1, LINE, WIDE)); // long rows
        sizes.add(new Convolution(1, 17, 3, 1, WIDE, WIDE));
        return sizes.stream()
                .map(c -> DynamicTest.dynamicTest(c.toString(), () -> check.accept(c)));
    }

    /** All products of the definition. */
    private static void walk(Convolution c, Meeting meeting) {
        for (int place = 0; place < c.images() * c.places(); place++)
            for (int tap = 0; tap < c.taps(); tap++) {
                int row = place % c.places() / c.width().places();
                int y = at(c.height(), tap / c.width().kernel(), row);
                int x = at(c.width(), tap % c.width().kernel(), place % c.width().places());
                if (y < 0 || x < 0) continue;
                int pixel = place / c.places() * c.area() + y * c.width().size() + x;
                for (int o = 0; o < c.outputs(); o++)
                    for (int i = 0; i < c.seen(); i++)
                        meeting.of(
                                (o * c.seen() + i) * c.taps() + tap,
                                pixel * c.channels() + o / c.made() * c.seen() + i,
                                place * c.outputs() + o);
            }
    }

    private static int at(Axis axis, int tap, int place) {
        int at = place * axis.stride() + tap * axis.dilation() - axis.pad();
        return at < axis.size() ? at : -1;
    }

    private static void assertClose(Tensor actual, double[] expected) {
        double largest = 1;
        for (double value : expected) largest = Math.max(largest, Math.abs(value));
        for (int i = 0; i < expected.length; i++)
            assertThat((double) actual.get(i))
                    .as("%d", i)
                    .isCloseTo(expected[i], within(1e-5 * largest));
    }
}
