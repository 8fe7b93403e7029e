package jdl.kernel;

import jdl.kernel.Window.Axis;

/**
 * What the taps of a kernel that moves in steps of 1 see along one axis: tap k at place p sees
 * {@code p + start + k step}, if that lies inside.
 *
 * @param here places where results are wanted
 * @param there places of what is seen
 */
record Reach(int here, int there, int start, int step, int taps) {

    /** From a top down to its bottom. */
    static Reach of(Axis axis) {
        return new Reach(axis.places(), axis.size(), axis.start(0), axis.dilation(), axis.kernel());
    }

    /** From a bottom up to its top: which places saw it. */
    static Reach back(Axis axis) {
        return new Reach(
                axis.size(), axis.places(), -axis.start(0), -axis.dilation(), axis.kernel());
    }

    int seen(int place, int tap) {
        return place + start + tap * step;
    }

    /** The first tap that sees something from a place. */
    int first(int place) {
        int tap = 0;
        while (tap < taps && !sees(place, tap)) tap++;
        return tap;
    }

    /** One past the last tap that sees something. */
    int end(int place) {
        int tap = taps;
        while (tap > 0 && !sees(place, tap - 1)) tap--;
        return tap;
    }

    private boolean sees(int place, int tap) {
        int at = seen(place, tap);
        return 0 <= at && at < there;
    }

    /** The first place from which all taps see something. */
    int low() {
        return Math.max(0, Math.min(here, -start - Math.min(0, (taps - 1) * step)));
    }

    /** One past the last such place. */
    int high() {
        return Math.max(low(), Math.min(here, there - start - Math.max(0, (taps - 1) * step)));
    }
}
