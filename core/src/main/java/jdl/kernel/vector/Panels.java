package jdl.kernel.vector;

import java.util.Arrays;

/**
 * The right factor of a product cut into panels of columns as wide as a tile. A panel is read where
 * it lies if its rows lie together; otherwise it is packed first, with zeros up to a whole vector.
 */
final class Panels {

    private static final int WIDTH = Tile.WIDTH;

    private final View b = new View();
    private float[] buffer = {};
    private boolean inPlace;

    /** From now on they are those of these rows and columns of {@code whole}. */
    void begin(View whole, int row, int rows, int column, int columns, boolean inPlace) {
        b.seePart(whole, row, rows, column, columns);
        this.inPlace = inPlace;
        int floats = count(columns) * rows * WIDTH;
        if (buffer.length < floats) buffer = new float[floats];
    }

    /** How many panels so many columns make. */
    static int count(int columns) {
        return (columns - 1) / WIDTH + 1;
    }

    /** The columns of a panel that hold something. */
    int columns(int panel) {
        return Math.min(WIDTH, b.columns() - panel * WIDTH);
    }

    /** The vectors of a panel: 1, 2 or 4. */
    int vectors(int panel) {
        int vectors = (columns(panel) - 1) / Tile.LANES + 1;
        return vectors == 3 ? 4 : vectors;
    }

    /** Whether a panel's vectors hold nothing but columns. */
    boolean whole(int panel) {
        return columns(panel) == vectors(panel) * Tile.LANES;
    }

    private boolean packed(int panel) {
        return !inPlace || !whole(panel);
    }

    float[] array(int panel) {
        return packed(panel) ? buffer : b.array();
    }

    int at(int panel, int row) {
        return packed(panel) ? (panel * b.rows() + row) * WIDTH : b.index(row, panel * WIDTH);
    }

    int step(int panel) {
        return packed(panel) ? WIDTH : b.rowStride();
    }

    void pack(int panel) {
        if (!packed(panel)) return;
        int columns = columns(panel);
        int at = at(panel, 0);
        int from = b.index(0, panel * WIDTH);
        if (b.columnStride() == 1) copyRows(panel, columns);
        else
            Transposed.copy(
                    b.array(), from, b.columnStride(), columns, b.rows(), buffer, at, WIDTH);
        int padded = vectors(panel) * Tile.LANES;
        for (int p = 0, to = at; p < b.rows() && columns < padded; p++, to += WIDTH)
            Arrays.fill(buffer, to + columns, to + padded, 0);
    }

    private void copyRows(int panel, int columns) {
        int to = at(panel, 0);
        for (int p = 0; p < b.rows(); p++, to += WIDTH)
            System.arraycopy(b.array(), b.index(p, panel * WIDTH), buffer, to, columns);
    }
}
