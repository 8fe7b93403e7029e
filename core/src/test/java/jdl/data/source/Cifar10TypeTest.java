package jdl.data.source;

import static jdl.data.SourceContract.pixels;
import static jdl.data.source.IdxFiles.gzip;
import static jdl.data.source.IdxFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import jdl.data.Source;
import jdl.data.SourceContract;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Cifar10TypeTest implements SourceContract {

    private static final int RECORD = 3073;

    @TempDir Path folder;

    @Override
    public Stream<SourceCase> sources() {
        write(folder, "data_batch_1.bin", records(3, 4));
        write(folder, "data_batch_2.bin", records(2, 7));
        return Stream.of(new SourceCase("two files", open("train"), open("train")));
    }

    @Test
    void joinsTheBatchesInOrderAndReadsACopyOnce() {
        write(folder, "data_batch_2.first100.bin.gz", gzip(records(2, 7)));
        write(folder, "data_batch_1.bin", records(3, 4));
        write(folder, "data_batch_1.bin.gz", gzip(records(3, 4)));
        write(folder, "data_batch_3.bin.part", new byte[1]);
        Source source = open("train");
        assertThat(source.size()).isEqualTo(5);
        assertThat(source.columns().get(0).shape()).isEqualTo(Shape.of(3, 32, 32));
        assertThat(source.label(2)).isEqualTo(4);
        assertThat(source.label(3)).isEqualTo(7);
        assertThat(source.key(4)).endsWith("data_batch_2.first100.bin.gz, image 1");
        assertThat(Arrays.copyOf(pixels(source, 3), 3)).containsExactly(8, 9, 10);
    }

    @Test
    void findsTheTestBatchAndFilesByName() {
        Path file = write(folder, "test_batch.first1000.bin.gz", gzip(records(4, 1)));
        assertThat(open("test").size()).isEqualTo(4);
        assertThat(new Cifar10Type().open(file + "," + file).size()).isEqualTo(8);
    }

    @Test
    void refusesWhatIsNoCifar() {
        refused(new byte[0], "a multiple of 3073 bytes expected, but there are 0");
        refused(Arrays.copyOf(records(2, 1), RECORD + 1), "but there are 3074");
        refused(records(2, 10), "image 0 should have a label below 10, but has 10");
    }

    @Test
    void missingFilesAreNamedAndThereIsAWayOut() {
        var failure = catchThrowableOfType(Failure.class, () -> open("train"));
        assertThat(failure.kind()).isEqualTo(Kind.MISSING);
        assertThat(failure)
                .hasMessageContaining("data_batch_*.bin")
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("jdl data get cifar10")
                .hasMessageContaining("digits:train");
    }

    private void refused(byte[] bytes, String what) {
        write(folder, "test_batch.bin", bytes);
        var failure = catchThrowableOfType(Failure.class, () -> open("test"));
        assertThat(failure.kind()).isEqualTo(Kind.CORRUPT);
        assertThat(failure).hasMessageContaining("test_batch.bin: ").hasMessageContaining(what);
    }

    private Source open(String split) {
        return new Cifar10Type().open(folder + "/" + split);
    }

    /** Records whose label, and the pixels after it, count up from {@code label}. */
    private static byte[] records(int count, int label) {
        byte[] bytes = new byte[count * RECORD];
        for (int i = 0; i < bytes.length; i++)
            bytes[i] = (byte) (i % RECORD == 0 ? label : label + i % RECORD);
        return bytes;
    }
}
