package jdl.file.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdl.file.AtomicFile;
import jdl.file.RealDisk;
import jdl.file.hdf5.Hdf5Item.Group;
import jdl.file.hdf5.Hdf5Item.Values;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Hdf5WriterTest {

    private static final int MANY = 3000;
    private static final byte[] NOTE = "a note".getBytes(StandardCharsets.US_ASCII);

    @TempDir Path folder;

    @Test
    void whatIsWrittenIsReadToTheLastBit() throws IOException {
        float[] odd = {Float.intBitsToFloat(0x7fc12345), -0f, Float.MIN_VALUE, 1 / 3f};
        var members = new LinkedHashMap<String, Hdf5Item>();
        members.put("z", Values.floats(new Tensor(Shape.of(1, 2), odd, 1)));
        members.put("odd", Values.floats(Tensor.of(Shape.of(2, 2), odd)));
        members.put("scalar", Values.floats(Tensor.of(Shape.scalar(), 5)));
        members.put("empty", Values.floats(Tensor.zeros(Shape.of(0, 3))));
        members.put("whole", Values.whole(-70_000));
        members.put("text", Values.text("ödd"));
        members.put("bytes", Values.bytes(3, sink -> sink.write(new byte[] {1, -2, 3})));
        members.put("none", new Group(Map.of()));
        try (var file = written(new Group(Map.of("outer", new Group(members))))) {
            Hdf5Group outer = file.root().group("outer");
            assertThat(outer.names())
                    .containsExactly(
                            "bytes", "empty", "none", "odd", "scalar", "text", "whole", "z");
            int[] bits = new int[4];
            Tensor read = outer.dataset("odd").read();
            for (int i = 0; i < 4; i++) bits[i] = Float.floatToRawIntBits(read.get(i));
            assertThat(bits).containsExactly(0x7fc12345, 0x80000000, 1, 0x3eaaaaab);
            assertThat(read.shape()).isEqualTo(Shape.of(2, 2));
            assertThat(outer.dataset("z").read().toArray()).containsExactly(-0f, Float.MIN_VALUE);
            assertThat(outer.dataset("scalar").read().shape()).isEqualTo(Shape.scalar());
            assertThat(outer.dataset("empty").read().shape()).isEqualTo(Shape.of(0, 3));
            assertThat(outer.dataset("whole").whole()).isEqualTo(-70_000);
            assertThat(outer.dataset("text").text()).isEqualTo("ödd");
            assertThat(outer.dataset("bytes").bytes()).containsExactly(1, -2, 3);
            assertThat(outer.group("none").names()).isEmpty();
        }
    }

    @Test
    void aGroupMayHaveManyMembersAndTheyAreFoundByName() throws IOException {
        try (var file = written(new Group(many()))) {
            assertThat(file.root().names())
                    .containsExactlyElementsOf(many().keySet().stream().sorted().toList());
            for (int i : new int[] {0, 7, 8, 255, 256, 1234, MANY - 1})
                assertThat(file.root().dataset("member" + i).whole()).isEqualTo(i);
        }
    }

    @Test
    void anArrayOfTwoNamesIsWrittenOnce() throws IOException {
        Values values = Values.floats(Tensor.zeros(Shape.of(100_000)));
        try (var file = written(new Group(Map.of("a", values, "b", values)))) {
            assertThat(Files.size(file.path())).isBetween(400_000L, 402_000L);
            assertThat(file.root().dataset("b").read().size()).isEqualTo(100_000);
        }
    }

    @Test
    void aNoteStandsBehindTheFirstBytes() throws IOException {
        try (var file = written(new Group(Map.of()))) {
            byte[] bytes = Files.readAllBytes(file.path());
            assertThat(Arrays.copyOfRange(bytes, Hdf5Writer.NOTE, Hdf5Writer.NOTE + 6))
                    .isEqualTo(NOTE);
        }
    }

    @Test
    void namesThatHdf5CannotHoldAreRefused() {
        for (String name : List.of("", ".", "a/b", "a\0"))
            assertThatThrownBy(() -> new Group(Map.of(name, Values.whole(1))))
                    .hasMessageContaining("is no name");
    }

    @Test
    void theToolsOfHdf5ReadTheSame() throws Exception {
        assumeTrue(isThere("h5dump"), "no h5dump on this machine");
        var members = new LinkedHashMap<>(many());
        members.put("text", Values.text("a text"));
        members.put(
                "inner", new Group(Map.of("x", Values.floats(tensor()), "y", new Group(Map.of()))));
        members.put("twice", members.get("member5"));
        Path path;
        try (var file = written(new Group(members))) {
            path = file.path();
        }
        assertThat(output("h5ls", "-r", path.toString()).lines()).hasSize(MANY + 6);
        assertThat(output("h5dump", "-d", "/inner/x", path.toString()))
                .contains("H5T_IEEE_F32LE", "( 2, 3 )", "(0,0): 0.5, 1.5, 2.5,", "(1,0): 3.5");
        assertThat(output("h5dump", "-d", "/member2999", path.toString()))
                .contains("H5T_STD_I32LE", "(0): 2999");
        assertThat(output("h5dump", "-d", "/text", path.toString())).contains("(0): \"a text\"");
        assertThat(output("h5dump", "-d", "/twice", path.toString())).contains("(0): 5");
    }

    private static Tensor tensor() {
        return Tensor.of(Shape.of(2, 3), 0.5f, 1.5f, 2.5f, 3.5f, 4.5f, 5.5f);
    }

    private static Map<String, Hdf5Item> many() {
        var members = new LinkedHashMap<String, Hdf5Item>();
        for (int i = 0; i < MANY; i++) members.put("member" + i, Values.whole(i));
        return members;
    }

    private Hdf5File written(Group root) throws IOException {
        Path path = folder.resolve("a.h5");
        var writer = new Hdf5Writer(root, NOTE);
        new AtomicFile(new RealDisk(), path).write(writer.size(), writer::writeTo);
        assertThat(Files.size(path)).isEqualTo(writer.size());
        return Hdf5File.open(path);
    }

    private static boolean isThere(String tool) throws InterruptedException {
        try {
            return run(tool, "--version").waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process = run(command);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static Process run(String... command) throws IOException {
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
