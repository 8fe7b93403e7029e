package jdl.layer.normalization;

import java.util.Arrays;
import jdl.kernel.Loops;
import jdl.tensor.Layout;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * A batch cut into items, so small that all channels of the places in one fit into a cache. An item
 * is some rows: one for each channel, of as many places; or, where the channels of a place lie
 * together, one for each place.
 *
 * @param blocks items for each of the parts that lie apart
 * @param part floats of such a part
 * @param rows of an item; the last may have fewer
 * @param length of a row; in the last item of a part it may be less
 * @param distance from one row to the next
 * @param reach how far away a near channel is at most
 */
record ChannelRows(
        int parts,
        int blocks,
        int part,
        int rows,
        int length,
        int distance,
        int reach,
        boolean together) {

    private static final int PLACES = 512;
    private static final int FLOATS = 4096;

    static ChannelRows of(Shape x, int reach, Layout layout) {
        int channels = x.dim(1);
        if (layout == Layout.CHANNELS_LAST) {
            int places = x.count() / Math.max(1, channels);
            int rows = Math.max(1, FLOATS / Math.max(1, channels));
            int blocks = (places + rows - 1) / rows;
            return new ChannelRows(1, blocks, x.count(), rows, channels, channels, reach, true);
        }
        int parts = layout == Layout.PLAIN ? x.dim(0) : 1;
        int places = x.count() / Math.max(1, parts * channels);
        int blocks = (places + PLACES - 1) / PLACES;
        return new ChannelRows(
                parts, blocks, channels * places, channels, PLACES, places, reach, false);
    }

    int items() {
        return parts * blocks;
    }

    /** Floats of memory for the neighbourhood of an item: its rows, and zeros around. */
    int memory() {
        return together ? rows * (length + 2 * reach) : (rows + 2 * reach) * length;
    }

    /** Floats that an item's longest stretch has. */
    int longest() {
        return together ? rows * length : length;
    }

    int first(int item) {
        return item / blocks * part + item % blocks * (together ? rows * length : length);
    }

    /** How many stretches of floats that lie together an item has. */
    int stretches() {
        return together ? 1 : rows;
    }

    int length(int item) {
        int size = together ? part : distance;
        return Math.min(longest(), size - item % blocks * longest());
    }

    /** Where a stretch begins. */
    int at(int item, int stretch) {
        return first(item) + stretch * distance;
    }

    /** Where a stretch's rows go in the neighbourhood: writes each of them. */
    void forRows(int item, int stretch, EachRow each) {
        int at = at(item, stretch);
        if (!together) each.run(at, stretch * length, length(item));
        else
            for (int row = 0; row * length < length(item); row++)
                each.run(at + row * length, row * (length + 2 * reach), length);
    }

    /** A row's index in the blob, that of its neighbourhood in the memory, and its length. */
    @FunctionalInterface
    interface EachRow {
        void run(int at, int around, int length);
    }

    /** From the beginning of a neighbourhood to the row itself. */
    int margin() {
        return reach * step();
    }

    int step() {
        return together ? 1 : length;
    }

    /** Clears a neighbourhood. */
    void clear(Tensor memory) {
        Arrays.fill(memory.array(), memory.offset(), memory.offset() + memory(), 0);
    }

    /** {@code to = k + weight · Σ} over the neighbourhood of a row. */
    void near(
            Loops loops,
            Tensor memory,
            int around,
            float k,
            float weight,
            float[] to,
            int atTo,
            int length) {
        int from = memory.offset() + around;
        int taps = 2 * reach + 1;
        loops.near(memory.array(), from, step(), taps, k, weight, to, atTo, length);
    }
}
