package jdl.kernel.vector;

import static jdl.kernel.vector.Tile.LANES;

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
        Packing packing,
        Frame frame,
        int[] steps,
        int from,
        int to,
        float[] b,
        int atB,
        float[] sums) {

    /**
     * Runs over all pixels.
     *
     * @param results where each pixel's outputs lie in y
     * @param panel of the outputs
     * @param bias where this panel's outputs begin among all
     */
    void run(Field field, int[] results, int panel, Correlator.Call c, int bias) {
        var store = new PixelStore(packing, c, results, panel, bias, from, to, sums);
        int across = frame.width().count();
        if (packing.vectors() == 1 && LANES >= 16 && frame.threeWide())
            for (int row = 0; row < field.count(); row += across) row(field, row, across, store);
        else pixels(field, store);
    }

    /** A row of results; its last tile begins early enough to end with it. */
    private void row(Field field, int row, int across, PixelStore store) {
        int first = frame.width().offsets()[0]; // 0, or 2 on the way down
        for (int p = 0; p < across; p += RowTile.PIXELS) {
            int start = Math.min(p, across - RowTile.PIXELS);
            RowTile.sixteenByOne(
                    field.source(),
                    field.places()[row + start],
                    frame.pixelStep(),
                    steps,
                    from + first,
                    to,
                    b,
                    atB + first * LANES,
                    (1 - first) * LANES,
                    sums);
            int end = Math.min(across, p + RowTile.PIXELS);
            store.pixels(row + p, row + end, (p - start) * LANES);
        }
    }

    private void pixels(Field field, PixelStore store) {
        int size = packing.vectors() == 1 ? 8 : LANES < 16 ? 6 : 12;
        for (int p = 0; p < field.count(); p += size) {
            tile(field.source(), field.places(), p);
            store.pixels(p, Math.min(field.count(), p + size), 0);
        }
    }

    private void tile(float[] a, int[] places, int pixel) {
        if (packing.vectors() == 1)
            NarrowPixelTile.eightByOne(a, places, pixel, steps, from, to, b, atB, sums);
        else if (LANES < 16)
            NarrowPixelTile.sixByTwo(a, places, pixel, steps, from, to, b, atB, sums);
        else PixelTile.twelveByTwo(a, places, pixel, steps, from, to, b, atB, sums);
    }
}
