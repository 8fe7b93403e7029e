package jdl.kernel;

/**
 * The innermost loops over rows that follow one another, each column with numbers of its own: the
 * channels of pixels that lie side by side. Those numbers stand in one array, {@code width} of the
 * first kind, then of the next. A number below zero in {@code y} bends: what belongs to it is
 * multiplied by a slope.
 */
public interface ColumnLoops {

    /** {@code Σ (x - c₀)}, and behind the columns {@code Σ (x - c₀)²}: added to s. */
    default void columnMoments(
            float[] x, int atX, int rows, int width, float[] c, int atC, float[] s, int atS) {
        for (int r = 0; r < rows; r++)
            for (int j = 0; j < width; j++) {
                float off = x[atX + r * width + j] - c[atC + j];
                s[atS + j] += off;
                s[atS + width + j] += off * off;
            }
    }

    /**
     * {@code Σ dy}, and behind the columns {@code Σ dy (x - c₀)}: added to s, where dy is bent by
     * y.
     */
    default void columnProducts(
            float[] dy,
            int atDy,
            float[] y,
            int atY,
            float slope,
            float[] x,
            int atX,
            int rows,
            int width,
            float[] c,
            int atC,
            float[] s,
            int atS) {
        for (int r = 0; r < rows; r++)
            for (int j = 0; j < width; j++) {
                int i = r * width + j;
                float d = bent(dy[atDy + i], y[atY + i], slope);
                s[atS + j] += d;
                s[atS + width + j] += d * (x[atX + i] - c[atC + j]);
            }
    }

    /** {@code y = (x - c₀) c₁ + c₂}, bent by itself as a ReLU does it. */
    default void standardizeColumns(
            float[] x,
            int atX,
            int rows,
            int width,
            float[] c,
            int atC,
            float slope,
            float[] y,
            int atY) {
        for (int r = 0; r < rows; r++)
            for (int j = 0; j < width; j++) {
                int i = r * width + j;
                float value =
                        (x[atX + i] - c[atC + j]) * c[atC + width + j] + c[atC + 2 * width + j];
                y[atY + i] = rectified(value, slope);
            }
    }

    /** {@code z += c₁ dy + ((x - c₀) c₂ + c₃)}, where dy is bent by y. */
    default void addStandardizedColumns(
            float[] dy,
            int atDy,
            float[] y,
            int atY,
            float slope,
            float[] x,
            int atX,
            int rows,
            int width,
            float[] c,
            int atC,
            float[] z,
            int atZ) {
        for (int r = 0; r < rows; r++)
            for (int j = 0; j < width; j++) {
                int i = r * width + j;
                int k = atC + j;
                float rest = (x[atX + i] - c[k]) * c[k + 2 * width] + c[k + 3 * width];
                z[atZ + i] += c[k + width] * bent(dy[atDy + i], y[atY + i], slope) + rest;
            }
    }

    /** {@code z = x} where {@code y > 0}, else {@code slope x}. */
    default void bend(
            float[] x, int atX, float[] y, int atY, float slope, float[] z, int atZ, int count) {
        for (int i = 0; i < count; i++) z[atZ + i] = bent(x[atX + i], y[atY + i], slope);
    }

    /** {@code y} bent by itself as a ReLU does it: what is not a number stays so. */
    default void rectify(float[] y, int at, float slope, int count) {
        for (int i = at; i < at + count; i++) y[i] = rectified(y[i], slope);
    }

    /** Never -0. */
    private static float rectified(float value, float slope) {
        return value > 0 ? value : slope * value + 0f;
    }

    private static float bent(float value, float by, float slope) {
        return by > 0 ? value : slope * value;
    }
}
