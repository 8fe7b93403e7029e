package jdl.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.kernel.KernelProvider;
import jdl.kernel.KernelProviders;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.tensor.Layout;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What holds for every layer; the test of a type lists cases. */
public interface LayerContract {

    /** Half of the distance of a central difference, and how far it may be off: Caffe's numbers. */
    float STEP = 1e-2f;

    double THRESHOLD = 1e-3;

    /** Differences are taken at this many places of a blob at most. */
    int PLACES = 150;

    Stream<LayerCase> cases();

    @TestFactory
    default Stream<DynamicTest> planTellsTheShapesOfAllTops() {
        return each(
                c -> {
                    List<Shape> tops = c.create().plan().tops();
                    assertThat(tops).hasSize(c.settings().getTopCount());
                    c.expected().ifPresent(shapes -> assertThat(tops).isEqualTo(shapes));
                });
    }

    @TestFactory
    default Stream<DynamicTest> forwardWritesAllTopsAndNothingElse() {
        return each(
                c -> {
                    var rig = new LayerRig(c, plain());
                    List<float[]> before = data(rig);
                    rig.forward();
                    assertThat(data(rig)).usingRecursiveComparison().isEqualTo(before);
                    if (!List.of("Input", "MemoryData").contains(c.settings().getType()))
                        rig.tops().forEach(top -> assertThat(top).doesNotContain(Float.NaN));
                });
    }

    @TestFactory
    default Stream<DynamicTest> gradientAgreesWithDifferences() {
        return each(
                c -> {
                    var rig = new LayerRig(c, plain()).backward();
                    List<float[]> slopes = rig.diffs();
                    for (int b = 0; b < slopes.size(); b++)
                        checkSlopes(c, rig, rig.learning().get(b).data(), slopes.get(b));
                });
    }

    private static void checkSlopes(LayerCase c, LayerRig rig, Tensor data, float[] slopes) {
        int stride = Math.max(1, slopes.length / PLACES) | 1;
        for (int i = 0; i < slopes.length; i += stride) {
            float x = data.get(i);
            data.set(i, x + STEP);
            double above = rig.objective();
            data.set(i, x - STEP);
            double below = rig.objective();
            data.set(i, x);
            double difference = (above - below) / (2 * STEP);
            double scale = Math.max(1, Math.max(Math.abs(difference), Math.abs(slopes[i])));
            assertThat((double) slopes[i])
                    .as("slope %d of %s in %s", i, data.shape(), c)
                    .isCloseTo(difference, within(THRESHOLD * scale));
        }
    }

    @TestFactory
    default Stream<DynamicTest> gradientsAddToWhatIsThere() {
        return each(
                c -> {
                    List<float[]> once = new LayerRig(c, plain()).backward().diffs();
                    var rig = new LayerRig(c, plain());
                    rig.learning().forEach(blob -> blob.diff().fill(0.5f));
                    List<float[]> twice = rig.backward().backward().diffs();
                    for (int b = 0; b < once.size(); b++)
                        for (int i = 0; i < once.get(b).length; i++) {
                            float whole = 0.5f + 2 * once.get(b)[i];
                            assertThat(twice.get(b)[i]).isCloseTo(whole, within(close(whole)));
                        }
                });
    }

    @TestFactory
    default Stream<DynamicTest> forwardTwiceGivesTheSameBits() {
        return each(
                c -> {
                    var rig = new LayerRig(c, plain()).forward();
                    List<float[]> first = rig.tops();
                    assertSameBits(rig.forward().tops(), first);
                });
    }

    @TestFactory
    default Stream<DynamicTest> bitsDoNotDependOnTheNumberOfThreads() {
        return each(
                c ->
                        usable().forEach(
                                        provider -> {
                                            List<float[]> one = run(c, provider, 1);
                                            assertSameBits(run(c, provider, 2), one);
                                            assertSameBits(run(c, provider, 4), one);
                                        }));
    }

    @TestFactory
    default Stream<DynamicTest> allKernelsAgreeWithThePlainOnes() {
        return each(
                c -> {
                    var plain = new LayerRig(c, plain()).backward();
                    List<float[]> truth = outcome(plain);
                    usable().forEach(provider -> assertClose(run(c, provider, 1), truth));
                });
    }

    @TestFactory
    default Stream<DynamicTest> otherLayoutsAgreeWithThePlainOne() {
        return each(
                c -> {
                    List<float[]> truth = outcome(new LayerRig(c, plain()).backward());
                    for (Layout layout : Layout.values())
                        c.create()
                                .in(layout)
                                .ifPresent(
                                        layer ->
                                                usable().forEach(
                                                                provider ->
                                                                        checkLayout(
                                                                                c, layer, layout,
                                                                                provider, truth)));
                });
    }

