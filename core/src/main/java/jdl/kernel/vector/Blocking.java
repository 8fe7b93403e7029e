package jdl.kernel.vector;

import java.util.Arrays;
import java.util.function.IntConsumer;
import jdl.kernel.Workers;

/**
 * A product of packed factors cut into tasks, each some rows of two panels. Who asks for products
 * keeps one for all of them.
 */
final class Blocking {

    /** Steps of the reduction axis at a time: so much of a panel stays in the second cache. */
    static final int DEPTH = 512;

    private static final int PANELS = 2;

    /**
     * Rows of a task: many, for then a panel is read seldom, but not so many that tasks are few.
     */
    private static final int MOST_ROWS = 96;

    private static final int FEWEST_ROWS = 24;
    private static final int ENOUGH_TASKS = 32;

    /** Up to so many rows a panel is not read often enough to be worth packing. */
    private static final int WORTH_PACKING = 16;

    private final Strips a = new Strips();
    private final Panels b = new Panels();
    private final View c = new View();
    private final IntConsumer packing = this::pack;
    private final IntConsumer running = this::run;
    private final ThreadLocal<Scratch> scratch;
    private int depth;
    private boolean add;
    private int rowsOfTask;
    private int panels;
    private int across;

    Blocking(ThreadLocal<Scratch> scratch) {
        this.scratch = scratch;
    }

    /**
     * From now on it is the product of these columns of the left factor and rows of the right one,
     * in so many columns from {@code column} on.
     */
    void begin(
            View left,
            View right,
            View all,
            int step,
            int depth,
            int column,
            int width,
            boolean add) {
        boolean inPlace = right.columnStride() == 1 && left.rows() <= WORTH_PACKING;
        a.begin(left, step, depth);
        b.begin(right, step, depth, column, width, inPlace);
        c.seePart(all, 0, all.rows(), column, width);
        this.depth = depth;
        this.add = add;
        this.panels = Panels.count(width);
        this.across = (panels - 1) / PANELS + 1;
        int rows = MOST_ROWS;
        while (rows > FEWEST_ROWS && down(rows) * across < ENOUGH_TASKS) rows /= 2;
        this.rowsOfTask = rows;
    }

    private int down(int rows) {
        return (c.rows() - 1) / rows + 1;
    }

    /** Runs all tasks in this thread. */
    void run() {
        for (int i = 0; i < a.count() + panels; i++) pack(i);
        for (int i = 0; i < tasks(); i++) run(i);
    }

    void run(Workers workers) {
        workers.forEach(a.count() + panels, packing);
        workers.forEach(tasks(), running);
    }

    private int tasks() {
        return down(rowsOfTask) * across;
    }

    /** Packs a strip of the left factor, or a panel of the right. */
    private void pack(int task) {
        if (task < a.count()) a.pack(task);
        else b.pack(task - a.count());
    }

    private void run(int task) {
        Scratch mine = scratch.get();
        int row = task / across * rowsOfTask;
        int rows = Math.min(rowsOfTask, c.rows() - row);
        int first = task % across * PANELS;
        for (int panel = first; panel < Math.min(panels, first + PANELS); panel++)
            if (fits(panel, rows)) inPlace(panel, row, rows, mine.tile());
            else byTheWay(panel, row, rows, mine);
    }

    /** Whether tiles cover the sums and nothing beyond. */
    private boolean fits(int panel, int rows) {
        return c.columnStride() == 1 && b.whole(panel) && rows >= 4 && rows % 2 == 0;
    }

    private void inPlace(int panel, int row, int rows, Tile tile) {
        int at = c.index(row, panel * Tile.WIDTH);
        int width = b.columns(panel);
        for (int i = 0; i < rows && !add; i++) zero(c.array(), at + i * c.rowStride(), width);
        panel(panel, row, rows, c.array(), at, c.rowStride(), tile);
    }

    /** Sums that are made elsewhere and then brought to their place. */
    private void byTheWay(int panel, int row, int rows, Scratch mine) {
        float[] sums = mine.sums(MOST_ROWS * Tile.WIDTH);
        int columns = b.columns(panel);
        int at = c.index(row, panel * Tile.WIDTH);
        if (add) bringIn(at, rows, columns, sums);
        else zero(sums, 0, Math.max(4, rows + rows % 2) * Tile.WIDTH);
        panel(panel, row, rows, sums, 0, Tile.WIDTH, mine.tile());
        bringOut(sums, at, rows, columns);
    }

    private static void zero(float[] array, int from, int count) {
        Arrays.fill(array, from, from + count, 0);
    }

    private void bringIn(int at, int rows, int columns, float[] sums) {
        int step = c.rowStride() + c.columnStride() - 1; // one of them is 1
        if (c.columnStride() == 1)
            for (int i = 0; i < rows; i++)
                System.arraycopy(c.array(), at + i * step, sums, i * Tile.WIDTH, columns);
        else
            Transposed.copy(
                    c.array(),
                    at,
                    step,
                    /* rows= */ columns,
                    /* columns= */ rows,
                    sums,
                    0,
                    Tile.WIDTH);
    }

    private void bringOut(float[] sums, int at, int rows, int columns) {
        int step = c.rowStride() + c.columnStride() - 1;
        if (c.columnStride() == 1)
            for (int i = 0; i < rows; i++)
                System.arraycopy(sums, i * Tile.WIDTH, c.array(), at + i * step, columns);
        else Transposed.copy(sums, 0, Tile.WIDTH, rows, columns, c.array(), at, step);
    }

    private void panel(int panel, int row, int rows, float[] into, int at, int step, Tile tile) {
        int p = 0;
        while (p < depth) {
            tile.depth = Math.min(DEPTH, depth - p);
            tile.right(b.at(panel, p), b.step(panel));
            for (int i = 0; i < rows; ) {
                int size = Tile.rows(rows - i);
                tile.left(a.at(row + i, p), a.step(), rows - i);
                tile.sums(at + i * step, step);
                tile.run(size, b.vectors(panel), a.array(), b.array(panel), into);
                i += size;
            }
            p += DEPTH;
        }
    }
}
