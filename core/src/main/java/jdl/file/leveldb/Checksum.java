package jdl.file.leveldb;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The checksum beside stored bytes: CRC-32C, turned and shifted, because a checksum of bytes that
 * hold checksums says little.
 */
final class Checksum {

    private static final int SHIFT = 0xa282ead8;

    private Checksum() {}

    static int of(ByteBuffer bytes) {
        var crc = new CRC32C();
        crc.update(bytes.duplicate());
        return Integer.rotateRight((int) crc.getValue(), 15) + SHIFT;
    }
}