    private static void checkLayout(
            LayerCase c, Layer layer, Layout layout, KernelProvider provider, List<float[]> truth) {
        List<float[]> one = run(c, layer, layout, provider, 1);
        assertClose(one, truth);
        assertSameBits(run(c, layer, layout, provider, 2), one);
        assertSameBits(run(c, layer, layout, provider, 4), one);
    }

    @TestFactory
    default Stream<DynamicTest> aFreshDiffIsStored() {
        return each(
                c ->
                        usable().forEach(
                                        provider -> {
                                            Kernels kernels = provider.open(Workers.single());
                                            var added = new LayerRig(c, kernels).backward();
                                            var stored = new LayerRig(c, kernels).backwardFresh();
                                            assertClose(stored.diffs(), added.diffs());
                                        }));
    }

    @TestFactory
    default Stream<DynamicTest> aGradientDoesNotDependOnWhoElseWantsOne() {
        return each(
                c -> {
                    var all = new LayerRig(c, plain()).backward();
                    for (int i = 0; i < all.inputs().size(); i++) {
                        if (!all.inputs().get(i).hasDiff()) continue;
                        int wanted = i;
                        var one = new LayerRig(c, plain(), k -> k == wanted).backward();
                        assertThat(one.inputs().get(i).diff().toArray())
                                .isEqualTo(all.inputs().get(i).diff().toArray());
                    }
                });
    }

    @TestFactory
    default Stream<DynamicTest> aWrongNumberOfBottomsIsRefused() {
        return each(
                c -> {
                    int wrong = c.bottoms().isEmpty() ? 1 : 0;
                    List<Shape> shapes = Collections.nCopies(wrong, Shape.of(2, 3, 4, 4));
                    assertThatThrownBy(() -> c.type().create(c.settings(), shapes))
                            .isInstanceOf(Failure.class)
                            .hasMessageContaining("bottoms, but got " + wrong);
                });
    }

    private Stream<DynamicTest> each(Consumer<LayerCase> check) {
        return cases().map(c -> DynamicTest.dynamicTest(c.toString(), () -> check.accept(c)));
    }

    private static Kernels plain() {
        return Kernels.plain(Workers.single());
    }

    private static List<KernelProvider> usable() {
        return KernelProviders.installed().all().stream()
                .filter(provider -> provider.whyNot().isEmpty())
                .toList();
    }

    private static List<float[]> run(LayerCase c, KernelProvider provider, int threads) {
        try (Workers workers = Workers.of(threads)) {
            return outcome(new LayerRig(c, provider.open(workers)).backward());
        }
    }

    private static List<float[]> run(
            LayerCase c, Layer layer, Layout layout, KernelProvider provider, int threads) {
        try (Workers workers = Workers.of(threads)) {
            return outcome(new LayerRig(c, layer, layout, provider.open(workers)).backwardFresh());
        }
    }

    private static List<float[]> outcome(LayerRig rig) {
        var memory = rig.memory().stream().map(Tensor::toArray);
        return Stream.concat(Stream.concat(rig.tops().stream(), rig.diffs().stream()), memory)
                .toList();
    }

    private static List<float[]> data(LayerRig rig) {
        return rig.constants().stream().map(Tensor::toArray).toList();
    }

    private static void assertSameBits(List<float[]> actual, List<float[]> expected) {
        for (int b = 0; b < expected.size(); b++)
            assertThat(actual.get(b)).isEqualTo(expected.get(b));
    }

    private static void assertClose(List<float[]> actual, List<float[]> expected) {
        for (int b = 0; b < expected.size(); b++) {
            float[] truth = expected.get(b);
            float[] value = actual.get(b);
            float limit = close(largest(truth));
            assertThat(
                            IntStream.range(0, truth.length)
                                    .filter(i -> !near(value[i], truth[i], limit)))
                    .isEmpty();
        }
    }

    private static boolean near(float value, float truth, float limit) {
        return Float.compare(value, truth) == 0 || Math.abs(value - truth) <= limit;
    }

    private static float largest(float[] values) {
        float largest = 0;
        for (float value : values) largest = Math.max(largest, Math.abs(value));
        return largest;
    }

    private static float close(float value) {
        return 1e-5f * Math.max(1, Math.abs(value));
    }
}
