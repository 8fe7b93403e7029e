package jdl.kernel.vector;

/** What a thread keeps from one product to the next: a tile, and room for its sums. */
final class Scratch {

    private final Tile tile = new Tile();
    private float[] sums = {};

    Tile tile() {
        return tile;
    }

    float[] sums(int floats) {
        if (sums.length < floats) sums = new float[floats];
        return sums;
    }
}
