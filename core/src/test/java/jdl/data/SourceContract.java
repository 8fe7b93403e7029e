package jdl.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jdl.layer.Clock;
import jdl.proto.LayerParameter;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What holds for every source; a test of a kind of source lists some. */
public interface SourceContract {

    /** More than any source in a test has. */
    OptionalInt MIXED_CLASSES = OptionalInt.of(2000);

    Stream<SourceCase> sources();

    /** A source, and whether opening it again gives the same samples. */
    record SourceCase(String name, Source source, Source again) {}

    @TestFactory
    default Stream<DynamicTest> hasSamplesOfThreeAxes() {
        return each(
                c -> {
                    assertThat(c.source.size()).isPositive();
                    Column first = c.source.columns().get(0);
                    assertThat(first.shape().rank()).isEqualTo(3);
                    assertThat(first.shape().count()).isPositive();
                });
    }

    @TestFactory
    default Stream<DynamicTest> givesWholeNumbersBetween0And255() {
        return each(
                c -> {
                    for (int i : somePlaces(c.source))
                        for (float value : pixels(c.source, i)) {
                            assertThat(value).isBetween(0f, 255f);
                            assertThat(value).isEqualTo((float) Math.floor(value));
                        }
                });
    }

    @TestFactory
    default Stream<DynamicTest> givesTheSameWhenOpenedAgainAndReadBackwards() {
        return each(
                c -> {
                    int[] places = somePlaces(c.source);
                    float[][] forward = new float[places.length][];
                    for (int i = 0; i < places.length; i++)
                        forward[i] = pixels(c.source, places[i]);
                    for (int i = places.length - 1; i >= 0; i--) {
                        assertThat(pixels(c.again, places[i])).isEqualTo(forward[i]);
                        assertThat(c.again.label(places[i])).isEqualTo(c.source.label(places[i]));
                        assertThat(c.again.key(places[i])).isEqualTo(c.source.key(places[i]));
                    }
                });
    }

    @TestFactory
    default Stream<DynamicTest> givesManyThreadsTheSameAsOne() {
        return each(
                c -> {
                    int[] places = somePlaces(c.source);
                    float[][] alone =
                            Arrays.stream(places)
                                    .mapToObj(i -> pixels(c.again, i))
                                    .toArray(float[][]::new);
                    IntStream.range(0, 8 * places.length)
                            .parallel()
                            .forEach(
                                    i -> {
                                        int at = i % places.length;
                                        assertThat(pixels(c.source, places[at]))
                                                .isEqualTo(alone[at]);
                                    });
                });
    }

    @TestFactory
    default Stream<DynamicTest> namesEachSampleAndLabelsItFromZeroUp() {
        return each(
                c -> {
                    Set<String> keys = new HashSet<>();
                    for (int i : somePlaces(c.source)) {
                        assertThat(keys.add(c.source.key(i))).isTrue();
                        assertThat(c.source.label(i)).isNotNegative();
                    }
                });
    }

    @TestFactory
    default Stream<DynamicTest> aResumedRunSeesTheSamePixelsInTheSameOrder() {
        return each(
                c -> {
                    Samples straight = shuffled(c.source);
                    Samples resumed = shuffled(c.again);
                    for (int pass = 0; pass < 5; pass++) batch(straight, pass);
                    for (int pass = 5; pass < 8; pass++) {
                        var one = batch(straight, pass);
                        var other = batch(resumed, pass);
                        for (int t = 0; t < one.size(); t++)
                            assertThat(other.get(t).toArray()).isEqualTo(one.get(t).toArray());
                    }
                });
    }

    @TestFactory
    default Stream<DynamicTest> aResumedRunMixesTheSameSamples() {
        return each(
                c -> {
                    if (c.source.columns().stream().noneMatch(k -> k.kind() == Column.Kind.CLASS))
                        return;
                    ReadAhead.Work straight = mixed(c.source);
                    ReadAhead.Work resumed = mixed(c.again);
                    List<Shape> shapes = shuffled(c.source, MIXED_CLASSES).shapes();
                    for (int pass = 0; pass < 3; pass++) batch(straight, pass, shapes);
                    var one = batch(straight, 3, shapes);
                    var other = batch(resumed, 3, shapes);
                    for (int t = 0; t < one.size(); t++)
                        assertThat(other.get(t).toArray()).isEqualTo(one.get(t).toArray());
                });
    }

    private static ReadAhead.Work mixed(Source source) {
        var columns = source.columns().stream().map(Column::kind).toList();
        return new MixedSamples(
                shuffled(source, MIXED_CLASSES),
                source.size(),
                new Mix(columns, false, 1, MIXED_CLASSES));
    }

    private static Samples shuffled(Source source) {
        return shuffled(source, OptionalInt.empty());
    }

    private static Samples shuffled(Source source, OptionalInt classes) {
        var layer = LayerParameter.newBuilder();
        for (Column column : source.columns()) layer.addTop(column.name());
        layer.getDataParamBuilder().setBatchSize(3);
        layer.getSourceParamBuilder().setShuffle(true);
        var transform = layer.getTransformParamBuilder().setMirror(true).setFlip(true);
        transform.getRandomResizedCropBuilder().setSize(5);
        transform.getCutoutBuilder().setSize(2);
        return new Samples(layer.build(), source, classes);
    }

    private static List<Tensor> batch(Samples samples, long pass) {
        return batch(samples, pass, samples.shapes());
    }

    private static List<Tensor> batch(ReadAhead.Work samples, long pass, List<Shape> shapes) {
        var batch = shapes.stream().map(Tensor::zeros).toList();
        for (int place = 0; place < 3; place++)
            samples.make(new Clock(true, 42, pass), place, batch);
        return batch;
    }

    private Stream<DynamicTest> each(Consumer<SourceCase> check) {
        return sources().map(c -> DynamicTest.dynamicTest(c.name, () -> check.accept(c)));
    }

    private static int[] somePlaces(Source source) {
        int size = Math.toIntExact(source.size());
        return IntStream.of(0, 1, size / 3, size / 2, size - 2, size - 1)
                .filter(i -> i >= 0 && i < size)
                .distinct()
                .toArray();
    }

    /** The first column of a record, as a net would have it. */
    static float[] pixels(Source source, long index) {
        var values = new Values();
        source.read(index, 0, values);
        float[] pixels = new float[values.count()];
        for (int i = 0; i < pixels.length; i++) {
            int row = i / values.width();
            pixels[i] =
                    values.get(row / values.height(), row % values.height(), i % values.width());
        }
        return pixels;
    }
}
