package jdl.kernel.vector;

/**
 * Copies of matrices with rows and columns exchanged: {@code to(j, i) = from(i, j)}. Eight rows at
 * a time become eight floats side by side, over so many columns that both sides stay in the first
 * cache.
 */
final class Transposed {

    private static final int ROWS = 8;
    private static final int COLUMNS = 64;

    private Transposed() {}

    static void copy(
            float[] from,
            int at,
            int step,
            int rows,
            int columns,
            float[] to,
            int toAt,
            int toStep) {
        for (int j = 0; j < columns; j += COLUMNS) {
            int count = Math.min(COLUMNS, columns - j);
            int i = 0;
            for (; i + ROWS <= rows; i += ROWS)
                copyEight(from, at + i * step + j, step, count, to, toAt + j * toStep + i, toStep);
            for (; i < rows; i++)
                copyOne(from, at + i * step + j, count, to, toAt + j * toStep + i, toStep);
        }
    }

    private static void copyEight(
            float[] from, int at, int step, int columns, float[] to, int toAt, int toStep) {
        int f0 = at, f1 = at + step, f2 = at + 2 * step, f3 = at + 3 * step;
        int f4 = at + 4 * step, f5 = at + 5 * step, f6 = at + 6 * step, f7 = at + 7 * step;
        for (int j = 0, t = toAt; j < columns; j++, t += toStep) {
            to[t] = from[f0 + j];
            to[t + 1] = from[f1 + j];
            to[t + 2] = from[f2 + j];
            to[t + 3] = from[f3 + j];
            to[t + 4] = from[f4 + j];
            to[t + 5] = from[f5 + j];
            to[t + 6] = from[f6 + j];
            to[t + 7] = from[f7 + j];
        }
    }

    private static void copyOne(
            float[] from, int at, int columns, float[] to, int toAt, int toStep) {
        for (int j = 0, t = toAt; j < columns; j++, t += toStep) to[t] = from[at + j];
    }
}
