package jdl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jdl.file.NpyFile;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForwardTest {

    private static final String NET =
            """
            name: small
            layers:
              - {name: in, type: Input, top: x, input_param: {shape: {dim: [2, 3]}}}
              - {name: double, type: Power, bottom: x, top: y, scale: 2}
            """;

    @TempDir private Path folder;

    private String net = "";
    private String x = "";

    @BeforeEach
    void files() throws IOException {
        net = Files.writeString(folder.resolve("net.yaml"), NET).toString();
        x = npy("x.npy", Tensor.of(Shape.of(2, 3), 1, 2, 3, 4, 5, 6));
    }

    private String npy(String name, Tensor tensor) {
        NpyFile.write(folder.resolve(name), tensor);
        return folder.resolve(name).toString();
    }

    @Test
    void blobsAndGradientsAreDumped() {
        String dy = npy("dy.npy", Tensor.of(Shape.of(2, 3), 1, 0, 0, 0, 0, -1));
        Path dump = folder.resolve("dump");
        Run run =
                Run.jdl(
                        "forward",
                        "--model",
                        net,
                        "--input",
                        "x=" + x,
                        "--seed",
                        "y=" + dy,
                        "--set",
                        "net.force_backward=true",
                        "--dump",
                        dump.toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("total loss = 0", "    y = 2 4 6 8 10 12 (2×3)");
        assertThat(NpyFile.read(dump.resolve("blob.y.data.npy")).toArray())
                .containsExactly(2, 4, 6, 8, 10, 12);
        assertThat(NpyFile.read(dump.resolve("input.x.diff.npy")).toArray())
                .containsExactly(2, 0, 0, 0, 0, -2);
        assertThat(dump.resolve(Dump.CONTAINER)).exists();
    }

    @Test
    void aDumpCanBeGivenAgain() {
        Path dump = folder.resolve("dump");
        Run.jdl("forward", "--model", net, "--input", "x=" + x, "--dump", dump.toString());
        String container = dump.resolve(Dump.CONTAINER).toString();
        for (String input : new String[] {container, "x=" + container}) {
            Run run = Run.jdl("forward", "--model", net, "--input", input);
            assertThat(run.out()).as(run.err()).contains("y = 2 4 6 8 10 12 (2×3)");
        }
    }

    @Test
    void mistakesAreToldWithAWayOut() {
        assertFails("the net's inputs [x] are not given; give each by --input x=FILE.npy");
        assertFails("the net has no input \"xx\"; did you mean \"x\"?", "--input", "xx=" + x);
        assertFails("blob \"y\" is written by a layer", "--input", "y=" + x);
        String wrong = npy("wrong.npy", Tensor.zeros(Shape.of(3, 2)));
        assertFails("has shape 2×3 in the net, but 3×2", "--input", "x=" + wrong);
        assertFails("which blob is " + x + " for?", "--input", x);
        assertFails("takes no gradient", "--input", "x=" + x, "--seed", "y=" + x);
        assertFails("no container has an entry", "--input", "x=" + x, "--seed", "y");
    }

    @Test
    void scalarsEmptyBlobsAndSlashesAreDumped() throws IOException {
        Files.writeString(
                Path.of(net),
                """
                name: small
                layers:
                  - {name: in, type: Input, top: [x, none], input_param: {shape: [{dim: [2, 3]}, {dim: [0, 3]}]}}
                  - {name: a/sum, type: Reduction, bottom: x, top: a/sum}
                """);
        String none = npy("none.npy", Tensor.zeros(Shape.of(0, 3)));
        Path dump = folder.resolve("dump");
        Run run =
                Run.jdl(
                        "forward",
                        "--model",
                        net,
                        "--input",
                        "x=" + x,
                        "--input",
                        "none=" + none,
                        "--dump",
                        dump.toString());
        assertThat(run.code()).as(run.err()).isZero();
        Tensor sum = NpyFile.read(dump.resolve("blob.a.sum.data.npy"));
        assertThat(sum.shape()).isEqualTo(Shape.scalar());
        assertThat(sum.get(0)).isEqualTo(21);
        assertThat(NpyFile.read(dump.resolve("blob.none.data.npy")).shape())
                .isEqualTo(Shape.of(0, 3));
        assertThat(dump.resolve(Dump.INDEX)).content().contains("\"blob/a/sum\"");
    }

    private void assertFails(String message, String... more) {
        String[] args = new String[3 + more.length];
        args[0] = "forward";
        args[1] = "--model";
        args[2] = net;
        System.arraycopy(more, 0, args, 3, more.length);
        Run run = Run.jdl(args);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(message);
    }
}
