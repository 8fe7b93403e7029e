package jdl.kernel;

/**
 * {@code y += w * x} for one plane and a kernel that moves in steps of 1: where all columns of the
 * kernel see something, a row of places at once; at the sides place by place.
 */
record Correlation(Loops loops, Reach height, Reach width) {

    void add(float[] w, int atW, float[] x, int atX, float[] y, int atY) {
        int low = width.low();
        int high = width.high();
        int line = height.step() * width.there();
        for (int i = 0; i < height.here(); i++) {
            int first = height.first(i);
            int rows = height.end(i) - first;
            if (rows <= 0) continue;
            int weights = atW + first * width.taps();
            int from = atX + height.seen(i, first) * width.there();
            int to = atY + i * width.here();
            loops.correlate(
                    w,
                    weights,
                    rows,
                    width.taps(),
                    x,
                    from + width.seen(low, 0),
                    line,
                    width.step(),
                    y,
                    to + low,
                    high - low);
            for (int j = 0; j < low; j++) y[to + j] += place(w, weights, rows, x, from, line, j);
            for (int j = high; j < width.here(); j++)
                y[to + j] += place(w, weights, rows, x, from, line, j);
        }
    }

    /** What the kernel makes of one place, rows and columns that see nothing left out. */
    private float place(
            float[] w, int weights, int rows, float[] x, int from, int line, int place) {
        int first = width.first(place);
        int end = width.end(place);
        float sum = 0;
        for (int row = 0; row < rows; row++)
            for (int tap = first; tap < end; tap++)
                sum +=
                        w[weights + row * width.taps() + tap]
                                * x[from + row * line + width.seen(place, tap)];
        return sum;
    }
}
