package jdl.layer;

import jdl.tensor.Blob;

/** What a layer's backward does not need, so that a net can spare memory and time. */
public enum Habit {
    /** It heeds {@link Blob#fresh} of its bottoms; else the net clears a diff before. */
    STORES_FRESH,
    /** It heeds {@link Blob#fresh} of its weights, all of them. */
    STORES_FRESH_WEIGHTS,
    /** It does not read the data of the bottoms, which may be gone by then. */
    FORGETS_BOTTOMS,
    /** It does not read the data of the tops, which may be gone by then. */
    FORGETS_TOPS
}
