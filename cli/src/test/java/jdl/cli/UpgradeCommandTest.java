package jdl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import jdl.proto.BlobProto;
import jdl.proto.NetParameter;
import jdl.proto.V1LayerParameter;
import jdl.snapshot.WeightsFile;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class UpgradeCommandTest {

    private static final String V1 =
            """
            name: "old"
            input: "x" input_dim: 1 input_dim: 1 input_dim: 2 input_dim: 3
            layers { name: "ip" type: INNER_PRODUCT bottom: "x" top: "ip" blobs_lr: 1 blobs_lr: 2
                     inner_product_param { num_output: 4 } }
            """;

    @TempDir private Path folder;

    @Test
    void anOldNetIsWrittenAsToday() throws IOException {
        Path in = Files.writeString(folder.resolve("old.prototxt"), V1);
        Path out = folder.resolve("new.prototxt");
        Run run = Run.jdl("upgrade", in.toString(), out.toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("layers (V1)", "type Input");
        assertThat(out).content().contains("type: \"InnerProduct\"", "lr_mult: 2", "\"Input\"");
        Run again = Run.jdl("upgrade", out.toString());
        assertThat(again.err()).contains("is of today's form already");
        assertThat(again.out()).isEqualTo(Files.readString(out));
    }

    @Test
    void theEndingOfTheNewFileSaysItsForm() throws IOException {
        Path in = Files.writeString(folder.resolve("old.prototxt"), V1);
        Path out = folder.resolve("new.yaml");
        assertThat(Run.jdl("upgrade", in.toString(), out.toString()).code()).isZero();
        assertThat(out).content().contains("layers:").doesNotContain("v1_layers");
        assertThat(Run.jdl("upgrade", in.toString(), out.toString()).code()).isEqualTo(73);
    }

    @Test
    void aSolverIsToldByItsKeysOrByTheUser() throws IOException {
        Path in = folder.resolve("solver.prototxt");
        Files.writeString(in, "net: \"n.prototxt\" base_lr: 0.1 solver_type: ADAGRAD");
        assertThat(Run.jdl("upgrade", in.toString()).out()).contains("type: \"AdaGrad\"");
        Files.writeString(in, "solver_type: ADAGRAD");
        Run run = Run.jdl("upgrade", in.toString(), "--kind", "solver");
        assertThat(run.out()).isEqualTo("type: \"AdaGrad\"\n");
        Files.writeString(in, "solver_type: ADAGRAD type: \"Adam\"");
        Run both = Run.jdl("upgrade", in.toString(), "--kind", "solver");
        assertThat(both.code()).isEqualTo(2);
        assertThat(both.err()).contains("keep type");
    }

    @Test
    void oldWeightsAreWrittenWithTheirLayersOfToday() throws IOException {
        var blob = BlobProto.newBuilder().setNum(1).setChannels(1).setHeight(1).setWidth(2);
        var layer =
                V1LayerParameter.newBuilder()
                        .setName("ip")
                        .setType(V1LayerParameter.LayerType.INNER_PRODUCT)
                        .addBlobs(blob.addData(1).addData(2));
        Path in = folder.resolve("old.caffemodel");
        Files.write(in, NetParameter.newBuilder().addLayers(layer).build().toByteArray());
        Path out = folder.resolve("new.caffemodel");
        Run run = Run.jdl("upgrade", in.toString(), out.toString());
        assertThat(run.code()).as(run.err()).isZero();
        var net = NetParameter.parseFrom(Files.readAllBytes(out));
        assertThat(net.getLayersCount()).isZero();
        assertThat(net.hasSeal()).isTrue();
        assertThat(WeightsFile.read(out).layers()).hasSize(1);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(in, out);
        }
        assertThat(net.getLayer(0).getType()).isEqualTo("InnerProduct");
        assertThat(net.getLayer(0).getBlobs(0)).isEqualTo(blob.build());
        assertThat(Run.jdl("upgrade", in.toString()).code()).isEqualTo(2);
        Files.writeString(in, "no weights at all");
        assertThat(Run.jdl("upgrade", in.toString(), out + "2").code()).isEqualTo(65);
    }

    @Test
    void everyCommandReadsTheOldFormAndKnowsItsPlaces() throws IOException {
        Path net = Files.writeString(folder.resolve("old.prototxt"), V1);
        assertThat(Run.jdl("summary", net.toString()).out()).contains("InnerProduct", "28");
        assertThat(Run.jdl("render", net.toString()).out()).contains("InnerProduct");
        Files.writeString(net, V1.replace("bottom: \"x\"", "bottom: \"y\""));
        Run run = Run.jdl("validate", net.toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("old.prototxt:3:1: layer \"ip\"");
    }

    @TestFactory
    Stream<DynamicTest> upgradedGoldenNetsAndSolversAreOfTodaysForm() throws IOException {
        Path root = Path.of(Run.file("../shared/golden/upgrade"));
        assumeTrue(Files.isDirectory(root), "skipped: no golden upgrades at " + root);
        try (Stream<Path> cases = Files.list(root)) {
            return cases
                    .sorted()
                    .filter(c -> Math.floorMod(c.getFileName().hashCode(), 8) == 0)
                    .toList()
                    .stream()
                    .map(c -> DynamicTest.dynamicTest(c.getFileName() + "", () -> twice(c)));
        }
    }

    private void twice(Path golden) throws IOException {
        Path once = folder.resolve("once.prototxt");
        String in = golden.resolve("in.prototxt").toString();
        Run first = Run.jdl("upgrade", in, once.toString(), "--force");
        assertThat(first.code()).as(first.err()).isZero();
        Run second = Run.jdl("upgrade", once.toString());
        assertThat(second.code()).as(second.err()).isZero();
        assertThat(second.err()).contains("is of today's form already");
        assertThat(second.out()).isEqualTo(Files.readString(once));
    }
}
