package jdl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import jdl.proto.LayerParameter;
import jdl.proto.NetParameter;
import jdl.snapshot.NamedLayer;
import jdl.snapshot.WeightsFile;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeightsCommandTest {

    private static final String NET =
            """
            name: n
            layers:
              - {name: x, type: Input, top: x, shape: {dim: [1, 2]}}
              - {name: ip, type: InnerProduct, bottom: x, top: ip, num_output: 2}
              - {name: bn, type: BatchNorm, bottom: ip, top: y}
            """;

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"ls", "diff", "convert", "rename", "average", "fold-bn"})
    void eachPartExplainsItselfWithExamples(String part) {
        Run asked = Run.jdl("weights", part, "--help");
        assertThat(asked.code()).isZero();
        assertThat(asked.out()).contains("Usage: jdl weights " + part, "  jdl weights " + part);
    }

    @Test
    void lsTellsWhatTheNumbersAreLike() {
        Tensor blob = Tensor.of(Shape.of(2, 2), 1, 2, 3, Float.NaN);
        Path file =
                write(
                        "a.caffemodel",
                        new NamedLayer("ip", "InnerProduct", List.of(blob), List.of()));
        Run run = Run.jdl("weights", "ls", file.toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .containsPattern("ip/0 +InnerProduct +2×2 +2.000 +0.8165 +1.000 +3.000 +1");
        assertThat(Run.jdl("weights", "ls", file.toString(), "--json").out())
                .contains("\"nan\" : 1", "\"mean\" : 2.0");
    }

    @Test
    void diffFindsWhatIsNotEqual() {
        Path a = write("a.caffemodel", layer("x", 1), layer("y", 2));
        Path b = write("b.caffemodel", layer("x", 1), layer("z", 2));
        Run same = Run.jdl("weights", "diff", a.toString(), a.toString());
        assertThat(same.code()).isZero();
        assertThat(same.out()).isEqualTo("equal: 2 blobs compared\n");
        Run other = Run.jdl("weights", "diff", a.toString(), b.toString());
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.out())
                .contains("only in A", "only in B", "not equal")
                .doesNotContain("x/0");

        var blob = Tensor.of(Shape.of(2), 1, 2.5f);
        Path near = write("c.caffemodel", new NamedLayer("x", "", List.of(blob), List.of()));
        var other2 = Tensor.of(Shape.of(2), 1, 2);
        Path near2 = write("d.caffemodel", new NamedLayer("x", "", List.of(other2), List.of()));
        Run apart = Run.jdl("weights", "diff", near.toString(), near2.toString());
        assertThat(apart.code()).isEqualTo(1);
        assertThat(apart.out()).containsPattern("x/0 +2 +0.5000 +0.2000 +1");
        assertThat(
                        Run.jdl(
                                        "weights",
                                        "diff",
                                        near.toString(),
                                        near2.toString(),
                                        "--tolerance",
                                        "0.5")
                                .code())
                .isZero();
    }

    @Test
    void convertedThereAndBackTheWeightsAreTheSame() {
        Path a = write("a.caffemodel", layer("x", 1), layer("y/z", 2));
        Path there = folder.resolve("a.safetensors");
        Path back = folder.resolve("b.caffemodel");
        assertThat(Run.jdl("weights", "convert", a.toString(), there.toString()).code()).isZero();
        assertThat(Run.jdl("weights", "convert", there.toString(), back.toString()).code())
                .isZero();
        assertThat(Run.jdl("weights", "diff", a.toString(), back.toString()).code()).isZero();
        assertThat(WeightsFile.read(back).layers()).extracting(NamedLayer::type).contains("Type");
        assertThat(Run.jdl("weights", "convert", a.toString(), back.toString()).code())
                .isEqualTo(73);
        assertThat(Run.jdl("weights", "convert", a.toString(), "x.zip").code()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"caffemodel", "caffemodel.h5", "safetensors", "npz"})
    void fromEachFormatToEachOtherTheBitsAreTheSame(String from) {
        Tensor odd = Tensor.of(Shape.of(2, 2), Float.NaN, -0f, Float.MIN_VALUE, 1e30f);
        Path first = write("a.caffemodel", new NamedLayer("y/z", "", List.of(odd), List.of()));
        Path start = folder.resolve("from." + from);
        converted(first, start);
        for (String to : List.of("caffemodel", "caffemodel.h5", "safetensors", "npz")) {
            Path there = folder.resolve("to." + to);
            Path back = folder.resolve("back-" + to + "." + from);
            converted(start, there);
            converted(there, back);
            assertHolds(there, "y/z", odd);
            assertHolds(back, "y/z", odd);
            Run ls = Run.jdl("weights", "ls", there.toString());
            assertThat(ls.out()).contains("y/z/0");
            assertThat(Run.jdl("info", there.toString()).out()).contains("y/z", "2×2");
        }
    }

    private static void assertHolds(Path file, String name, Tensor wanted) {
        var layers = WeightsFile.read(file).layers();
        assertThat(layers).extracting(NamedLayer::name).containsExactly(name);
        Tensor blob = layers.get(0).blobs().get(0);
        assertThat(blob.shape()).isEqualTo(wanted.shape());
        for (int i = 0; i < wanted.size(); i++)
            assertThat(Float.floatToRawIntBits(blob.get(i)))
                    .isEqualTo(Float.floatToRawIntBits(wanted.get(i)));
    }

    private static void converted(Path in, Path out) {
        Run run = Run.jdl("weights", "convert", in.toString(), out.toString());
        assertThat(run.code()).as(run.err()).isZero();
    }

    @Test
    void renameKeepsWhatItDoesNotKnow() throws IOException {
        var mark =
                UnknownFieldSet.Field.newBuilder()
                        .addLengthDelimited(ByteString.copyFromUtf8("kept"))
                        .build();
        var unknown = UnknownFieldSet.newBuilder().addField(4711, mark).build();
        var layer = LayerParameter.newBuilder().setName("old").setUnknownFields(unknown);
        var net = NetParameter.newBuilder().addLayer(layer).setUnknownFields(unknown).build();
        Path in = Files.write(folder.resolve("a.caffemodel"), net.toByteArray());
        Path out = folder.resolve("b.caffemodel");
        Run run = Run.jdl("weights", "rename", in.toString(), out.toString(), "--map", "old=new");
        assertThat(run.code()).as(run.err()).isZero();
        var wanted = net.toBuilder();
        wanted.getLayerBuilder(0).setName("new");
        assertThat(NetParameter.parseFrom(Files.readAllBytes(out)).toBuilder().clearSeal().build())
                .isEqualTo(wanted.build());
        Run typo =
                Run.jdl("weights", "rename", in.toString(), out + "2.caffemodel", "--map", "odl=b");
        assertThat(typo.code()).isEqualTo(2);
        assertThat(typo.err()).contains("did you mean \"old\"");
    }

    @Test
    void averageIsTheMean() {
        Path a =
                write(
                        "a.caffemodel",
                        new NamedLayer("x", "", List.of(Tensor.of(Shape.of(2), 1, 2)), List.of()));
        Path b =
                write(
                        "b.caffemodel",
                        new NamedLayer("x", "", List.of(Tensor.of(Shape.of(2), 2, 6)), List.of()));
        Path out = folder.resolve("c.caffemodel");
        Run run =
                Run.jdl("weights", "average", a.toString(), b.toString(), "--out", out.toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(WeightsFile.read(out).layers().get(0).blobs().get(0).toArray())
                .containsExactly(1.5f, 4);
        Path c = write("d.caffemodel", layer("y", 1));
        Run other =
                Run.jdl(
                        "weights",
                        "average",
                        a.toString(),
                        c.toString(),
                        "--out",
                        out + ".caffemodel");
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("d.caffemodel", "\"x\"");
    }

    @Test
    void aFoldedNetGoesWithItsWeights() throws IOException {
        Path net = Files.writeString(folder.resolve("net.yaml"), NET);
        var one = Tensor.of(Shape.of(1), 1);
        Path weights =
                write(
                        "n.caffemodel",
                        new NamedLayer(
                                "ip",
                                "InnerProduct",
                                List.of(random(1, 2, 2), random(2, 2)),
                                List.of()),
                        new NamedLayer(
                                "bn",
                                "BatchNorm",
                                List.of(random(3, 2), random(4, 2), one),
                                List.of()));
        Path out = folder.resolve("light.caffemodel");
        Path light = folder.resolve("light.prototxt");
        Run run =
                Run.jdl(
                        "weights",
                        "fold-bn",
                        "--model",
                        net.toString(),
                        weights.toString(),
                        out.toString(),
                        "--model-out",
                        light.toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("bn is now part of ip");
        assertThat(light).content().doesNotContain("BatchNorm").contains("top: \"y\"");
        assertThat(WeightsFile.read(out).layers())
                .extracting(NamedLayer::name)
                .containsExactly("ip");
    }

    @Test
    void infoTellsWhatFilesAre() throws IOException {
        Path weights = write("a.bin", layer("x", 1));
        Path picture =
                Files.write(
                        folder.resolve("p"), new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 0});
        Run run =
                Run.jdl(
                        "info",
                        weights.toString(),
                        picture.toString(),
                        Run.file("configs/lenet/lenet.yaml"),
                        Run.file("configs/lenet/lenet_solver.yaml"));
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("a.bin: weights", "of today", "Caffe (BVLC)", "whole", "3×2")
                .contains("p: a picture", "lenet.yaml: a net", "lenet_solver.yaml: a solver");
        assertThat(Run.jdl("info", weights.toString(), "--json").out())
                .contains("\"what\" : \"weights\"", "\"numbers\" : 6");
        assertThat(Run.jdl("info", "nowhere").code()).isEqualTo(66);
    }

    @ParameterizedTest
    @CsvSource({
        "models/lenet-v1-everpeace/lenet_iter_10000.caffemodel, of 2014",
        "models/cifar10-v1-everpeace/cifar10_quick_iter_4000.solverstate, iteration",
        "models/slim-320-nonbvlc/slim-320.caffemodel, Caffe for SSD",
        "models/lenet-digits-nvidia/mean.binaryproto, BlobProto",
        "db/generated-lmdb-mnist-test-first300, an LMDB",
        "db/generated-lmdb-mnist-test-first300/data.mdb, LMDB",
        "db/generated-leveldb-snappy-mnist-test-first300, a LevelDB",
        "models/cifar10-v2-h5-bxuan694/cifar10_quick_iter_5000.caffemodel.h5, HDF5",
    })
    void infoKnowsRealFiles(String name, String words) {
        Path file = Path.of(Run.file("../shared/data")).resolve(name);
        assumeThat(file).exists();
        Run run = Run.jdl("info", file.toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains(words);
    }

    private Path write(String name, NamedLayer... layers) {
        Path file = folder.resolve(name);
        WeightsFile.write(file, "net", List.of(layers));
        return file;
    }

    private static NamedLayer layer(String name, long seed) {
        return new NamedLayer(name, "Type", List.of(random(seed, 3, 2)), List.of());
    }

    private static Tensor random(long seed, int... dims) {
        Tensor tensor = Tensor.zeros(Shape.of(dims));
        var random = new Random(seed);
        for (int i = 0; i < tensor.size(); i++) tensor.set(i, 0.5f + random.nextFloat());
        return tensor;
    }
}
