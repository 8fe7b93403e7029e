package jdl.kernel.vector;

/** Memory that a thread keeps from one call to the next. */
final class Workspace {

    /** Room for the sums of any tile: 24 vectors. */
    private final float[] sums = new float[24 * Tile.LANES];

    private final BatchSummer.Work summer = new BatchSummer.Work();
    private final BatchSlopes.Work slopes = new BatchSlopes.Work();
    private final Field field = new Field();
    private float[] panel = {};
    private float[] whole = {};
    private int[] places = {};

    float[] sums() {
        return sums;
    }

    /** Of the sums of places and images; it is at what it was used for last. */
    BatchSummer.Work summer() {
        return summer;
    }

    /** Likewise, of the slopes of weights. */
    BatchSlopes.Work slopes() {
        return slopes;
    }

    /** The pixels of a convolution that the thread is at. */
    Field field() {
        return field;
    }

    /** Some outputs of some pixels. */
    float[] panel(int floats) {
        if (panel.length < floats) panel = new float[floats];
        return panel;
    }

    /** What the tasks of a call share; of the thread that calls. */
    float[] whole(int floats) {
        if (whole.length < floats) whole = new float[floats];
        return whole;
    }

    /** Where pixels lie. */
    int[] places(int count) {
        if (places.length < count) places = new int[count];
        return places;
    }
}
