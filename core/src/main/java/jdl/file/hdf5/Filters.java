package jdl.file.hdf5;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import jdl.file.Damage;

/** What was done to each chunk before it was written, first to last: packed, mixed, summed up. */
record Filters(List<Filter> inOrder) {

    static final Filters NONE = new Filters(List.of());

    private static final int SUM = 4;

    /** One step, by HDF5's number of it; shuffle is told the width of a value. */
    private record Filter(int id, int width) {}

    private static final int DEFLATE = 1;
    private static final int SHUFFLE = 2;
    private static final int FLETCHER32 = 3;

    static Filters read(Cursor in) throws Damage {
        int version = in.u8();
        if (version != 1 && version != 2)
            throw new Damage("its filters are of version " + version + ", not 1 or 2");
        int count = in.u8();
        if (count > FLETCHER32) throw new Damage("is packed by " + count + " filters");
        in.skip(version == 1 ? 6 : 0);
        List<Filter> filters = new ArrayList<>();
        for (int i = 0; i < count; i++) filters.add(filter(in, version));
        return new Filters(List.copyOf(filters));
    }

    private static Filter filter(Cursor in, int version) throws Damage {
        int id = in.u16();
        int name = version == 1 || id >= 256 ? in.u16() : 0;
        in.skip(2); // whether it may be left out where it fails
        int values = in.u16();
        in.skip(version == 1 ? (name + 7) / 8 * 8 : name);
        int first = 0;
        for (int i = 0; i < values; i++) {
            int value = (int) in.u32();
            if (i == 0) first = value;
        }
        in.skip(version == 1 && values % 2 == 1 ? 4 : 0);
        if (id < DEFLATE || id > FLETCHER32)
            throw new Damage(
                    "is packed by filter %d; known are deflate, shuffle and fletcher32\n    h5repack -f GZIP=4 writes it anew"
                            .formatted(id));
        if (id == SHUFFLE && first < 1) throw new Damage("is shuffled by " + first + " bytes");
        return new Filter(id, first);
    }

    boolean isEmpty() {
        return inOrder.isEmpty();
    }

    /**
     * The {@code length} bytes of a chunk as they were before; a bit in {@code left} for each
     * filter that was left out.
     */
    byte[] undo(byte[] packed, long left, int length) throws Damage {
        byte[] bytes = packed;
        for (int i = inOrder.size() - 1; i >= 0; i--)
            if (wasDone(i, left)) bytes = undo(i, left, bytes, length);
        if (bytes.length == length) return bytes;
        throw new Damage(
                "a chunk has %d bytes, but %d are expected".formatted(bytes.length, length));
    }

    private static boolean wasDone(int filter, long left) {
        return ((left >> filter) & 1) == 0;
    }

    private byte[] undo(int filter, long left, byte[] bytes, int length) throws Damage {
        return switch (inOrder.get(filter).id()) {
            case DEFLATE -> inflate(bytes, length + sumsBefore(filter, left));
            case SHUFFLE -> sort(bytes, inOrder.get(filter).width());
            default -> Fletcher.checked(bytes);
        };
    }

    /** The bytes that checksums had added when a filter was at work. */
    private int sumsBefore(int filter, long left) {
        boolean summed = false;
        for (int i = 0; i < filter; i++)
            summed |= inOrder.get(i).id() == FLETCHER32 && wasDone(i, left);
        return summed ? SUM : 0;
    }

    /** Unpacks no more than the chunk can have, whatever is in there. */
    private static byte[] inflate(byte[] packed, int length) throws Damage {
        var inflater = new Inflater();
        try {
            inflater.setInput(packed);
            byte[] bytes = new byte[length];
            int done = 0;
            while (done < length) {
                int read = inflater.inflate(bytes, done, length - done);
                if (read == 0) throw new Damage("a chunk unpacks to less than it should");
                done += read;
            }
            if (inflater.inflate(new byte[1]) > 0 || !inflater.finished())
                throw new Damage("a chunk unpacks to more than it should");
            return bytes;
        } catch (DataFormatException e) {
            throw new Damage("a chunk cannot be unpacked: " + e.getMessage());
        } finally {
            inflater.end();
        }
    }

    /** All first bytes of the values, then all second ones, …: back to value by value. */
    private static byte[] sort(byte[] mixed, int width) {
        int values = mixed.length / width;
        byte[] bytes = mixed.clone(); // what is left over behind the last value was not moved
        for (int part = 0; part < width; part++)
            for (int i = 0; i < values; i++) bytes[i * width + part] = mixed[part * values + i];
        return bytes;
    }
}
