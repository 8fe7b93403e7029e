package jdl.kernel.vector;

import jdl.kernel.Matrix;

/** A product of packed factors cut into tasks, each some rows of two panels. */
final class Blocking {

    /** Steps of the reduction axis at a time: so much of a panel stays in the first cache. */
    static final int DEPTH = 128;

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
        panel(panel, row, rows, c.array(), at, c.rowStride(), add, tile);
    }

    /** Sums that are first made elsewhere. */
    private void byTheWay(int panel, int row, int rows, Scratch scratch) {
        float[] sums = scratch.sums(MOST_ROWS * Tile.WIDTH);
        panel(panel, row, rows, sums, 0, Tile.WIDTH, false, scratch.tile());
        int columns = b.columns(panel);
        int to = c.index(row, panel * Tile.WIDTH);
        if (c.columnStride() == 1) {
            for (int i = 0; i < rows; i++)
                rowOut(sums, i * Tile.WIDTH, to + i * c.rowStride(), columns);
        } else if (add)
            Transposed.add(sums, 0, Tile.WIDTH, rows, columns, c.array(), to, c.columnStride());
        else Transposed.copy(sums, 0, Tile.WIDTH, rows, columns, c.array(), to, c.columnStride());
    }

    private void rowOut(float[] sums, int from, int to, int columns) {
        if (!add) System.arraycopy(sums, from, c.array(), to, columns);
        else add(sums, from, c.array(), to, columns);
    }

    private static void add(float[] sums, int from, float[] into, int to, int columns) {
        for (int j = 0; j < columns; j++) into[to + j] += sums[from + j];
    }

    private void panel(
            int panel, int row, int rows, float[] into, int at, int step, boolean add, Tile tile) {
        int p = 0;
        do {
            tile.depth = Math.min(DEPTH, depth - p);
            tile.right(b.at(panel, p), b.step(panel));
            for (int i = 0; i < rows; ) {
                int size = Tile.rows(rows - i);
                tile.left(a.at(row + i, p), a.step(), rows - i);
                tile.sums(at + i * step, step, add || p > 0);
                tile.run(size, b.vectors(panel), a.array(), b.array(panel), into);
                i += size;
            }
            p += DEPTH;
        } while (p < depth);
    }
}
