package jdl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourcesTest {

    @Test
    void opensBySchemeAndReadsEachOnce() {
        Sources sources = new Sources(List.of(new CountingSource.Type()));
        assertThat(sources.open("count:12").size()).isEqualTo(12);
        assertThat(sources.open("count:12")).isSameAs(sources.open("count:12"));
        assertThat(sources.open("count:12")).isNotSameAs(sources.open("count:13"));
    }

    @ParameterizedTest
    @CsvSource({"digit:train,digits", "dgits:train,digits", "idy:x,idx", "cifar1:x/train,cifar10"})
    void aTypoIsUnderstood(String written, String meant) {
        var failure = failure(written);
        assertThat(failure.kind()).isEqualTo(Kind.CONFIG);
        assertThat(failure).hasMessageContaining("did you mean \"" + meant + "\"?");
    }

    @Test
    void aWildGuessIsNotMade() {
        assertThat(failure("webdataset:x"))
                .hasMessageContaining("unknown kind \"webdataset\"")
                .hasMessageContaining("known kinds: cifar10:DIR/train")
                .hasMessageNotContaining("did you mean");
    }

    @ParameterizedTest
    @CsvSource({"examples/mnist/mnist_train_lmdb", "db", "C:\\data\\train", "./a:b/c"})
    void aDatabaseIsToldWhatToUseInstead(String path) {
        assertThat(failure(path))
                .hasMessageContaining(path + ": there is no such database")
                .hasMessageContaining("--alias " + path + "=idx:DIR/train")
                .hasMessageContaining("known kinds: cifar10:DIR/train");
    }

    @Test
    void theDataFolderIsTheUsersOwnElseInTheCache() {
        assertThat(DataFolder.of(Map.of("JDL_DATA", "/d", "XDG_CACHE_HOME", "/c"), "/h"))
                .isEqualTo(new DataFolder(Path.of("/d")));
        assertThat(DataFolder.of(Map.of("JDL_DATA", "", "XDG_CACHE_HOME", "/c"), "/h"))
                .isEqualTo(new DataFolder(Path.of("/c/jdl/data")));
        assertThat(DataFolder.of(Map.of(), "/h"))
                .isEqualTo(new DataFolder(Path.of("/h/.cache/jdl/data")));
    }

    @Test
    void aPathMayBeginWithTheDataFolder() {
        var folder = new DataFolder(Path.of("/d"));
        assertThat(folder.resolve("$JDL_DATA/mnist/train")).isEqualTo(Path.of("/d/mnist/train"));
        assertThat(folder.resolve("$JDL_DATA")).isEqualTo(Path.of("/d"));
        assertThat(folder.resolve("a/$JDL_DATA")).isEqualTo(Path.of("a/$JDL_DATA"));
        assertThat(folder.resolve("/a")).isEqualTo(Path.of("/a"));
    }

    private static Failure failure(String written) {
        return catchThrowableOfType(Failure.class, () -> Sources.installed().open(written));
    }
}
