package jdl.data.download;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarTest {

    @TempDir Path folder;

    @Test
    void unpacksPlainFilesIntoOneFolder() throws IOException {
        unpack(
                entry("cifar/", '5', 0, 0),
                entry("cifar/a.bin", '0', 700, 700),
                entry("b.txt", '0', 512, 512),
                entry("link.bin", '2', 0, 0),
                new byte[1024]);
        assertThat(names()).containsExactly("a.bin", "b.txt");
        assertThat(Files.readAllBytes(out().resolve("a.bin"))).hasSize(700).containsOnly('x');
    }

    @Test
    void nothingLeavesTheFolder() throws IOException {
        unpack(
                entry("../../evil", '0', 3, 3),
                entry("..", '0', 3, 3),
                entry(".hidden", '0', 3, 3),
                entry("a\\b", '0', 3, 3),
                new byte[1024]);
        assertThat(names()).containsExactly("evil");
        assertThat(folder.resolve("evil")).doesNotExist();
        assertThat(folder.resolveSibling("evil")).doesNotExist();
    }

    @Test
    void refusesBrokenArchives() throws IOException {
        refused("a ends early", entry("a", '0', 5000, 3));
        assertThat(names()).isEmpty();
        refused("no end mark", entry("a", '0', 3, 3));
        byte[] flipped = entry("a", '0', 3, 3);
        flipped[1] ^= 1;
        refused("wrong checksum", flipped);
        refused("bytes in it", entry("a", '0', 1L << 32, 3));
    }

    private void refused(String what, byte[]... entries) throws IOException {
        var failure = catchThrowableOfType(Failure.class, () -> unpack(entries));
        assertThat(failure.kind()).isEqualTo(Kind.CORRUPT);
        assertThat(failure).hasMessageContaining(what);
    }

    private void unpack(byte[]... entries) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            for (byte[] entry : entries) gzip.write(entry);
        }
        Path archive = Files.write(folder.resolve("archive.tar.gz"), packed.toByteArray());
        Files.createDirectories(out());
        Tar.unpack(archive, out());
    }

    private Path out() {
        return folder.resolve("in").resolve("out");
    }

    private String[] names() throws IOException {
        try (var files = Files.list(out())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".part"))
                    .sorted()
                    .toArray(String[]::new);
        }
    }

    /** A header that says {@code size}, and {@code really} bytes of x, in whole blocks. */
    private static byte[] entry(String name, char type, long size, int really) {
        byte[] bytes = new byte[512 + (really + 511) / 512 * 512];
        put(bytes, 0, name);
        put(bytes, 124, "%011o".formatted(size));
        put(bytes, 148, "        ");
        bytes[156] = (byte) type;
        int sum = 0;
        for (int i = 0; i < 512; i++) sum += bytes[i];
        put(bytes, 148, "%06o\0 ".formatted(sum));
        Arrays.fill(bytes, 512, 512 + really, (byte) 'x');
        return bytes;
    }

    private static void put(byte[] bytes, int at, String text) {
        byte[] ascii = text.getBytes(US_ASCII);
        System.arraycopy(ascii, 0, bytes, at, ascii.length);
    }
}
