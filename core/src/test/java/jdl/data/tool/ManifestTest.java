package jdl.data.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdl.failure.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {

    private static final String OF_ABC =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir private Path folder;

    @Test
    void oddNamesAreWrittenAsSha256sumWritesThem() throws IOException {
        Path odd = Files.writeString(folder.resolve("a\\b\nc"), "abc");
        Path plain = Files.writeString(folder.resolve("plain  name"), "abc");
        Path file = folder.resolve("in/m.sha256");
        Manifest.of(file, List.of(odd, plain), Progress.UNSEEN).write();
        assertThat(Files.readString(file))
                .isEqualTo("\\" + OF_ABC + "  ../a\\\\b\\nc\n" + OF_ABC + "  ../plain  name\n");
        Manifest read = Manifest.read(file);
        assertThat(read.changes(Progress.UNSEEN)).isEmpty();
        assertThat(read.additions(List.of(odd, plain, file))).isEmpty();
        Files.writeString(odd, "abd");
        assertThat(read.changes(Progress.UNSEEN)).containsExactly("changed: ../a\\b\nc");
    }

    @Test
    void binaryMarksAreReadAndOtherLinesRefused() throws IOException {
        Files.writeString(folder.resolve("x"), "abc");
        Path file = Files.writeString(folder.resolve("m"), OF_ABC + " *x\n");
        assertThat(Manifest.read(file).changes(Progress.UNSEEN)).isEmpty();
        Files.writeString(file, OF_ABC + "  x\nhello\n");
        assertThatThrownBy(() -> Manifest.read(file))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("m:2: ");
    }
}
