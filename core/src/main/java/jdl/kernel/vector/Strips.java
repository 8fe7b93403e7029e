package jdl.kernel.vector;

/**
 * The left factor of a product, cut into strips of rows. It is read where it lies if the numbers of
 * a row lie together; otherwise it is transposed first.
 */
final class Strips {

    /** Rows of a strip. */
    private static final int ROWS = 64;

    private final View a = new View();
    private float[] buffer = {};
    private boolean packed;

    /** From now on they are those of these columns of {@code whole}. */
    void begin(View whole, int column, int columns) {
        a.seePart(whole, 0, whole.rows(), column, columns);
        packed = packed(a);
        int floats = packed ? a.rows() * columns : 0;
        if (buffer.length < floats) buffer = new float[floats];
    }

    static boolean packed(View a) {
        return a.columnStride() != 1;
    }

    /** How many strips there are to be packed. */
    int count() {
        return packed ? (a.rows() - 1) / ROWS + 1 : 0;
    }

    void pack(int strip) {
        int row = strip * ROWS;
        int rows = Math.min(ROWS, a.rows() - row);
        Transposed.copy(
                a.array(),
                a.index(row, 0),
                a.columnStride(),
                a.columns(),
                rows,
                buffer,
                row * a.columns(),
                a.columns());
    }

    float[] array() {
        return packed ? buffer : a.array();
    }

    int at(int row, int column) {
        return packed ? row * a.columns() + column : a.index(row, column);
    }

    int step() {
        return packed ? a.columns() : a.rowStride();
    }
}
