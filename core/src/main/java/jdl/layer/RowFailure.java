package jdl.layer;

import jdl.failure.Failure;

/** A failure that one row of a bottom is to blame for, such as a label that means nothing. */
public final class RowFailure extends Failure {

    private static final long serialVersionUID = 1L;

    private final int row;

    public RowFailure(int row, String message) {
        super(Kind.CORRUPT, message);
        this.row = row;
    }

    /** Which row, counted over all axes of the bottom. */
    public int row() {
        return row;
    }
}
