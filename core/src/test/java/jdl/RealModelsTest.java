package jdl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import jdl.config.ConfigReader;
import jdl.config.Text;
import jdl.file.NpyFile;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.net.Net;
import jdl.net.NetPlan;
import jdl.net.Tuning;
import jdl.net.Weights;
import jdl.proto.BlobProto;
import jdl.proto.BlobShape;
import jdl.proto.InputParameter;
import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.proto.Phase;
import jdl.solver.WeightCopy;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import jdl.upgrade.Upgrade;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published models give the outputs that other programs computed from them. */
class RealModelsTest {

    private static final Path DATA =
            Path.of(System.getProperty("jdl.root", ".")).resolve("../shared/data").toAbsolutePath();
    private static final Path MODELS = DATA.resolve("models");

    /** A share of the largest number of an output; the other programs are as far apart. */
    private static final float TOLERANCE = 1e-5f;

    @BeforeAll
    static void theDataAreHere() {
        assumeTrue(Files.isDirectory(MODELS), () -> "no folder " + MODELS);
    }

    /** The input is {@code (((37 k + 11) mod 256) - 127.5) / 128}. */
    @ParameterizedTest
    @CsvSource({
        "mtcnn-v2/det1, 1 3 24 36, mtcnn_det1, conv4-2 prob1",
        "mtcnn-v2/det2, 2 3 24 24, mtcnn_det2, conv5-2 prob1",
        "mtcnn-v2/det3, 2 3 48 48, mtcnn_det3, conv6-2 conv6-3 prob1",
    })
    void onAPattern(String model, String shape, String expected, String outputs)
            throws IOException {
        Tensor input =
                Tensor.zeros(
                        Shape.of(
                                List.of(shape.split(" ", -1)).stream()
                                        .map(Integer::valueOf)
                                        .toList()));
        for (int k = 0; k < input.size(); k++)
            input.set(k, ((37 * k + 11) % 256 - 127.5f) * 0.0078125f);
        check(model + ".prototxt", model + ".caffemodel", input, expected, outputs);
    }

    @ParameterizedTest
    @CsvSource({
        "lenet-v1-everpeace/lenet, iter_10000, 64, lenet_v1_first64",
        "cifar10-v1-everpeace/cifar10_quick, iter_5000, 32, cifar10_quick_v1_first32",
        "cifar10-v1-everpeace/cifar10_full, iter_70000, 32, cifar10_full_v1_first32",
    })
    void onTheFirstPictures(String model, String iteration, int count, String expected)
            throws IOException {
        Tensor input = model.startsWith("lenet") ? digits(count) : cifar(count);
        check(
                model + ".prototxt",
                model + "_" + iteration + ".caffemodel",
                input,
                expected,
                "prob");
    }

    private static Tensor digits(int count) throws IOException {
        Tensor pixels = Tensor.zeros(Shape.of(count, 1, 28, 28));
        byte[] bytes = unpacked("mnist/t10k-images-idx3-ubyte.gz", 16 + pixels.size());
        for (int i = 0; i < pixels.size(); i++) pixels.set(i, (bytes[16 + i] & 0xff) / 256f);
        return pixels;
    }

    /** Each record has a label in front. */
    private static Tensor cifar(int count) throws IOException {
        Tensor pixels = Tensor.zeros(Shape.of(count, 3, 32, 32));
        int size = pixels.size() / count;
        byte[] bytes = unpacked("cifar10/test_batch.first1000.bin.gz", count * (size + 1));
        var mean =
                BlobProto.parseFrom(Files.readAllBytes(DATA.resolve("cifar10/mean.binaryproto")));
        for (int i = 0; i < pixels.size(); i++)
            pixels.set(i, (bytes[i + i / size + 1] & 0xff) - mean.getData(i % size));
        return pixels;
    }

    private static byte[] unpacked(String name, int count) throws IOException {
        try (var in = new GZIPInputStream(Files.newInputStream(DATA.resolve(name)))) {
            return in.readNBytes(count);
        }
    }

    private static void check(
            String net, String weights, Tensor input, String expected, String outputs)
            throws IOException {
        try (Workers workers = Workers.single()) {
            Net made =
                    new Net(
                            NetPlan.of(
                                    withInput(read(net), input.shape()),
                                    NetState.newBuilder().setPhase(Phase.TEST).build()),
                            Tuning.ALL,
                            new Weights(1),
                            Kernels.best(workers),
                            1);
            assertThat(WeightCopy.into(made, MODELS.resolve(weights)).missing()).isEmpty();
            made.blob("data").or(() -> made.blob("input")).orElseThrow().data().copyFrom(input);
            made.forward(0);
            for (String output : outputs.split(" ", -1))
                compare(
                        made.blob(output).orElseThrow().data(),
                        NpyFile.read(DATA.resolve("expected/" + expected + "." + output + ".npy")));
        }
    }

    private static NetParameter read(String name) throws IOException {
        var text = new Text(name, Files.readString(MODELS.resolve(name)));
        var reader = new ConfigReader(List.of());
        return Upgrade.net(reader.read(text, NetParameter.getDefaultInstance()).message())
                .message();
    }

    private static NetParameter withInput(NetParameter net, Shape shape) {
        var dims = BlobShape.newBuilder();
        shape.dims().forEach(dims::addDim);
        var here = net.toBuilder();
        for (var layer : here.getLayerBuilderList())
            if (layer.getType().equals("Input"))
                layer.setInputParam(InputParameter.newBuilder().addShape(dims));
        return here.build();
    }

    private static void compare(Tensor found, Tensor expected) {
        assertThat(found.size()).isEqualTo(expected.size());
        float largest = 0;
        float apart = 0;
        for (int i = 0; i < expected.size(); i++) {
            largest = Math.max(largest, Math.abs(expected.get(i)));
            apart = Math.max(apart, Math.abs(found.get(i) - expected.get(i)));
        }
        assertThat(apart).isLessThanOrEqualTo(TOLERANCE * largest);
    }
}
