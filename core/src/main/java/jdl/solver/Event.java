package jdl.solver;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import jdl.net.Norms;

/** What happens in a run, for whoever shows or records it. */
public sealed interface Event {

    /** Where the run stands: iterations done. */
    int iteration();

    record Started(int iteration, int until, String net) implements Event {}

    record TestStarted(int iteration, int test) implements Event {}

    /** One pass of a test is done. */
    record TestPass(int iteration, int test, long done, int of) implements Event {}

    /**
     * A test is done.
     *
     * @param loss its mean loss, weighted, where the solver wants it
     */
    record Tested(int iteration, int test, Optional<Float> loss, List<Score> scores)
            implements Event {}

    /**
     * An iteration is done; {@code iteration} is its number, counted from 0.
     *
     * @param loss of this iteration, mean over iter_size
     * @param smoothed mean of the last {@code average_loss} losses
     * @param rate the learning rate of its update
     * @param outputs of the last pass; empty unless {@code display}
     */
    record Stepped(
            int iteration,
            float loss,
            float smoothed,
            float rate,
            boolean display,
            List<Score> outputs)
            implements Event {}

    /** How large the numbers were in a pass of iteration {@code iteration}, before its update. */
    record Debugged(int iteration, Norms norms) implements Event {}

    /**
     * The loss after the last update, as Caffe shows it at the end.
     *
     * @param smoothed mean of the last {@code average_loss} losses, this one among them
     */
    record LastLoss(int iteration, float loss, float smoothed, List<Score> outputs)
            implements Event {}

    record Saved(int iteration, Path weights, Path state) implements Event {}

    record Finished(int iteration, Reason reason) implements Event {}

    /** What could not be read in the whole run and was borne with, each with the reason. */
    record Unread(int iteration, List<String> records) implements Event {}

    /** Why a run ended. */
    enum Reason {
        DONE,
        STOPPED
    }
}
