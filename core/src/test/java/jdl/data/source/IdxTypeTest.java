package jdl.data.source;

import static jdl.data.SourceContract.pixels;
import static jdl.data.source.IdxFiles.bytes;
import static jdl.data.source.IdxFiles.gzip;
import static jdl.data.source.IdxFiles.images;
import static jdl.data.source.IdxFiles.labels;
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
import jdl.tensor.Dice;
import jdl.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdxTypeTest implements SourceContract {

    @TempDir Path folder;

    @Override
    public Stream<SourceCase> sources() {
        train(images(7, 3, 5), labels(7));
        return Stream.of(new SourceCase("7 of 3×5", open("train"), open("train")));
    }

    @Test
    void readsWhatTheFormatSays() {
        train(images(3, 2, 2), labels(3));
        Source source = open("train");
        assertThat(source.columns().get(0).shape()).isEqualTo(Shape.of(1, 2, 2));
        assertThat(source.size()).isEqualTo(3);
        assertThat(pixels(source, 1)).containsExactly(4, 5, 6, 7);
        assertThat(source.label(2)).isEqualTo(5);
        assertThat(source.key(2)).endsWith("train-images-idx3-ubyte, image 2");
    }

    @Test
    void bytesAreUnsigned() {
        train(bytes(2, 254, 0x803, 2, 1, 1), labels(2));
        assertThat(pixels(open("train"), 1)).containsExactly(255);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "t10k-images-idx3-ubyte,t10k-labels-idx1-ubyte",
                "t10k-images-idx3-ubyte.gz,t10k-labels-idx1-ubyte.gz",
                "t10k-images.idx3-ubyte,t10k-labels.idx1-ubyte",
                "t10k-images.idx3-ubyte.gz,t10k-labels-idx1-ubyte",
                "test-images-idx3-ubyte,test-labels-idx1-ubyte"
            })
    void findsTheTestSetUnderEachOfItsNames(String names) {
        byte[][] contents = {images(2, 2, 2), labels(2)};
        String[] files = names.split(",", -1);
        for (int i = 0; i < 2; i++)
            write(folder, files[i], files[i].endsWith(".gz") ? gzip(contents[i]) : contents[i]);
        assertThat(open("test").size()).isEqualTo(2);
    }

    @Test
    void takesTwoFilesByName() {
        Path a = write(folder, "a", images(2, 2, 2));
        Path b = write(folder, "b", gzip(labels(2)));
        assertThat(new IdxType().open(a + "," + b).size()).isEqualTo(2);
    }

    @Test
    void missingFilesAreNamedAndThereIsAWayOut() {
        var failure = failure("train");
        assertThat(failure.kind()).isEqualTo(Kind.MISSING);
        assertThat(failure)
                .hasMessageContaining("train-images-idx3-ubyte")
                .hasMessageContaining("train-labels-idx1-ubyte")
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("jdl data get mnist")
                .hasMessageContaining("digits:train");
    }

    @Test
    void refusesEachWayInWhichAFileCanBeBroken() {
        refused(images(0, 2, 2), labels(0), "images", "length 0 should be 1 to");
        refused(bytes(12, 0, 0x801, 3, 2, 2), labels(3), "images", "0x00000803");
        refused(images(3, 2, 2), bytes(3, 0, 0x803, 3), "labels", "0x00000801");
        refused(images(3, 2, 2), labels(4), "labels", "4 labels for the 3 images");
        refused(new byte[5], labels(3), "images", "header should be 16 bytes");
        refused(bytes(11, 0, 0x803, 3, 2, 2), labels(3), "images", "12 bytes");
        refused(bytes(13, 0, 0x803, 3, 2, 2), labels(3), "images", "28 bytes expected");
        refused(images(3, 2, 2), bytes(4, 0, 0x801, 3), "labels", "11 bytes expected");
        refused(bytes(12, 0, 0x803, 3, -2, 2), labels(3), "images", "4294967294");
        refused(bytes(12, 0, 0x803, 3, 1 << 20, 2), labels(3), "images", "1 to 16384");
        byte[] packed = gzip(images(3, 200, 2));
        refused(Arrays.copyOf(packed, packed.length - 9), labels(3), "images", "");
        byte[] wrongSum = packed.clone();
        wrongSum[packed.length - 5] ^= 1;
        refused(wrongSum, labels(3), "images", "gzip");
    }

    @Test
    void refusesABombBeforeItUnpacksIt() {
        int many = Integer.MAX_VALUE;
        refused(bytes(9, 0, 0x803, many, 9999, 9999), labels(1), "labels", "1 labels for the 2147");
        refused(bytes(9, 0, 0x803, many, 1, 1), bytes(9, 0, 0x801, many), "images", "cannot hold");
        byte[] packed = gzip(bytes(9, 0, 0x803, many - 100, 1, 1));
        refused(packed, gzip(bytes(9, 0, 0x801, many - 100)), "images", "cannot hold");
    }

    /** Any byte string at all is either read or refused in jdl's own words. */
    @Test
    void neverThrowsAnythingButAFailure() {
        byte[] good = images(3, 4, 4);
        byte[] packed = gzip(good);
        Dice dice = Dice.of(17);
        for (int round = 0; round < 500; round++) {
            byte[] bytes = (round % 2 == 0 ? good : packed).clone();
            for (int flip = 0; flip < 1 + round % 3; flip++)
                bytes[dice.nextInt(bytes.length)] ^= (byte) (1 << dice.nextInt(8));
            train(Arrays.copyOf(bytes, 1 + dice.nextInt(bytes.length + 2)), labels(3));
            try {
                assertThat(open("train").size()).isEqualTo(3);
            } catch (Failure failure) {
                assertThat(failure.kind()).isEqualTo(Kind.CORRUPT);
            }
        }
    }

    private void refused(byte[] images, byte[] labels, String file, String what) {
        train(images, labels);
        var failure = failure("train");
        assertThat(failure.kind()).isEqualTo(Kind.CORRUPT);
        assertThat(failure).hasMessageContaining("train-" + file).hasMessageContaining(what);
    }

    private Failure failure(String split) {
        return catchThrowableOfType(Failure.class, () -> open(split));
    }

    private Source open(String split) {
        return new IdxType().open(folder + "/" + split);
    }

    private void train(byte[] images, byte[] labels) {
        write(folder, "train-images-idx3-ubyte", images);
        write(folder, "train-labels-idx1-ubyte", labels);
    }
}
