package jdl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jdl.data.Source;
import jdl.data.Sources;
import jdl.data.Values;
import jdl.file.NpyFile;
import jdl.file.hdf5.Hdf5File;
import jdl.snapshot.NamedLayer;
import jdl.snapshot.WeightsFile;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeaturesTest {

    @TempDir private Path folder;
    private Path net = Path.of("");
    private Path weights = Path.of("");

    /** 5 records in batches of 2; y = x·(1, 2) + 1, then ReLU in place. */
    @BeforeEach
    void net() throws IOException {
        Files.writeString(
                folder.resolve("t.csv"), "a,b,label\n1,1,0\n2,0,1\n-3,1,0\n0,4,1\n5,5,0\n");
        net =
                Files.writeString(
                        folder.resolve("net.yaml"),
                        """
                        layers:
                          - {name: rows, type: Data, top: rows, source: "csv:t.csv", batch_size: 2}
                          - {name: y, type: InnerProduct, bottom: rows, top: y, num_output: 1}
                          - {name: relu, type: ReLU, bottom: y, top: y}
                          - {name: a/b, type: Power, bottom: y, top: a/b, scale: 10}
                        """);
        weights = folder.resolve("w.caffemodel");
        var layer =
                new NamedLayer(
                        "y",
                        "InnerProduct",
                        List.of(Tensor.of(Shape.of(1, 2), 1, 2), Tensor.of(Shape.of(1), 1)),
                        List.of());
        WeightsFile.write(weights, "net", List.of(layer));
    }

    private Run features(String blobs, String out, String... more) {
        Stream<String> begin =
                Stream.of("features", "--model", net.toString(), "--weights", weights.toString());
        Stream<String> rest = Stream.of("--blobs", blobs, "--out", folder.resolve(out).toString());
        return Run.jdl(
                Stream.of(begin, rest, Stream.of(more)).flatMap(s -> s).toArray(String[]::new));
    }

    @Test
    void everyRecordIsThereOnceWithItsKey() throws IOException {
        Run run = features("y,a/b", "out");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("5 records");
        Tensor y = NpyFile.read(folder.resolve("out/y.npy"));
        assertThat(y.shape()).isEqualTo(Shape.of(5, 1));
        assertThat(y.toArray()).containsExactly(4, 3, 0, 9, 16);
        assertThat(NpyFile.read(folder.resolve("out/a.b.npy")).toArray())
                .containsExactly(40, 30, 0, 90, 160);
        List<String> keys = Files.readAllLines(folder.resolve("out/keys.txt"));
        assertThat(keys).hasSize(5).allMatch(key -> key.contains("t.csv:"));
        assertThat(keys.get(4)).endsWith("t.csv:6");
    }

    @Test
    void someBatchesAloneCanBeRun() {
        assertThat(features("y", "y.npy", "--batches", "2").code()).isZero();
        assertThat(NpyFile.read(folder.resolve("y.npy")).toArray()).containsExactly(4, 3, 0, 9);
    }

    @Test
    void aDatabaseHasCaffesKeysAndFloats() {
        Run run = features("y", "dbs", "--format", "lmdb");
        assertThat(run.code()).as(run.err()).isZero();
        Source made = Sources.installed().open("lmdb:" + folder.resolve("dbs/y"));
        assertThat(made.size()).isEqualTo(5);
        assertThat(made.key(3)).contains("\"0000000003\"");
        var values = new Values();
        made.read(3, 0, values);
        assertThat(values.get(0, 0, 0)).isEqualTo(9);
    }

    @Test
    void aFileOfHdf5HasADatasetOfTheBlobsName() throws IOException {
        Run run = features("y", "y.h5");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(features("y", "all", "--format", "h5").code()).isZero();
        assertThat(Files.readAllBytes(folder.resolve("all/y.h5")))
                .isEqualTo(Files.readAllBytes(folder.resolve("y.h5")));
        try (var file = Hdf5File.open(folder.resolve("y.h5"))) {
            Tensor y = file.root().dataset("y").read();
            assertThat(y.shape()).isEqualTo(Shape.of(5, 1));
            assertThat(y.toArray()).containsExactly(4, 3, 0, 9, 16);
        }
    }

    @Test
    void whatCannotBeIsToldBeforeAnythingIsWritten() {
        assertThat(features("z", "out").err()).contains("no blob \"z\"", "rows, y, a/b");
        assertThat(features("y,rows", "y.npy").code()).isEqualTo(2);
        assertThat(features("y", "y.npy", "--format", "h5").code()).isEqualTo(2);
        assertThat(features("y", "out", "--batches", "0").code()).isEqualTo(2);
        weights = folder.resolve("other.caffemodel");
        var other = new NamedLayer("z", "", List.of(Tensor.of(Shape.of(1), 1)), List.of());
        WeightsFile.write(weights, "net", List.of(other));
        assertThat(features("y", "out").err()).contains("layer \"y\" has weights");
        assertThat(folder.resolve("out")).doesNotExist();
        assertThat(folder.resolve("y.npy")).doesNotExist();
    }

    /** A folder of pictures becomes a database, a trained net, and features. */
    @Test
    void fromPicturesToFeatures() throws IOException {
        Path photos = Photos.folder(folder.resolve("photos"));
        String db = folder.resolve("db").toString();
        run("data", "convert", photos.toString(), db, "--to", "lmdb", "--resize", "12x12");
        run("data", "mean", db, folder + "/mean.binaryproto");
        Path train = Files.writeString(folder.resolve("train.yaml"), NET);
        Path solver =
                Files.writeString(
                        folder.resolve("solver.yaml"),
                        "net: train.yaml\nbase_lr: 0.01\nlr_policy: fixed\nmax_iter: 2\n"
                                + "snapshot_prefix: \"%s/run\"\n".formatted(folder));
        run("train", "--solver", solver.toString());
        run(
                "features",
                "--model",
                train.toString(),
                "--weights",
                folder + "/run_iter_2.caffemodel",
                "--blobs",
                "data,prob",
                "--out",
                folder + "/features");
        Tensor prob = NpyFile.read(folder.resolve("features/prob.npy"));
        assertThat(prob.shape()).isEqualTo(Shape.of(6, 2));
        for (int i = 0; i < 6; i++)
            assertThat(prob.get(2 * i) + prob.get(2 * i + 1)).isEqualTo(1, within(1e-5f));
        Tensor data = NpyFile.read(folder.resolve("features/data.npy"));
        double sum = IntStream.range(0, data.size()).mapToDouble(data::get).sum();
        assertThat(sum / data.size()).as("the mean is taken off").isEqualTo(0, within(1e-4));
    }

    private static final String NET =
            """
            name: photos
            layers:
              - {name: data, type: Data, source: "lmdb:db", batch_size: 4, transform_param: {mean_file: mean.binaryproto}}
              - {name: ip, type: InnerProduct, bottom: data, num_output: 2, weight_filler: {type: xavier}}
              - {name: prob, type: Softmax, bottom: ip, top: prob, include: {phase: TEST}}
              - {name: loss, type: SoftmaxWithLoss, bottom: [ip, label]}
            """;

    private static void run(String... args) {
        Run run = Run.jdl(args);
        assertThat(run.code()).as(run.err()).isZero();
    }
}
