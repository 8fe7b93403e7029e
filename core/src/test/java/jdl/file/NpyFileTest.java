package jdl.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class NpyFileTest {

    /** In front of a shape that is tried instead of a type. */
    private static final String SHAPE = "shape ";

    @TempDir private Path folder;

    @TestFactory
    Stream<DynamicTest> whatIsWrittenIsReadAgain() {
        return Stream.of(
                        Shape.scalar(),
                        Shape.of(3),
                        Shape.of(0, 4),
                        Shape.of(2, 3),
                        Shape.of(1, 2, 3, 4))
                .map(shape -> DynamicTest.dynamicTest(shape.toString(), () -> roundTrip(shape)));
    }

    private void roundTrip(Shape shape) throws IOException {
        Tensor tensor = Tensor.zeros(shape);
        for (int i = 0; i < tensor.size(); i++) tensor.set(i, 0.1f * i);
        Path file = folder.resolve("t.npy");
        NpyFile.write(file, tensor);
        byte[] bytes = Files.readAllBytes(file);
        assertThat((bytes.length - 4 * tensor.size()) % 64).isZero();
        Tensor read = NpyFile.read(file);
        assertThat(read.shape()).isEqualTo(shape);
        assertThat(read.toArray()).isEqualTo(tensor.toArray());
    }

    @Test
    void theHeaderIsNumPys() throws IOException {
        Path file = folder.resolve("t.npy");
        NpyFile.write(file, Tensor.zeros(Shape.of(2, 3)));
        assertThat(new String(Files.readAllBytes(file), 10, 70, StandardCharsets.ISO_8859_1))
                .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }   ");
        NpyFile.write(file, Tensor.zeros(Shape.of(2)));
        assertThat(new String(Files.readAllBytes(file), 10, 70, StandardCharsets.ISO_8859_1))
                .contains("'shape': (2,), }");
    }

    @Test
    void otherTypesAndByteOrdersAreRead() throws IOException {
        assertThat(read("<f8", 16, b -> b.putDouble(0.5).putDouble(-3))).containsExactly(0.5f, -3);
        assertThat(read(">f8", 16, b -> b.putDouble(0.5).putDouble(-3))).containsExactly(0.5f, -3);
        assertThat(read(">f4", 8, b -> b.putFloat(0.5f).putFloat(-3))).containsExactly(0.5f, -3);
        assertThat(read("<i8", 16, b -> b.putLong(7).putLong(-3))).containsExactly(7, -3);
        assertThat(read(">i4", 8, b -> b.putInt(7).putInt(-3))).containsExactly(7, -3);
        assertThat(read("<u2", 4, b -> b.putShort((short) -1).putShort((short) 1)))
                .containsExactly(65535, 1);
        assertThat(read("|u1", 2, b -> b.put((byte) -1).put((byte) 1))).containsExactly(255, 1);
        assertThat(read("|b1", 2, b -> b.put((byte) 1).put((byte) 0))).containsExactly(1, 0);
    }

    @Test
    void whatCannotBeReadIsRefused() {
        assertThatThrownBy(() -> read("<c8", 16, b -> {}))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("values of type \"c8\"");
        assertThatThrownBy(() -> read("<f4", 7, b -> {})).hasMessageContaining("7 bytes of values");
        assertThatThrownBy(() -> read(SHAPE + "(9, 9, 9999999999, 99999999999)", 8, b -> {}))
                .hasMessageContaining("a shape that cannot be");
        assertThatThrownBy(() -> read(SHAPE + "(-2,)", 8, b -> {}))
                .hasMessageContaining("a shape that cannot be");
        Path text = folder.resolve("text.npy");
        assertThatThrownBy(() -> NpyFile.read(text)).hasMessageContaining("there is no such file");
        assertThatThrownBy(() -> NpyFile.read(Files.writeString(text, "hello world")))
                .hasMessageContaining("is no .npy file");
    }

    @Test
    void halvesAreRead() throws IOException {
        int[] halves = {0x3c00, 0xc000, 0x0001, 0x7bff, 0x7c00, 0xfc00, 0x8000, 0x3555};
        for (int i = 0; i < halves.length; i += 2) {
            int at = i;
            float[] read =
                    read(
                            "<f2",
                            4,
                            b -> b.putShort((short) halves[at]).putShort((short) halves[at + 1]));
            assertThat(read)
                    .containsExactly(
                            List.of(
                                            1f,
                                            -2f,
                                            0x1p-24f,
                                            65504f,
                                            Float.POSITIVE_INFINITY,
                                            Float.NEGATIVE_INFINITY,
                                            -0f,
                                            0.33325195f)
                                    .subList(at, at + 2)
                                    .toArray(Float[]::new));
        }
        assertThat(read("<f2", 4, b -> b.putShort((short) 0x7e00))[0]).isNaN();
    }

    @Test
    void largeUnsignedNumbersAreRead() throws IOException {
        assertThat(read("<u8", 16, b -> b.putLong(-1).putLong(3))).containsExactly(0x1p64f, 3);
    }

    @Test
    void fortransOrderIsTurned() throws IOException {
        Tensor read = NpyFile.read(fortran());
        assertThat(read.shape()).isEqualTo(Shape.of(2, 3, 2));
        for (int i = 0; i < 12; i++) assertThat(read.get(i)).isEqualTo(i);
    }

    @Test
    void rowsAreReadAloneInAnyOrder() throws IOException {
        Path file = folder.resolve("rows.npy");
        NpyFile.write(file, counting(Shape.of(5, 2, 3)));
        assertRows(file, Shape.of(2, 3), 5);
        assertRows(fortran(), Shape.of(3, 2), 2);
        NpyFile.write(file, counting(Shape.of(4)));
        assertRows(file, Shape.scalar(), 4);
        NpyFile.write(file, counting(Shape.of(0, 4)));
        assertRows(file, Shape.of(4), 0);
        NpyFile.write(file, counting(Shape.scalar()));
        assertThatThrownBy(() -> NpyRows.open(file)).hasMessageContaining("no rows");
    }

    private static void assertRows(Path file, Shape row, int count) {
        try (var rows = NpyRows.open(file)) {
            assertThat(rows.size()).isEqualTo(count);
            assertThat(rows.row()).isEqualTo(row);
            for (int i = count - 1; i >= 0; i--) {
                Tensor read = Tensor.zeros(row);
                rows.read(i, read);
                for (int k = 0; k < read.size(); k++)
                    assertThat(read.get(k)).isEqualTo(i * read.size() + k);
            }
        }
    }

    @Test
    void anyDamageEndsInAFailureOrInValues() throws IOException {
        assertThat(damaged(800)).isBetween(100, 799);
    }

    @Test
    @Tag("slow")
    void anyDamageEndsInAFailureOrInValuesTenThousandTimes() throws IOException {
        assertThat(damaged(10_000)).isBetween(1000, 9999);
    }

    private int damaged(int cases) throws IOException {
        Path file = folder.resolve("d.npy");
        NpyFile.write(file, counting(Shape.of(5, 10)));
        return DamageCases.refused(
                file,
                9,
                cases,
                () -> {
                    NpyFile.read(file);
                    NpyRows.open(file).close();
                });
    }

    private static Tensor counting(Shape shape) {
        Tensor tensor = Tensor.zeros(shape);
        for (int i = 0; i < tensor.size(); i++) tensor.set(i, i);
        return tensor;
    }

    /** The numbers from 0, 2×3×2 of them, the first axis innermost. */
    private Path fortran() throws IOException {
        String words = "{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3, 2), }";
        var file = new ByteArrayOutputStream();
        file.writeBytes(NpyHeader.MAGIC);
        file.writeBytes(new byte[] {1, 0, (byte) words.length(), 0});
        file.writeBytes(words.getBytes(StandardCharsets.ISO_8859_1));
        file.writeBytes(new byte[] {0, 6, 2, 8, 4, 10, 1, 7, 3, 9, 5, 11});
        return Files.write(folder.resolve("f.npy"), file.toByteArray());
    }

    private float[] read(String type, int bytes, Consumer<ByteBuffer> values) throws IOException {
        boolean shape = type.startsWith(SHAPE);
        String words =
                "{'descr': '%s', 'fortran_order': False, 'shape': %s, }\n"
                        .formatted(
                                shape ? "<f4" : type,
                                shape ? type.substring(SHAPE.length()) : "(2,)");
        var file = ByteBuffer.allocate(10 + words.length() + bytes);
        file.put(NpyHeader.MAGIC).put((byte) 1).put((byte) 0);
        file.order(ByteOrder.LITTLE_ENDIAN).putShort((short) words.length());
        file.put(words.getBytes(StandardCharsets.ISO_8859_1));
        file.order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        values.accept(file);
        return NpyFile.read(Files.write(folder.resolve("v.npy"), file.array())).toArray();
    }
}
