package jdl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.TextFormat;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.layer.Clock;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Ports;
import jdl.layer.Reads;
import jdl.proto.LayerParameter;
import jdl.tensor.Blob;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;

class DataLayerTest {

    private static final String BOTH = "top: 'data' top: 'label' ";

    @Test
    void isFoundByItsName() {
        assertThat(ServiceLoader.load(LayerType.class).stream().map(type -> type.get().name()))
                .contains("Data");
    }

    @Test
    void plansABatchOfImagesAndOneOfLabels() {
        var plan = layer(BOTH + data(5, 3)).plan();
        assertThat(plan.tops()).containsExactly(Shape.of(3, 2, 3, 4), Shape.of(3));
        assertThat(plan.scratch()).isEmpty();
        assertThat(layer("top: 'data'" + data(5, 3)).plan().tops())
                .containsExactly(Shape.of(3, 2, 3, 4));
    }

    @Test
    void wrapsAroundAtTheEndOfTheSource() {
        Layer layer = layer(BOTH + data(5, 3));
        assertThat(labels(layer, 0)).containsExactly(0, 1, 2);
        assertThat(labels(layer, 1)).containsExactly(3, 4, 0);
        assertThat(labels(layer, 5)).containsExactly(0, 1, 2);
    }

    @Test
    void imagesBelongToTheirLabels() {
        for (String extra : List.of("", "transform_param { crop_size: 2 }")) {
            var ports = ports(layer(BOTH + shuffled(9, 4) + extra), 1, Workers.single());
            for (int i = 0; i < 4; i++) {
                int first = extra.isEmpty() ? 0 : 1;
                assertThat(ports.top(0).data().part(i, 4).get(0))
                        .isEqualTo(24 * ports.top(1).data().get(i) + first);
            }
        }
    }

    @Test
    void shuffledEpochsTakeEachRecordOnceAndDiffer() {
        Layer layer = layer(BOTH + shuffled(12, 4));
        List<List<Float>> epochs = new ArrayList<>();
        for (int epoch = 0; epoch < 2; epoch++) {
            List<Float> seen = new ArrayList<>();
            for (int pass = 0; pass < 3; pass++)
                for (float label : labels(layer, 3 * epoch + pass)) seen.add(label);
            assertThat(seen).doesNotHaveDuplicates().hasSize(12);
            epochs.add(seen);
        }
        assertThat(epochs.get(0)).isNotEqualTo(epochs.get(1));
    }

    @Test
    void aPassIsTheSameWhateverCameBefore() {
        String text = BOTH + shuffled(100, 4) + "transform_param { crop_size: 2 mirror: true }";
        Layer resumed = layer(text);
        Layer straight = layer(text);
        for (int pass = 0; pass < 20; pass++) ports(straight, pass, Workers.single());
        assertThat(ports(resumed, 20, Workers.single()).top(0).data().toArray())
                .isEqualTo(ports(straight, 20, Workers.single()).top(0).data().toArray());
    }

    @Test
    void manyThreadsGiveWhatOneGives() {
        Layer layer =
                layer(BOTH + shuffled(99, 33) + "transform_param { crop_size: 2 mirror: true }");
        assertThat(ports(layer, 3, parallel()).top(0).data().toArray())
                .isEqualTo(ports(layer, 3, Workers.single()).top(0).data().toArray());
    }

    @Test
    void tellsHowMuchThereIs() {
        Reads reads = (Reads) layer(BOTH + data(5, 3));
        assertThat(reads.size()).isEqualTo(5);
        assertThat(reads.batch()).isEqualTo(3);
    }

    @Test
    void aBadRecordStopsTheRunAndIsNamed() {
        assertThatThrownBy(() -> pixels(layer(BOTH + holed("5,3", "")), 1))
                .hasMessage("record 3: it is torn")
                .extracting(e -> ((Failure) e).kind())
                .isEqualTo(Failure.Kind.CORRUPT);
    }

    @Test
    void theNextGoodRecordTakesThePlaceOfASkippedOne() {
        Layer layer = layer(BOTH + holed("6,1,2", "on_bad_record: SKIP"));
        assertThat(pixels(layer, 0)).containsExactly(1, 4, 4);
        assertThat(labels(layer, 0)).containsExactly(1, 4, 4);
        assertThat(pixels(layer, 1)).containsExactly(4, 5, 6);
        assertThat(((Reads) layer).badRecords())
                .containsExactly("record 1: it is torn", "record 2: it is torn");
    }

    @Test
    void zerosTakeThePlaceOfAReplacedRecordAndTheLabelStays() {
        Layer layer = layer(BOTH + holed("6,1", "on_bad_record: REPLACE"));
        assertThat(pixels(layer, 0)).containsExactly(1, 0, 3);
        assertThat(labels(layer, 0)).containsExactly(1, 2, 3);
        assertThat(((Reads) layer).badRecords()).containsExactly("record 1: it is torn");
    }

