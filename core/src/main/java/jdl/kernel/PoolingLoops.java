package jdl.kernel;

/**
 * The innermost loops of poolings whose pixels are stretches of floats, side by side in a line: all
 * windows that begin on one line, window after window, all floats of a pixel.
 */
public interface PoolingLoops {

    /** The places of a window along a line of {@code size} pixels. */
    record Steps(int size, int kernel, int pad, int stride, int places) {

        /** The first pixel under the window at a place. */
        public int first(int place) {
            return Math.max(0, place * stride - pad);
        }

        /** One past the last. */
        public int end(int place) {
            return Math.min(size, place * stride - pad + kernel);
        }

        /** How much of the line and its pad the window covers. */
        public int extent(int place) {
            int start = place * stride - pad;
            return Math.min(size + pad, start + kernel) - start;
        }
    }

    /** Lines of pixels of {@code lanes} floats. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Pixels(float[] floats, Steps along, int lanes) {

        /** Floats of a line. */
        public int line() {
            return along.size * lanes;
        }
    }

    /**
     * {@code y = max x} over each window of so many lines from index {@code at} on, the first of
     * equal ones, and {@code choice} its pixel's number: {@code first} is the number of the first
     * pixel. NaN is larger than any number.
     */
    default void maxOfWindows(
            Pixels x,
            int at,
            int lines,
            int first,
            float[] y,
            int atY,
            float[] choice,
            int atChoice) {
        for (int p = 0; p < x.along.places; p++)
            maxOfWindow(x, at, lines, first, p, y, atY, choice, atChoice);
    }

    /** Likewise, over the window at one place. */
    default void maxOfWindow(
            Pixels x,
            int at,
            int lines,
            int first,
            int place,
            float[] y,
            int atY,
            float[] choice,
            int atChoice) {
        for (int i = 0; i < x.lanes; i++) {
            int to = place * x.lanes + i;
            int best = best(x, at + i, lines, place);
            y[atY + to] = x.floats[at + best * x.lanes + i];
            choice[atChoice + to] = first + best;
        }
    }

    private static int best(Pixels x, int at, int lines, int place) {
        int best = x.along.first(place);
        float max = x.floats[at + best * x.lanes];
        for (int r = 0; r < lines; r++)
            for (int c = x.along.first(place); c < x.along.end(place); c++) {
                float value = x.floats[at + r * x.line() + c * x.lanes];
                if (!(value <= max) && !Float.isNaN(max)) {
                    max = value;
                    best = r * x.along.size + c;
                }
            }
        return best;
    }

    /**
     * {@code dx += dy} in one line of pixels, {@code first} and so on, where a window's choice is;
     * elsewhere zero is added.
     */
    default void addChosen(
            Pixels dx, int to, int first, float[] dy, int atY, float[] choice, int atChoice) {
        for (int p = 0; p < dx.along.places; p++)
            for (int c = dx.along.first(p); c < dx.along.end(p); c++)
                for (int i = 0; i < dx.lanes; i++) {
                    int at = p * dx.lanes + i;
                    float slope = choice[atChoice + at] == first + c ? dy[atY + at] : 0;
                    dx.floats[to + c * dx.lanes + i] += slope;
                }
    }

    /** {@code y = Σ x / n} over each window; n counts the pad, so many lines of it. */
    default void meanOfWindows(Pixels x, int at, int lines, int extent, float[] y, int atY) {
        for (int p = 0; p < x.along.places; p++)
            for (int i = 0; i < x.lanes; i++)
                y[atY + p * x.lanes + i] = sum(x, at + i, lines, p) / (extent * x.along.extent(p));
    }

    private static float sum(Pixels x, int at, int lines, int place) {
        float sum = 0;
        for (int r = 0; r < lines; r++)
            for (int c = x.along.first(place); c < x.along.end(place); c++)
                sum += x.floats[at + r * x.line() + c * x.lanes];
        return sum;
    }

    /** {@code dx += dy / n} in one line of pixels, for each window. */
    default void addMeans(Pixels dx, int to, int extent, float[] dy, int atY) {
        for (int p = 0; p < dx.along.places; p++) {
            float n = extent * dx.along.extent(p);
            for (int c = dx.along.first(p); c < dx.along.end(p); c++)
                for (int i = 0; i < dx.lanes; i++)
                    dx.floats[to + c * dx.lanes + i] += dy[atY + p * dx.lanes + i] / n;
        }
    }
}
