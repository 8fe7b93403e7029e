package jdl.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdl.failure.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFolderTest {

    @TempDir private Path folder;

    private AtomicFolder atomic() {
        return new AtomicFolder(folder.resolve("out"), Pattern.compile("ours.*"));
    }

    private static void put(Path in, String name) {
        try {
            Files.writeString(in.resolve(name), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void itIsThereWhenItIsWhole() {
        atomic().write(
                        fresh -> {
                            put(fresh, "ours1");
                            assertThat(fresh.toString()).endsWith(".tmp");
                            assertThat(folder.resolve("out")).doesNotExist();
                        });
        assertThat(folder.resolve("out/ours1")).hasContent("ours1");
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void whatFailsLeavesTheOldOneAndNothingElse() throws IOException {
        atomic().write(fresh -> put(fresh, "ours1"));
        assertThatThrownBy(
                        () ->
                                atomic().write(
                                                fresh -> {
                                                    put(fresh, "ours2");
                                                    throw Failure.config("no");
                                                }))
                .hasMessage("no");
        assertThat(folder.resolve("out/ours1")).exists();
        assertThat(folder.resolve("out/ours2")).doesNotExist();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).hasSize(1);
        }
        atomic().write(fresh -> put(fresh, "ours3"));
        assertThat(folder.resolve("out/ours1")).doesNotExist();
        assertThat(folder.resolve("out/ours3")).exists();
    }

    @Test
    void onlyItsLikeMayBeReplaced() {
        atomic().check(false);
        atomic().write(fresh -> put(fresh, "ours1"));
        assertThatThrownBy(() -> atomic().check(false)).hasMessageContaining("--force");
        atomic().check(true);
        put(folder.resolve("out"), "yours");
        assertThatThrownBy(() -> atomic().check(true)).hasMessageContaining("yours");
    }
}
