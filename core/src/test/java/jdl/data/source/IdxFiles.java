package jdl.data.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Small IDX files for tests. */
final class IdxFiles {

    private IdxFiles() {}

    /** Integers, big-endian, then bytes counting up from {@code first}. */
    static byte[] bytes(int count, int first, int... header) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * header.length + count);
        for (int value : header) buffer.putInt(value);
        for (int i = 0; i < count; i++) buffer.put((byte) (first + i));
        return buffer.array();
    }

    static byte[] images(int count, int height, int width) {
        return bytes(count * height * width, 0, 0x803, count, height, width);
    }

    static byte[] labels(int count) {
        return bytes(count, 3, 0x801, count);
    }

    static byte[] gzip(byte[] bytes) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    static Path write(Path folder, String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
