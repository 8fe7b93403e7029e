package jdl.solver;

/** Wishes from outside, asked for between iterations and between the passes of a test. */
public interface Control {

    Control NONE =
            new Control() {
                @Override
                public boolean stop() {
                    return false;
                }

                @Override
                public boolean takeSnapshotWish() {
                    return false;
                }
            };

    /** Whether to end the run after this iteration, with a snapshot. */
    boolean stop();

    /** Whether a snapshot was wished for since the last question. */
    boolean takeSnapshotWish();
}
