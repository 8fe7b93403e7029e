package jdl.file;

import java.nio.ByteBuffer;
import java.util.Random;

/** Bytes for tests. */
public final class Bytes {

    private Bytes() {}

    public static byte[] of(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    public static byte[] random(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Reads every key and value. */
    public static void readAll(Records records) {
        try (records) {
            for (long i = 0; i < records.size(); i++) {
                records.key(i);
                records.value(i);
            }
        }
    }
}
