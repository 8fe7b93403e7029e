package jdl.kernel.vector;

import jdl.kernel.Matrix;

/** What a thread keeps from one product to the next: a tile, its detour, and room for packing. */
final class Scratch {

    final Tile tile = new Tile();
    private final float[] zeros = new float[Panels.WIDTH];
    private final float[] corner = new float[Tile.ROWS * Panels.WIDTH];
    private float[] buffer = {};

    float[] buffer(int floats) {
        if (buffer.length < floats) buffer = new float[floats];
        return buffer;
    }

    /** The tile goes straight from and to a matrix. */
    void target(Matrix c, int row, int column) {
        tile.to = c.array();
        tile.toAt = c.index(row, column);
        tile.toRow = c.rowStride();
        continueFromTarget();
    }

    /** The tile hangs over the edge of its matrix, or lies across: it is stored by hand. */
    void detour() {
        tile.to = corner;
        tile.toAt = 0;
        tile.toRow = Panels.WIDTH;
        continueFromTarget();
    }

    void continueFromTarget() {
        tile.from = tile.to;
        tile.fromAt = tile.toAt;
        tile.fromRow = tile.toRow;
    }

    void startFromZero() {
        tile.from = zeros;
        tile.fromAt = 0;
        tile.fromRow = 0;
    }

    void load(Matrix c, int row, int column, int rows, int columns) {
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++)
                corner[i * Panels.WIDTH + j] = c.array()[c.index(row + i, column + j)];
    }

    void store(Matrix c, int row, int column, int rows, int columns) {
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++)
                c.array()[c.index(row + i, column + j)] = corner[i * Panels.WIDTH + j];
    }
}
