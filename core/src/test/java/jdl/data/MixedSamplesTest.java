package jdl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.TextFormat;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import jdl.failure.Failure;
import jdl.layer.Clock;
import jdl.proto.LayerParameter;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;

class MixedSamplesTest {

    private static final String MIXUP = "mixup { alpha: 1 classes: 6 } ";
    private static final String CUTMIX = "cutmix { alpha: 1 classes: 6 } ";
    private static final int BATCH = 4;

    @Test
    void labelsAreTheSharesOfTwoClasses() {
        var partners = new HashSet<List<Integer>>();
        for (int pass = 0; pass < 40; pass++) {
            Tensor labels = batch("count:6", MIXUP, true, pass).get(1);
            assertThat(labels.shape()).isEqualTo(Shape.of(BATCH, 6));
            for (int place = 0; place < BATCH; place++) {
                float[] row = labels.part(place, BATCH).toArray();
                List<Integer> mixed =
                        IntStream.range(0, 6).filter(c -> row[c] > 0).boxed().toList();
                assertThat(mixed).contains((pass * BATCH + place) % 6);
                assertThat(mixed).hasSizeBetween(1, 2);
                assertThat(sum(row)).isCloseTo(1, within(1e-6));
                partners.add(mixed);
            }
        }
        assertThat(partners).hasSizeGreaterThan(15);
    }

    @Test
    void picturesAreAddedByTheSharesOfTheirLabels() {
        for (int pass = 0; pass < 20; pass++) {
            List<Tensor> batch = batch("count:6", MIXUP, true, pass);
            for (int place = 0; place < BATCH; place++) {
                float[] shares = batch.get(1).part(place, BATCH).toArray();
                double first = 0;
                for (int c = 0; c < 6; c++) first += shares[c] * 24 * c;
                assertThat((double) batch.get(0).part(place, BATCH).get(0))
                        .isCloseTo(first, within(1e-3));
            }
        }
    }

    @Test
    void aWindowIsAsLargeAsTheOtherClassesShare() {
        for (int pass = 0; pass < 40; pass++) {
            List<Tensor> batch = batch("count:6", CUTMIX, true, pass);
            for (int place = 0; place < BATCH; place++) {
                int own = (pass * BATCH + place) % 6;
                float[] picture = batch.get(0).part(place, BATCH).toArray();
                long left = IntStream.range(0, 24).filter(i -> picture[i] == 24 * own + i).count();
                assertThat(batch.get(1).part(place, BATCH).get(own))
                        .isCloseTo(left / 24f, within(1e-6f));
            }
        }
    }

    @Test
    void nothingIsMixedWhenTesting() {
        for (String mix : List.of(MIXUP, CUTMIX)) {
            List<Tensor> batch = batch("count:6", mix, false, 1);
            for (int place = 0; place < BATCH; place++) {
                int own = (BATCH + place) % 6;
                float[] row = new float[6];
                row[own] = 1;
                assertThat(batch.get(1).part(place, BATCH).toArray()).isEqualTo(row);
                assertThat(batch.get(0).part(place, BATCH).get(0)).isEqualTo(24 * own);
            }
        }
    }

    @Test
    void aSampleIsTheSameWhateverTheOrderTheThreadAndTheBatch() {
        String settings = CUTMIX + "crop_size: 2 mirror: true";
        float[] one = batch("count:6", settings, true, 3).get(0).toArray();
        var samples = samples("count:6", settings, BATCH);
        var batch = tensors(samples);
        IntConsumer make = place -> work(samples).make(new Clock(true, 42, 3), place, batch);
        IntStream.range(0, BATCH).map(i -> BATCH - 1 - i).parallel().forEach(make);
        assertThat(batch.get(0).toArray()).isEqualTo(one);
        var twice = samples("count:6", settings, 2 * BATCH);
        var larger = tensors(twice);
        for (int place = 0; place < 2 * BATCH; place++)
            work(twice).make(new Clock(true, 42, 1), place, larger);
        assertThat(Arrays.copyOfRange(larger.get(0).toArray(), one.length, 2 * one.length))
                .isEqualTo(one);
    }

    @Test
    void aBadPartnerIsReplacedLikeAnyRecord() {
        var layer = settings("holed:6,1,2", "mixup { classes: 9 }", BATCH).toBuilder();
        layer.getSourceParamBuilder()
                .setOnBadRecord(jdl.proto.SourceParameter.BadRecord.SKIP)
                .setMaxBadRecords(2);
        var made = new Made(layer.build());
        for (int pass = 0; pass < 10; pass++)
            for (int place = 0; place < BATCH; place++) {
                var batch = tensors(made);
                work(made).make(new Clock(true, 42, pass), place, batch);
                float[] row = batch.get(1).part(place, BATCH).toArray();
                assertThat(row[2] + row[3]).isZero();
                assertThat(sum(row)).isCloseTo(1, within(1e-6));
            }
        assertThat(made.samples.badRecords()).hasSize(2);
    }

    @Test
    void refusesWhatCannotBeMixed() {
        refused("count:6", "mixup {}", 2, "the source does not know how many classes there are");
        refused("count:6", "mixup {} cutmix {}", 2, "both mixup and cutmix");
        refused("count:6", MIXUP, 1, "no top is a label");
    }

    @Test
    void aLabelBeyondTheClassesIsNamed() {
        assertThatThrownBy(() -> batch("count:6", "mixup { classes: 3 }", true, 1))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("none of the 3 classes")
                .hasMessageContaining("sample ");
    }

    private static void refused(String source, String transform, int tops, String why) {
        var layer = settings(source, transform, BATCH).toBuilder();
        if (tops == 1) layer.clearTop().addTop("data");
        assertThatThrownBy(() -> new Made(layer.build()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(why);
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float value : values) sum += value;
        return sum;
    }

    /** What a Data layer makes of its settings. */
    private static final class Made {
        private final Samples samples;
        private final MixedSamples work;

        Made(LayerParameter layer) {
            Source source =
                    new Sources(List.of(new CountingSource.Type(), new HoledSource.Type()))
                            .open(layer.getDataParam(), layer.getSourceParam());
            var mix = Mix.of(layer, source);
            samples = new Samples(layer, source, Mix.classes(mix));
            work = new MixedSamples(samples, source.size(), mix.orElseThrow());
        }
    }

    private static MixedSamples work(Made made) {
        return made.work;
    }

    private static Made samples(String source, String transform, int batch) {
        return new Made(settings(source, transform, batch));
    }

    private static List<Tensor> tensors(Made made) {
        return made.samples.shapes().stream().map(Tensor::zeros).toList();
    }

    private static List<Tensor> batch(
            String source, String transform, boolean training, long pass) {
        Made made = samples(source, transform, BATCH);
        var batch = tensors(made);
        for (int place = 0; place < BATCH; place++)
            made.work.make(new Clock(training, 42, pass), place, batch);
        return batch;
    }

    private static LayerParameter settings(String source, String transform, int batch) {
        var layer = LayerParameter.newBuilder();
        try {
            TextFormat.merge(
                    "top: 'data' top: 'label' data_param { source: '%s' batch_size: %d } transform_param { %s }"
                            .formatted(source, batch, transform),
                    layer);
        } catch (TextFormat.ParseException e) {
            throw new AssertionError(transform, e);
        }
        return layer.build();
    }
}
