package jdl.kernel.vector;

import static jdl.kernel.vector.Tile.LANES;

import jdl.tensor.Tensor;

/**
 * The tiles of some steps of one panel over a field of pixels.
 *
 * @param from the first step
 * @param to the step after the last
 * @param b the panel's weights, from the first of these steps on
 * @param sums room for those of a tile
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PixelTiles(
        Packing packing, int[] steps, int from, int to, float[] b, int atB, float[] sums) {

    /** Pixels of a tile. */
    private int rows() {
        if (packing.vectors() == 1) return 8;
        return LANES < 16 ? 6 : 12;
    }

    /**
     * Runs over all pixels.
     *
     * @param results where each pixel's outputs lie in y
     * @param bias where this panel's outputs begin among all
     */
    void run(Field field, int[] results, int panel, Correlator.Call c, int bias) {
        int rows = rows();
        int output = panel * packing.panelWidth();
        for (int p = 0; p < field.count(); p += rows) {
            tile(field.source(), field.places(), p);
            for (int i = p; i < Math.min(field.count(), p + rows); i++)
                store(
                        c,
                        (i - p) * packing.panelWidth(),
                        results[i] + output,
                        bias,
                        packing.outputs(panel));
        }
    }

    private void tile(float[] a, int[] places, int pixel) {
        if (packing.vectors() == 1)
            NarrowPixelTile.eightByOne(a, places, pixel, steps, from, to, b, atB, sums);
        else if (LANES < 16)
            NarrowPixelTile.sixByTwo(a, places, pixel, steps, from, to, b, atB, sums);
        else PixelTile.twelveByTwo(a, places, pixel, steps, from, to, b, atB, sums);
    }

    private void store(Correlator.Call c, int at, int into, int output, int size) {
        float[] y = c.y().array();
        Tensor bias = c.finish().bias();
        if (from > 0 || c.add()) Sums.add(sums, at, y, into, size);
        else if (bias.size() == 0) Sums.put(sums, at, y, into, size);
        else Sums.put(sums, at, bias.array(), bias.offset() + output, y, into, size);
        if (to == packing.depth() && c.finish().relu()) Sums.bend(c.finish(), y, into, size);
    }
}
