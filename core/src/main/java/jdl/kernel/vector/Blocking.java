package jdl.kernel.vector;

import java.util.Arrays;
import jdl.kernel.Matrix;

/** A product of packed factors cut into tasks, each some rows of two panels. */
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

    private final Strips a;
    private final Panels b;
    private final Matrix c;
    private final int depth;
    private final boolean add;
    private final int rowsOfTask;
    private final int panels;
    private final int across;

    Blocking(Strips a, Panels b, Matrix c, int depth, boolean add) {
        this.a = a;
        this.b = b;
        this.c = c;
        this.depth = depth;
        this.add = add;
        this.panels = Panels.count(c.columns());
        this.across = (panels - 1) / PANELS + 1;
        int rows = MOST_ROWS;
        while (rows > FEWEST_ROWS && down(rows) * across < ENOUGH_TASKS) rows /= 2;
        this.rowsOfTask = rows;
    }

    private int down(int rows) {
        return (c.rows() - 1) / rows + 1;
    }

    int tasks() {
        return down(rowsOfTask) * across;
    }

    /** Packs a strip of the left factor, or a panel of the right. */
    void pack(int task) {
        if (task < a.count()) a.pack(task);
        else b.pack(task - a.count());
    }

    void run(int task, Scratch scratch) {
        int row = task / across * rowsOfTask;
        int rows = Math.min(rowsOfTask, c.rows() - row);
        int first = task % across * PANELS;
        for (int panel = first; panel < Math.min(panels, first + PANELS); panel++)
            if (fits(panel, rows)) inPlace(panel, row, rows, scratch.tile());
            else byTheWay(panel, row, rows, scratch);
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
    private void byTheWay(int panel, int row, int rows, Scratch scratch) {
        float[] sums = scratch.sums(MOST_ROWS * Tile.WIDTH);
        int columns = b.columns(panel);
        int at = c.index(row, panel * Tile.WIDTH);
        if (add) bringIn(at, rows, columns, sums);
        else zero(sums, 0, Math.max(4, rows + rows % 2) * Tile.WIDTH);
        panel(panel, row, rows, sums, 0, Tile.WIDTH, scratch.tile());
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
