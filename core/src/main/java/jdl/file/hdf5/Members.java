package jdl.file.hdf5;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import jdl.file.Damage;

/**
 * The names in a group, each with the address of what it names: a tree of tables of symbols, or
 * links in the group's own header.
 */
final class Members {

    private static final int HARD = 0;
    private static final int SOFT_IN_TABLE = 2;

    private final Bytes.Walk walk;
    private final Map<String, Long> found = new LinkedHashMap<>();

    private Members(Bytes.Walk walk) {
        this.walk = walk;
    }

    static Map<String, Long> read(Bytes.Walk walk, ObjectHeader header) throws IOException {
        var members = new Members(walk);
        for (Cursor table : header.all(ObjectHeader.SYMBOL_TABLE)) members.table(table);
        for (Cursor info : header.all(ObjectHeader.LINK_INFO)) refuseDense(info);
        for (Cursor link : header.all(ObjectHeader.LINK)) members.link(link);
        return members.found;
    }

    private void table(Cursor message) throws IOException {
        long tree = message.address();
        var widths = walk.bytes().widths();
        Cursor heap = walk.read(message.address(), 8 + 2L * widths.length() + widths.address());
        heap.expect("HEAP").skip(4);
        long length = heap.length();
        heap.length(); // what is free in it
        byte[] names = walk.read(heap.address(), length).take(length);
        Tree.ofGroup(walk).forEach(tree, (key, address) -> symbols(names, address));
    }

    private void symbols(byte[] names, long address) throws IOException {
        Cursor head = walk.read(address, 8).expect("SNOD");
        head.version(1, "a table of symbols");
        int count = head.skip(1).u16();
        var widths = walk.bytes().widths();
        Cursor in = walk.read(address + 8, count * (2L * widths.address() + 24));
        for (int i = 0; i < count; i++) {
            long name = in.number(widths.address());
            long object = in.address();
            long kind = in.u32();
            in.skip(20);
            if (kind != SOFT_IN_TABLE) add(name(names, name), object);
        }
    }

    private String name(byte[] names, long from) throws Damage {
        int end = (int) Math.min(from, names.length);
        while (end < names.length && names[end] != 0) end++;
        if (end >= names.length) throw new Damage("a name lies outside of its group's names");
        walk.charge(end - from);
        return new String(names, (int) from, (int) (end - from), StandardCharsets.UTF_8);
    }

    private void link(Cursor in) throws Damage {
        in.version(1, "a link");
        int flags = in.u8();
        int kind = (flags & 0x08) != 0 ? in.u8() : HARD;
        in.skip(((flags & 0x04) != 0 ? 8 : 0) + ((flags & 0x10) != 0 ? 1 : 0));
        byte[] name = in.take(in.number(1 << (flags & 3)));
        if (kind == HARD) add(new String(name, StandardCharsets.UTF_8), in.address());
    }

    private void add(String name, long address) throws Damage {
        if (found.put(name, address) != null)
            throw new Damage("has two members of the name \"" + name + "\"");
    }

    private static void refuseDense(Cursor info) throws Damage {
        info.skip(1);
        info.skip((info.u8() & 1) != 0 ? 8 : 0);
        if (info.address() != Cursor.UNDEFINED)
            throw new Damage(
                    "keeps its many members in a form that jdl does not read\n"
                            + "    write it for HDF5 1.8: h5py.File(…, libver=\"earliest\"), or"
                            + " h5repack -l 0");
    }
}
