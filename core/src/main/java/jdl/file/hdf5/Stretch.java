package jdl.file.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import jdl.file.Damage;

/** Values that lie in one piece, in the file or in the dataset's own header. */
final class Stretch implements Storage {

    private static final int BUFFER = 1 << 18;

    private final Content content;
    private final NumberType type;
    private final long row;
    private final long length;

    /** The bytes from one place to another. */
    private interface Content {
        ByteBuffer read(long from, int length) throws IOException;
    }

    private Stretch(Content content, NumberType type, Extent extent) throws Damage {
        this.content = content;
        this.type = type;
        this.row = extent.row();
        this.length = Extent.times(extent.count(), type.size());
    }

    /** Values at an address. */
    static Stretch at(long address, Bytes bytes, NumberType type, Extent extent) throws Damage {
        var stretch = new Stretch((from, n) -> bytes.read(address + from, (long) n), type, extent);
        bytes.check(address, stretch.length);
        return stretch;
    }

    /** Values that were read with the header. */
    static Stretch of(byte[] values, NumberType type, Extent extent) throws Damage {
        var stretch =
                new Stretch(
                        (from, n) -> ByteBuffer.wrap(values).slice((int) from, n), type, extent);
        if (values.length < stretch.length)
            throw new Damage(
                    "has %d bytes, but %d are expected".formatted(values.length, stretch.length));
        return stretch;
    }

    @Override
    public void read(long first, int rows, float[] into, int offset) throws IOException {
        int size = type.size();
        long from = first * row;
        int values = (int) (rows * row);
        int step = Math.max(1, BUFFER / size);
        for (int done = 0; done < values; done += step) {
            int count = Math.min(step, values - done);
            ByteBuffer bytes = content.read((from + done) * size, count * size);
            type.floats(bytes, 0, into, offset + done, count);
        }
    }

    @Override
    public ByteBuffer raw() throws IOException {
        if (length > Integer.MAX_VALUE - 8) throw new Damage("has too many bytes: " + length);
        return content.read(0, (int) length);
    }
}
