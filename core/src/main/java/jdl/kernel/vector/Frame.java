package jdl.kernel.vector;

import jdl.kernel.Sweep;

/**
 * How a field of pixels lies in memory: as the source itself if no kernel goes over its edge, else
 * with zeros around each image.
 *
 * @param images of the source
 * @param channels of a pixel of the source
 * @param inputs those of them that a kernel sees
 * @param inside whether the source is read as it lies
 */
record Frame(Sweep height, Sweep width, int images, int channels, int inputs, boolean inside) {

    /** Pixels that lie so many floats apart share few sets of a cache. */
    private static final int CROWDED = 256;

    /** Floats that a tile may read beyond the end. */
    private static final int SPARE = 16;

    static Frame of(Sweep height, Sweep width, int images, int channels, int inputs) {
        boolean inside = height.isInside() && width.isInside();
        return new Frame(height, width, images, channels, inputs, inside);
    }

    /** The same pixels in a copy, beyond whose end a tile may read. */
    Frame copied() {
        return new Frame(height, width, images, channels, inputs, false);
    }

    /** How far neighbours in a row lie apart. */
    int pixelStep() {
        if (inside) return channels;
        return inputs % CROWDED == 0 ? inputs + Tile.LANES : inputs;
    }

    /** How far rows lie apart. */
    int rowStep() {
        return (inside ? width.size() : width.extent(width.count())) * pixelStep();
    }

    /** Rows of results, of all images. */
    int rows() {
        return images * height.count();
    }

    /** Floats of the source that a row of results needs for itself, about. */
    int floatsOfRow() {
        return Math.max(1, rowStep() * height.step());
    }

    /** Room for a copy of what so many rows of results see. */
    int room(int rows) {
        int pieces = Math.min(rows, (rows - 1) / height.count() + 2);
        return (rows * height.step() + pieces * (height.reach() + height.step())) * rowStep()
                + SPARE;
    }

    /** Whether a tile of a row's neighbours can meet kernels of three neighbours. */
    boolean threeWide() {
        int[] x = width.offsets();
        return x.length == 3
                && x[1] == 1
                && Math.abs(x[2] - x[0]) == 2
                && width.step() == 1
                && width.count() >= RowTile.PIXELS;
    }

    /** How far each step of the reduction lies from a place: channel by channel, tap by tap. */
    int[] steps() {
        int[] steps = new int[inputs * height.offsets().length * width.offsets().length];
        int k = 0;
        for (int i = 0; i < inputs; i++)
            for (int y : height.offsets())
                for (int x : width.offsets()) steps[k++] = y * rowStep() + x * pixelStep() + i;
        return steps;
    }
}
