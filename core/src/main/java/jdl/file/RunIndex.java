package jdl.file;

import java.util.Arrays;

/**
 * Where records lie that were found in runs: a run is a block and the number of its first entry in
 * it, and takes 20 bytes however many records it has.
 */
public final class RunIndex {

    private static final int FIRST_ROOM = 16;

    private long[] starts = new long[FIRST_ROOM];
    private long[] blocks = new long[FIRST_ROOM];
    private int[] entries = new int[FIRST_ROOM];
    private int runs;
    private long size;

    /** An entry of a block. */
    public record Place(long block, int entry) {}

    public long size() {
        return size;
    }

    /** Puts {@code count} entries of a block behind what is there. */
    public void add(long block, int entry, int count) {
        if (count == 0) return;
        if (!continues(block, entry)) {
            if (runs == starts.length) grow();
            starts[runs] = size;
            blocks[runs] = block;
            entries[runs] = entry;
            runs++;
        }
        size += count;
    }

    public Place place(long index) {
        if (index < 0 || index >= size)
            throw new IndexOutOfBoundsException(index + " of " + size + " records");
        int found = Arrays.binarySearch(starts, 0, runs, index);
        int run = found < 0 ? -found - 2 : found;
        return new Place(blocks[run], entries[run] + (int) (index - starts[run]));
    }

    private boolean continues(long block, int entry) {
        if (runs == 0 || blocks[runs - 1] != block) return false;
        return entries[runs - 1] + size - starts[runs - 1] == entry;
    }

    private void grow() {
        int room = Math.addExact(runs, runs / 2);
        starts = Arrays.copyOf(starts, room);
        blocks = Arrays.copyOf(blocks, room);
        entries = Arrays.copyOf(entries, room);
    }
}
