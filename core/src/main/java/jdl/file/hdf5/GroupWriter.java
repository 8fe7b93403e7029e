package jdl.file.hdf5;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the members of a group in HDF5's oldest form, which everybody reads: names in a heap,
 * tables of eight symbols, and a tree above these.
 */
final class GroupWriter {

    /** Half of a table's entries, and half of a node's children: HDF5's own defaults. */
    static final int TABLE_HALF = 4;

    static final int NODE_HALF = 16;

    private static final int TABLE = 2 * TABLE_HALF;
    private static final int CHILDREN = 2 * NODE_HALF;
    private static final int TABLE_BYTES = 8 + TABLE * 40;
    private static final int NODE_BYTES = 24 + CHILDREN * 16 + 8;

    private final Structure out;

    /** A part of a tree: where it is, and where in the heap its last name is. */
    private record Child(long address, long lastName) {}

    private record Symbol(long name, long object) {}

    GroupWriter(Structure out) {
        this.out = out;
    }

    /** Writes a group with members at these addresses; returns the address of its header. */
    long write(Map<String, Long> members) {
        Map<byte[], Long> sorted = new TreeMap<>(Arrays::compareUnsigned);
        members.forEach((name, at) -> sorted.put(name.getBytes(StandardCharsets.UTF_8), at));
        long heap = out.align().address();
        List<Symbol> symbols = heap(sorted);
        long tree = tree(tables(symbols));
        long header = out.address();
        var message = new Structure(0).u64(tree, heap);
        new HeaderWriter(1).add(ObjectHeader.SYMBOL_TABLE, message).writeTo(out);
        return header;
    }

    private List<Symbol> heap(Map<byte[], Long> sorted) {
        var names = new Structure(0).u64(0); // the empty name, below all others
        List<Symbol> symbols = new ArrayList<>();
        sorted.forEach(
                (name, object) -> {
                    symbols.add(new Symbol(names.address(), object));
                    names.put(name).u8(0).align();
                });
        byte[] bytes = names.toArray();
        long nothingFree = 1;
        out.text("HEAP").u32(0).u64(bytes.length, nothingFree, out.address() + 24);
        out.put(bytes);
        return symbols;
    }

    private List<Child> tables(List<Symbol> symbols) {
        List<Child> tables = new ArrayList<>();
        for (int first = 0; first < symbols.size(); first += TABLE) {
            var table = symbols.subList(first, Math.min(symbols.size(), first + TABLE));
            long address = out.address();
            out.text("SNOD").u8(1, 0).u16(table.size());
            for (Symbol symbol : table) out.u64(symbol.name(), symbol.object(), 0, 0, 0);
            out.fillTo(address + TABLE_BYTES);
            tables.add(new Child(address, table.get(table.size() - 1).name()));
        }
        return tables;
    }

    /** Level by level, until there is one node. */
    private long tree(List<Child> tables) {
        List<Child> children = tables;
        for (int level = 0; ; level++) {
            List<Child> nodes = nodes(children, level);
            if (nodes.size() == 1) return nodes.get(0).address();
            children = nodes;
        }
    }

    private List<Child> nodes(List<Child> children, int level) {
        List<Child> nodes = new ArrayList<>();
        long key = 0;
        for (int first = 0; first == 0 || first < children.size(); first += CHILDREN) {
            int end = Math.min(children.size(), first + CHILDREN);
            long address = out.address();
            long left = first == 0 ? Structure.UNDEFINED : address - NODE_BYTES;
            long right = end == children.size() ? Structure.UNDEFINED : address + NODE_BYTES;
            out.text("TREE").u8(0, level).u16(end - first).u64(left, right, key);
            for (Child child : children.subList(first, end)) {
                key = child.lastName();
                out.u64(child.address(), key);
            }
            out.fillTo(address + NODE_BYTES);
            nodes.add(new Child(address, key));
        }
        return nodes;
    }
}
