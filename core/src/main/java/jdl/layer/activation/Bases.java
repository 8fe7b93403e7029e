package jdl.layer.activation;

import jdl.failure.Failure;

/** The bases of powers and logarithms. */
final class Bases {

    private Bases() {}

    /** The natural logarithm of a base; -1 means e. */
    static double log(float base) {
        if (base == -1) return 1;
        if (!(base > 0) || Float.isInfinite(base))
            throw Failure.config("base must be a number above 0, or -1 for e, but is " + base);
        return Math.log(base);
    }
}
