package jdl.file.hdf5;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import jdl.file.AtomicFile.Sink;
import jdl.file.hdf5.Hdf5Item.Group;
import jdl.file.hdf5.Hdf5Item.Values;

/**
 * An HDF5 file to be written from front to back: what is where, and then all values in the order of
 * the groups. The form is HDF5's oldest, so that every library reads it.
 */
public final class Hdf5Writer {

    /** Where the superblock ends and a note begins, which readers pass over. */
    public static final int NOTE = 96;

    private final Group root;
    private final byte[] note;

    /** Each array's distance from the first value, in the order of writing. */
    private final Map<Values, Long> places = new LinkedHashMap<>();

    private final Map<Values, Integer> links = new HashMap<>();
    private final long valueBytes;
    private final byte[] structure;

    /** A file with a group's members, and a note behind its first bytes. */
    public Hdf5Writer(Group root, byte[] note) {
        this.root = root;
        this.note = note.clone();
        this.valueBytes = place(root, 0);
        long start = structure(0).length; // is as long wherever the values are
        this.structure = structure(start);
    }

    /** The bytes of the whole file. */
    public long size() {
        return structure.length + valueBytes;
    }

    public void writeTo(Sink sink) throws IOException {
        sink.write(structure, 0, structure.length);
        for (Values values : places.keySet()) values.body().writeTo(sink);
    }

    /** Gives all arrays of a group their places from {@code at} on; returns the end. */
    private long place(Group group, long at) {
        long end = at;
        for (Hdf5Item item : group.members().values()) {
            if (item instanceof Group inner) end = place(inner, end);
            else if (item instanceof Values values && links.merge(values, 1, Integer::sum) == 1) {
                places.put(values, end);
                end += values.length();
            }
        }
        return end;
    }

    private byte[] structure(long start) {
        var out = new Structure(0).fillTo(NOTE).put(note).align();
        long header = group(root, out, start, new HashMap<>());
        byte[] bytes = out.toArray();
        byte[] superblock = superblock(header, bytes.length + valueBytes);
        System.arraycopy(superblock, 0, bytes, 0, NOTE);
        return bytes;
    }

    private static byte[] superblock(long root, long size) {
        return new Structure(0)
                .text(Superblock.SIGNATURE)
                .u32(0)
                .u8(0, 8, 8, 0)
                .u16(GroupWriter.TABLE_HALF)
                .u16(GroupWriter.NODE_HALF)
                .u32(0)
                .u64(0, Structure.UNDEFINED, size, Structure.UNDEFINED)
                .u64(0, root, 0, 0, 0)
                .toArray();
    }

    /** Writes the members' headers and then the group's own, whose address it returns. */
    private long group(Group group, Structure out, long start, Map<Values, Long> headers) {
        Map<String, Long> members = new LinkedHashMap<>();
        group.members()
                .forEach(
                        (name, item) ->
                                members.put(
                                        name,
                                        item instanceof Group inner
                                                ? (Long) group(inner, out, start, headers)
                                                : headers.computeIfAbsent(
                                                        (Values) item,
                                                        values -> header(values, out, start))));
        return new GroupWriter(out).write(members);
    }

    private long header(Values values, Structure out, long start) {
        long address = out.address();
        long place = start + places.getOrDefault(values, 0L);
        HeaderWriter.of(values, links.getOrDefault(values, 1), place).writeTo(out);
        return address;
    }
}
