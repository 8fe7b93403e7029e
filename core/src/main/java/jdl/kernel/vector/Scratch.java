package jdl.kernel.vector;

/** What a thread keeps from one product to the next: a tile, and room for packing. */
final class Scratch {

    private final Tile tile = new Tile();
    private float[] buffer = {};

    Tile tile() {
        return tile;
    }

    float[] buffer(int floats) {
        if (buffer.length < floats) buffer = new float[floats];
        return buffer;
    }
}
