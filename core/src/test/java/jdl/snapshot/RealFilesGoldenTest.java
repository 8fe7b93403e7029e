package jdl.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jdl.proto.BlobProto;
import jdl.proto.LayerParameter;
import jdl.proto.NetParameter;
import jdl.proto.SolverState;
import jdl.proto.V1LayerParameter;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Files that Caffe and its relatives wrote say the same to jdl as to a plain protobuf parser. */
class RealFilesGoldenTest {

    @TestFactory
    Stream<DynamicTest> publishedModelsAreRead() throws IOException {
        return tests(shared().resolve("data/models"));
    }

    @TestFactory
    Stream<DynamicTest> goldenVectorsAreRead() throws IOException {
        String chosen = System.getProperty("jdl.golden", "");
        return tests(chosen.isEmpty() ? shared().resolve("golden") : Path.of(chosen));
    }

    private static Path shared() {
        return Path.of(System.getProperty("jdl.root", ".")).resolve("../shared");
    }

    private static Stream<DynamicTest> tests(Path root) throws IOException {
        assumeTrue(Files.isDirectory(root), () -> "no folder " + root);
        var tests = new ArrayList<DynamicTest>();
        try (var files = Files.walk(root)) {
            for (Path file : files.sorted().toList()) {
                String name = root.relativize(file).toString();
                if (name.endsWith(".caffemodel"))
                    tests.add(DynamicTest.dynamicTest(name, () -> compareWeights(file)));
                if (name.endsWith(".solverstate"))
                    tests.add(DynamicTest.dynamicTest(name, () -> compareState(file)));
            }
        }
        return tests.stream();
    }

    private static void compareWeights(Path file) throws IOException {
        var net = NetParameter.parseFrom(Files.readAllBytes(file));
        var blobs = new ArrayList<List<BlobProto>>();
        net.getLayersList().stream().map(V1LayerParameter::getBlobsList).forEach(blobs::add);
        net.getLayerList().stream().map(LayerParameter::getBlobsList).forEach(blobs::add);
        var layers = WeightsFile.read(file).layers();
        assertThat(layers).hasSameSizeAs(blobs).isNotEmpty();
        for (int i = 0; i < layers.size(); i++) {
            compare(layers.get(i).blobs(), blobs.get(i));
            compareDiffs(layers.get(i).diffs(), blobs.get(i));
        }
    }

    private static void compareState(Path file) throws IOException {
        var message = SolverState.parseFrom(Files.readAllBytes(file));
        var state = StateFile.read(file);
        assertThat(state.iter()).isEqualTo(message.getIter()).isPositive();
        assertThat(state.learnedNet()).isEqualTo(message.getLearnedNet()).isNotEmpty();
        compare(state.history(), message.getHistoryList());
    }

    private static void compare(List<Tensor> tensors, List<BlobProto> blobs) {
        assertThat(tensors).hasSameSizeAs(blobs);
        for (int i = 0; i < blobs.size(); i++) {
            assertThat(tensors.get(i).toArray()).isEqualTo(floats(blobs.get(i).getDataList()));
            var blob = blobs.get(i);
            List<?> dims =
                    blob.hasNum()
                            ? List.of(
                                    blob.getNum(),
                                    blob.getChannels(),
                                    blob.getHeight(),
                                    blob.getWidth())
                            : blob.getShape().getDimList();
            assertThat(tensors.get(i).shape().dims().toString()).isEqualTo(dims.toString());
        }
    }

    private static void compareDiffs(List<Tensor> diffs, List<BlobProto> blobs) {
        for (int i = 0; i < blobs.size(); i++) {
            if (blobs.get(i).getDiffCount() > 0)
                assertThat(diffs.get(i).toArray()).isEqualTo(floats(blobs.get(i).getDiffList()));
        }
    }

    private static float[] floats(List<Float> values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) floats[i] = values.get(i);
        return floats;
    }
}
