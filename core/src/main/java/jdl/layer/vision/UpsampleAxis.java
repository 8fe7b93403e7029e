package jdl.layer.vision;

import jdl.failure.Failure;
import jdl.proto.UpsampleParameter;
import jdl.tensor.Tensor;

/**
 * One axis of an image before and after: each new pixel lies between two old ones.
 *
 * @param before pixels of the bottom
 * @param after pixels of the top
 * @param linear whether both old pixels count, by their distance; else the nearest alone
 * @param aligned whether the first and last pixels lie on one another; else the images' edges do
 */
record UpsampleAxis(int before, int after, boolean linear, boolean aligned) {

    static UpsampleAxis of(UpsampleParameter p, int before, int length) {
        if (before < 1) throw Failure.config("wants an image of at least one pixel");
        boolean linear = p.getMode() == UpsampleParameter.Mode.BILINEAR;
        int after = p.hasScale() ? Math.multiplyExact(before, p.getScale()) : length;
        if (after < 1) throw Failure.config("scale, height and width must be at least 1");
        return new UpsampleAxis(before, after, linear, p.getAlignCorners());
    }

    /** Where a new pixel lies among the old ones; those beyond the edge repeat it. */
    double place(int i) {
        if (!linear) return Math.floorDiv((long) i * before, after);
        if (aligned && after == 1) return 0;
        double place =
                aligned ? i * (before - 1.0) / (after - 1) : (i + 0.5) * before / after - 0.5;
        return Math.max(0, Math.min(before - 1, place));
    }

    /** A new pixel at a place of the row that begins at an index of a plane. */
    static float between(Tensor plane, int row, double place) {
        int low = (int) place;
        float share = (float) (place - low);
        float x = plane.get(row + low);
        return share == 0 ? x : x + share * (plane.get(row + low + 1) - x);
    }

    /** {@code row +=} what a new pixel's slope asks of the old ones: the opposite of between. */
    static void spread(float slope, Tensor plane, int row, double place) {
        int low = (int) place;
        float share = (float) (place - low);
        add(slope * (1 - share), plane, row + low);
        if (share != 0) add(slope * share, plane, row + low + 1);
    }

    private static void add(float slope, Tensor plane, int at) {
        plane.set(at, plane.get(at) + slope);
    }
}
