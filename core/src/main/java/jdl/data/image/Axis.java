package jdl.data.image;

/**
 * For each place along one side of a resized picture, the two places of the source that it lies
 * between and how near it is to the second; OpenCV's arithmetic, in which bits depend on each cast.
 */
final class Axis {

    /** What a weight of 1 is in integers. */
    static final int ONE = 2048;

    final int[] first;
    final int[] second;
    private final float[] near;

    private Axis(int[] first, int[] second, float[] near) {
        this.first = first;
        this.second = second;
        this.near = near;
    }

    /**
     * @param settled whether a place beyond the middle of the last pixel is that pixel, and not a
     *     mixture of it with itself, which integers make a little darker
     */
    static Axis of(int from, int to, int stride, boolean settled) {
        var axis = new Axis(new int[to], new int[to], new float[to]);
        double scale = 1 / ((double) to / from);
        for (int i = 0; i < to; i++) {
            float place = (float) ((i + 0.5) * scale - 0.5);
            int first = (int) Math.floor(place);
            boolean beyond = first < 0 || first >= from - 1;
            axis.near[i] = settled && beyond ? 0 : place - first;
            axis.first[i] = Math.min(Math.max(first, 0), from - 1) * stride;
            axis.second[i] = Math.min(Math.max(first + 1, 0), from - 1) * stride;
        }
        return axis;
    }

    int size() {
        return near.length;
    }

    /** How near each is to its second place, 0 to 1. */
    float near(int i) {
        return near[i];
    }

    /** Weights of the first or of the second places, of {@link #ONE}. */
    int[] weights(boolean ofSecond) {
        int[] weights = new int[near.length];
        for (int i = 0; i < near.length; i++)
            weights[i] = (int) Math.rint((ofSecond ? near[i] : 1 - near[i]) * ONE);
        return weights;
    }
}
