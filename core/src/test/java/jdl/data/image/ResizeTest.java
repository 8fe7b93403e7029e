package jdl.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import jdl.data.Values;
import org.junit.jupiter.api.Test;

/** {@code resize.txt} holds what OpenCV gave; the script that made it lies beside it. */
class ResizeTest {

    @Test
    void givesTheBitsOfOpenCv() {
        var wrong = lines().filter(line -> !line.startsWith("gray")).filter(this::differs).toList();
        assertThat(wrong).isEmpty();
        assertThat(lines()).hasSizeGreaterThan(400);
    }

    private boolean differs(String line) {
        long[] n = Stream.of(line.split(" ")).mapToLong(Long::parseLong).toArray();
        for (boolean planes : new boolean[] {false, true}) {
            Values picture = picture((int) n[0], (int) n[1], (int) n[2], planes);
            picture.window((int) n[3], (int) n[4], (int) n[5], (int) n[6]);
            var result = new Values();
            Resize.run(picture, (int) n[7], (int) n[8], result);
            if (crc(result) != n[9]) return true;
        }
        return false;
    }

    @Test
    void greyHasTheBitsOfOpenCv() {
        Values picture = picture(3, 64, 512, false);
        byte[] gray = new byte[64 * 512];
        byte[] x = picture.bytes();
        for (int i = 0; i < gray.length; i++)
            Gray.put(x[3 * i] & 0xff, x[3 * i + 1] & 0xff, x[3 * i + 2] & 0xff, gray, i, 1);
        var crc = new CRC32();
        crc.update(gray);
        assertThat(lines()).contains("gray " + crc.getValue());
    }

    @Test
    void floatsAreWithinAStepOfBytes() {
        for (int size : List.of(1, 5, 16, 40)) {
            Values bytes = picture(3, 17, 33, true);
            float[] x = new float[bytes.count()];
            for (int i = 0; i < x.length; i++) x[i] = bytes.bytes()[i] & 0xff;
            var floats = new Values();
            floats.planes(x, 0, 3, 17, 33);
            var expected = new Values();
            var actual = new Values();
            Resize.run(bytes, size, size + 1, expected);
            Resize.run(floats, size, size + 1, actual);
            for (int c = 0; c < 3; c++)
                for (int i = 0; i < size; i++)
                    assertThat(actual.get(c, i, i)).isCloseTo(expected.get(c, i, i), within(1.5f));
        }
    }

    @Test
    void aFloatPictureOfItsOwnSizeStaysAsItIs() {
        var floats = new Values();
        floats.planes(new float[] {1, 2.5f, -3, 4e9f}, 0, 1, 2, 2);
        var result = new Values();
        Resize.run(floats, 2, 2, result);
        assertThat(result.floats()).startsWith(1, 2.5f, -3, 4e9f);
    }

    private static Values picture(int channels, int height, int width, boolean planes) {
        byte[] x = new byte[channels * height * width];
        for (int i = 0; i < x.length; i++) {
            int place = planes ? i % channels * height * width + i / channels : i;
            x[place] = (byte) ((i * 2654435761L & 0xffffffffL) >> 11);
        }
        var values = new Values();
        if (planes) values.planes(x, 0, channels, height, width);
        else values.pixels(x, 0, channels, height, width);
        return values;
    }

    private static long crc(Values values) {
        var crc = new CRC32();
        crc.update(values.bytes(), 0, values.count());
        return crc.getValue();
    }

    private static Stream<String> lines() {
        try (var file = ResizeTest.class.getResourceAsStream("resize.txt")) {
            if (file == null) throw new AssertionError("no resize.txt");
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
