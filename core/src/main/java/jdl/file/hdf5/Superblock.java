package jdl.file.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import jdl.file.Damage;

/**
 * The beginning of an HDF5 file, of versions 0 to 3: how wide its addresses are, and where its
 * outermost group is.
 *
 * @param root the address of the outermost group's header
 */
record Superblock(Bytes bytes, long root) {

    static final String SIGNATURE = "\u0089HDF\r\n\u001a\n";

    /** The longest superblock, with addresses of 8 bytes. */
    private static final int LONGEST = 100;

    private static final int SHORTEST = 44;

    /**
     * Where the first superblock behind something foreign may be; then at twice that, and so on.
     */
    private static final long SECOND_PLACE = 512;

    static Superblock read(FileChannel channel) throws IOException {
        long size = channel.size();
        if (size == 0) throw new Damage("is empty; the program that wrote it was stopped");
        for (long at = 0; at + SHORTEST <= size; at = at == 0 ? SECOND_PLACE : 2 * at) {
            var start = ByteBuffer.allocate((int) Math.min(LONGEST, size - at));
            while (start.hasRemaining() && channel.read(start, at + start.position()) >= 0) {}
            if (isSignature(start.array()))
                return parse(channel, at, new Cursor(start.flip(), new Cursor.Widths(8, 8)));
        }
        throw new Damage("is no HDF5 file, or cut off at its very beginning");
    }

    private static boolean isSignature(byte[] start) {
        return new String(start, StandardCharsets.ISO_8859_1).startsWith(SIGNATURE);
    }

    private static Superblock parse(FileChannel channel, long at, Cursor start) throws IOException {
        int version = start.skip(SIGNATURE.length()).u8();
        if (version > 3) throw new Damage("its superblock is of version " + version + ", not 0…3");
        int address = start.skip(version < 2 ? 4 : 0).u8();
        var widths = new Cursor.Widths(width(address), width(start.u8()));
        // reserved, sizes of nodes, flags; or flags alone
        int skipped = version == 0 ? 9 : version == 1 ? 13 : 1;
        int rest = start.skip(skipped).left();
        Cursor addresses = new Cursor(ByteBuffer.wrap(start.take(rest)), widths);
        long base = addresses.address();
        addresses.skip(widths.address()); // of the free space, or of an extension
        long end = addresses.address() - base; // which counts from the file's beginning
        if (end > channel.size() - at)
            throw new Damage(
                    "was written with %d bytes, but has %d; it is cut off"
                            .formatted(end, channel.size() - at));
        if (version < 2) addresses.skip(2L * widths.address()); // driver, name of the root
        return new Superblock(new Bytes(channel, at, channel.size(), widths), addresses.address());
    }

    private static int width(int bytes) throws Damage {
        if (bytes == 4 || bytes == 8) return bytes;
        throw new Damage("its addresses take " + bytes + " bytes, but 4 or 8 are expected");
    }
}