    @Test
    void tooManyBadRecordsStopTheRun() {
        Layer layer = layer(BOTH + holed("6,0,1,2", "on_bad_record: SKIP max_bad_records: 2"));
        assertThatThrownBy(() -> pixels(layer, 0))
                .hasMessageContaining("more than 2 records cannot be read")
                .hasMessageContaining("record 0: it is torn");
        Layer none = layer(BOTH + holed("3,0,1,2", "on_bad_record: SKIP"));
        assertThatThrownBy(() -> pixels(none, 0)).hasMessageContaining("it is torn");
    }

    @Test
    void aRunMayStartAnywhereInTheListByChance() {
        var starts = new HashSet<Float>();
        for (int most = 1; most < 20; most++)
            starts.add(
                    labels(
                            layer(BOTH + data(50, 1) + "source_param { rand_skip: " + most + " }"),
                            0)[0]);
        assertThat(starts).hasSizeGreaterThan(3).allMatch(start -> start < 19);
    }

    @Test
    void refusesSettingsThatCannotBeMeant() {
        refused("data_param { batch_size: 2 }", "data_param.source is missing");
        refused("data_param { source: 'count:5' }", "batch_size is missing");
        refused("data_param { source: 'count:5' batch_size: 0 }", "batch_size is 0");
        refused("data_param { source: 'count:5' batch_size: 4294967295 }", "4294967295");
        refused("data_param { source: 'count:5' batch_size: 100000000 }", "2^31 - 1");
        refused("data_param { source: 'db' batch_size: 2 backend: LMDB }", "no such database");
        refused(data(5, 3) + "data_param { scale: 0.1 }", "write transform_param.scale");
        refused(data(5, 3) + "data_param { crop_size: 3 }", "write transform_param.crop_size");
        refused(data(5, 3) + "data_param { rand_skip: 3 }", "rand_skip does nothing");
        refused("bottom: 'x'" + data(5, 3), "0 bottoms, but got 1");
    }

    private static void refused(String text, String what) {
        assertThatThrownBy(() -> layer(BOTH + text))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(what);
    }

    private static String data(int size, int batch) {
        return "data_param { source: 'count:" + size + "' batch_size: " + batch + " } ";
    }

    private static String shuffled(int size, int batch) {
        return data(size, batch) + "source_param { shuffle: true } ";
    }

    private static String holed(String what, String settings) {
        return "data_param { source: 'holed:%s' batch_size: 3 } source_param { %s }"
                .formatted(what, settings);
    }

    private static float[] pixels(Layer layer, long pass) {
        return ports(layer, pass, Workers.single()).top(0).data().toArray();
    }

    private static Layer layer(String text) {
        var message = LayerParameter.newBuilder();
        try {
            TextFormat.merge(text, message);
        } catch (TextFormat.ParseException e) {
            throw new AssertionError(text, e);
        }
        var type =
                new DataType(
                        new Sources(List.of(new CountingSource.Type(), new HoledSource.Type())));
        var bottoms = message.getBottomList().stream().map(name -> Shape.of(1)).toList();
        return type.create(message.build(), bottoms);
    }

    private static float[] labels(Layer layer, long pass) {
        return ports(layer, pass, Workers.single()).top(1).data().toArray();
    }

    /** The ports of a layer after a forward pass. */
    private static Ports ports(Layer layer, long pass, Workers workers) {
        var tops = layer.plan().tops().stream().map(shape -> Blob.of(Tensor.zeros(shape))).toList();
        var scratch = layer.plan().scratch().stream().map(Tensor::zeros).toList();
        var clock = new Clock(false, 42, pass);
        var ports =
                new Ports(
                        kernels(workers),
                        List.of(),
                        tops,
                        List.of(),
                        List.of(),
                        scratch,
                        List.of(),
                        clock);
        layer.forward(ports);
        return ports;
    }

    private static Kernels kernels(Workers workers) {
        return new Kernels() {
            @Override
            public String name() {
                return "plain";
            }

            @Override
            public Workers workers() {
                return workers;
            }
        };
    }

    private static Workers parallel() {
        return new Workers() {
            @Override
            public void forEach(int tasks, IntConsumer task) {
                IntStream.range(0, tasks).parallel().forEach(task);
            }

            @Override
            public void forStrips(int size, int length, Strip strip) {
                int tasks = (size + length - 1) / length;
                forEach(tasks, i -> strip.run(i * length, Math.min(size, (i + 1) * length)));
            }

            @Override
            public int threads() {
                return 2;
            }

            @Override
            public void close() {}
        };
    }
}
