package jdl.file.leveldb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The blocks of all tables, numbered as they are met; the last one read is kept. */
final class Blocks {

    private final List<TableFile> tables = new ArrayList<>();
    private int[] table = new int[16];
    private long[] offsets = new long[16];
    private long[] sizes = new long[16];
    private int count;
    private volatile Kept kept = new Kept(-1, Block.empty());

    private record Kept(long number, Block block) {}

    /** Adds a table; its blocks follow as they are met. */
    int add(TableFile file) {
        tables.add(file);
        return tables.size() - 1;
    }

    int add(int ofTable, TableFile.Handle handle) {
        if (count == table.length) {
            int room = Math.addExact(count, count / 2);
            table = Arrays.copyOf(table, room);
            offsets = Arrays.copyOf(offsets, room);
            sizes = Arrays.copyOf(sizes, room);
        }
        table[count] = ofTable;
        offsets[count] = handle.offset();
        sizes[count] = handle.size();
        return count++;
    }

    Block.Entries at(long block, int entry) {
        var entries = read(block).entries();
        for (int i = 0; i <= entry; i++)
            if (!entries.next()) throw place(block).damage("has lost entry " + entry);
        return entries;
    }

    Fields.Place place(long block) {
        return tables.get(table[(int) block]).place(handle(block));
    }

    private Block read(long block) {
        Kept last = kept;
        if (last.number == block) return last.block;
        Block read = tables.get(table[(int) block]).block(handle(block));
        kept = new Kept(block, read);
        return read;
    }

    private TableFile.Handle handle(long block) {
        return new TableFile.Handle(offsets[(int) block], sizes[(int) block]);
    }
}
