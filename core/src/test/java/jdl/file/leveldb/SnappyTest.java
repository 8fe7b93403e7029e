package jdl.file.leveldb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import jdl.failure.Failure;
import org.junit.jupiter.api.Test;

class SnappyTest {

    @Test
    void literalsAndCopiesOfAllKindsAreUnpacked() {
        assertThat(unpack(3, 2 << 2, 'a', 'b', 'c')).isEqualTo("abc");
        assertThat(unpack(9, 2 << 2, 'a', 'b', 'c', 2 << 2 | 1, 3)).isEqualTo("abcabcabc");
        assertThat(unpack(5, 0, 'a', 3 << 2 | 2, 1, 0)).isEqualTo("aaaaa");
        assertThat(unpack(4, 1 << 2, 'a', 'b', 1 << 2 | 3, 2, 0, 0, 0)).isEqualTo("abab");
        assertThat(unpack(2, 60 << 2, 1, 'x', 'y')).isEqualTo("xy");
        assertThat(unpack(2, 61 << 2, 1, 0, 'x', 'y')).isEqualTo("xy");
        assertThat(unpack(0)).isEmpty();
    }

    @Test
    void whatCannotBeIsRefused() {
        refused("copies from 2 bytes before byte 1", 5, 0, 'a', 1, 2);
        refused("copies from 0 bytes", 5, 0, 'a', 1, 0);
        refused("ends after", 5, 4 << 2, 'a');
        refused("more than the 1 bytes", 1, 1 << 2, 'a', 'b');
        refused("should unpack to 3 bytes, but got 1", 3, 0, 'a');
        refused("more than the 3 bytes", 3, 63 << 2, 255, 255, 255, 255);
        refused("more than 1000", 0xff, 0xff, 0x7f);
        refused("count of", 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f);
        refused("number that does not end", -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1);
    }

    @Test
    void noiseEndsInAFailureOrInBytes() {
        var random = new Random(4);
        int refused = 0;
        for (int i = 0; i < 5000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            if (bytes.length > 0) bytes[0] &= 0x3f;
            try {
                unpack(bytes);
            } catch (Failure e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(4000, 4999);
    }

    private static void refused(String message, int... bytes) {
        assertThatThrownBy(() -> unpack(bytes))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(message);
    }

    private static String unpack(int... bytes) {
        byte[] packed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) packed[i] = (byte) bytes[i];
        return unpack(packed);
    }

    private static String unpack(byte[] packed) {
        var unpacked = Snappy.unpack(ByteBuffer.wrap(packed), 1000, Failure::config);
        return StandardCharsets.ISO_8859_1.decode(unpacked).toString();
    }
}
