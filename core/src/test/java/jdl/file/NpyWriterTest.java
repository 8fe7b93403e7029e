package jdl.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyWriterTest {

    @TempDir private Path folder;

    @Test
    void partsAreTheSameAsTheWhole() {
        Tensor whole = Tensor.of(Shape.of(3, 2), 1, 2, 3, 4, 5, 6);
        NpyFile.write(folder.resolve("whole.npy"), whole);
        NpyWriter.write(
                folder.resolve("parts.npy"),
                List.of(3L, 2L),
                out -> {
                    for (int row = 0; row < 3; row++) out.put(whole.part(row, 3));
                });
        assertThat(folder.resolve("parts.npy")).hasSameBinaryContentAs(folder.resolve("whole.npy"));
    }

    @Test
    void aPartThatIsMissingIsNoFile() {
        Path file = folder.resolve("half.npy");
        assertThatThrownBy(
                        () ->
                                NpyWriter.write(
                                        file,
                                        List.of(2),
                                        out -> out.put(Tensor.of(Shape.of(1), 1))))
                .isInstanceOf(IllegalStateException.class);
        assertThat(file).doesNotExist();
    }
}
