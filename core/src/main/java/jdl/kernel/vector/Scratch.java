package jdl.kernel.vector;

/** What a thread keeps from one product to the next: a tile, and room for packing. */
final class Scratch {

    private final Tile tile = new Tile();
    private float[] left = {};
    private float[] right = {};
    private float[] sums = {};

    Tile tile() {
        return tile;
    }

    float[] left(int floats) {
        if (left.length < floats) left = new float[floats];
        return left;
    }

    float[] right(int floats) {
        if (right.length < floats) right = new float[floats];
        return right;
    }

    float[] sums(int floats) {
        if (sums.length < floats) sums = new float[floats];
        return sums;
    }
}
