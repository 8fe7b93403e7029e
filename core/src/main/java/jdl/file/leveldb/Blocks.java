package jdl.file.leveldb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The blocks of all tables, numbered as they are met. Of those read last some are kept, because
 * records that are asked for in any order come from the same blocks again and again.
 */
final class Blocks {

    /** No more than 64 MB are kept: so many blocks, none much larger than Caffe makes them. */
    private static final int KEPT = 1 << 9;

    private static final int LARGEST_KEPT = 1 << 17;

    private final List<TableFile> tables = new ArrayList<>();
    private int[] table = new int[16];
    private long[] offsets = new long[16];
    private long[] sizes = new long[16];
    private int count;
    private volatile Kept last = Kept.NONE;
    private final AtomicReferenceArray<Kept> kept = new AtomicReferenceArray<>(KEPT);

    private record Kept(long number, Block block) {
        static final Kept NONE = new Kept(-1, Block.empty());
    }

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
        Kept found = last;
        if (found.number == block) return found.block;
        int slot = (int) (block % KEPT);
        found = Objects.requireNonNullElse(kept.get(slot), Kept.NONE);
        if (found.number == block) return found.block;
        var read = new Kept(block, tables.get(table[(int) block]).block(handle(block)));
        if (read.block.size() <= LARGEST_KEPT) kept.set(slot, read);
        last = read;
        return read.block;
    }

    private TableFile.Handle handle(long block) {
        return new TableFile.Handle(offsets[(int) block], sizes[(int) block]);
    }
}
