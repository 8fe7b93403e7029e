package jdl.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class NpyFileTest {

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
        assertThatThrownBy(() -> read("(1, 2), 'x': '", "True", 8, b -> {}))
                .hasMessageContaining("Fortran");
        Path text = folder.resolve("text.npy");
        assertThatThrownBy(() -> NpyFile.read(text)).hasMessageContaining("there is no such file");
        assertThatThrownBy(() -> NpyFile.read(Files.writeString(text, "hello world")))
                .hasMessageContaining("is no .npy file");
    }

    private float[] read(String type, int bytes, Consumer<ByteBuffer> values) throws IOException {
        return read(type + "', 'x': '", "False", bytes, values);
    }

    private float[] read(String type, String fortran, int bytes, Consumer<ByteBuffer> values)
            throws IOException {
        boolean two = type.startsWith("(");
        String words =
                "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }\n"
                        .formatted(two ? "<f4" : type, fortran, two ? "(1, 2)" : "(2,)");
        var file = ByteBuffer.allocate(10 + words.length() + bytes);
        file.put(NpyHeader.MAGIC).put((byte) 1).put((byte) 0);
        file.order(ByteOrder.LITTLE_ENDIAN).putShort((short) words.length());
        file.put(words.getBytes(StandardCharsets.ISO_8859_1));
        file.order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        values.accept(file);
        return NpyFile.read(Files.write(folder.resolve("v.npy"), file.array())).toArray();
    }
}
