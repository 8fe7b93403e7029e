package jdl.layer.loss;

import jdl.layer.SoftmaxRows;
import jdl.tensor.Tensor;

/**
 * All paths of one sequence through the frames, as logarithms; each frame's are shifted so that
 * their exponentials add up to 1, which keeps all digits however long the sequence is.
 *
 * @param item the place of the sequence in the batch
 * @param scores T×N×C
 * @param logSums of each row of scores
 */
record CtcLattice(
        CtcSequence sequence,
        SoftmaxRows rows,
        int items,
        int item,
        Tensor scores,
        Tensor logSums) {

    private static final double NEVER = Double.NEGATIVE_INFINITY;

    /**
     * Fills {@code alpha}, frame by frame: how probable it is to stand in a state, having seen what
     * came before. Returns the log of the probability of the sequence.
     */
    double forward(Tensor alpha) {
        double shift = 0;
        for (int t = 0; t < sequence.frames(); t++) {
            for (int s = 0; s < sequence.states(); s++)
                alpha.set(at(t, s), (float) (entering(alpha, t, s) + logChance(t, s)));
            shift += center(alpha, at(t, 0));
        }
        double end = NEVER;
        for (int s = 0; s < sequence.states(); s++)
            if (sequence.endsAt(s)) end = LogSum.of(end, alpha.get(at(sequence.frames() - 1, s)));
        return shift + end;
    }

    private double entering(Tensor alpha, int t, int s) {
        if (t == 0) return s < 2 ? 0 : NEVER;
        double sum = alpha.get(at(t - 1, s));
        if (s > 0) sum = LogSum.of(sum, alpha.get(at(t - 1, s - 1)));
        return sequence.skipsBlank(s) ? LogSum.of(sum, alpha.get(at(t - 1, s - 2))) : sum;
    }

    /**
     * Adds the slope of {@code -scale · log probability} to the scores' diff; {@code beta} is
     * memory for one frame: how probable what comes behind a state is.
     */
    void backward(Tensor alpha, Tensor beta, Tensor diff, float scale) {
        for (int t = sequence.frames() - 1; t >= 0; t--) {
            for (int s = 0; s < sequence.states(); s++) beta.set(s, (float) leaving(beta, t, s));
            center(beta, 0);
            toScores(alpha, beta, diff, t, scale);
        }
    }

    /** States behind s still hold the frame behind t. */
    private double leaving(Tensor beta, int t, int s) {
        if (t == sequence.frames() - 1) return sequence.endsAt(s) ? 0 : NEVER;
        double sum = beta.get(s) + logChance(t + 1, s);
        int states = sequence.states();
        if (s + 1 < states) sum = LogSum.of(sum, beta.get(s + 1) + logChance(t + 1, s + 1));
        if (s + 2 < states && sequence.skipsBlank(s + 2))
            sum = LogSum.of(sum, beta.get(s + 2) + logChance(t + 1, s + 2));
        return sum;
    }

    private void toScores(Tensor alpha, Tensor beta, Tensor diff, int t, float scale) {
        int row = t * items + item;
        for (int c = 0; c < rows.classes(); c++) {
            int i = rows.first(row) + c;
            double chance = StrictMath.exp(scores.get(i) - logSums.get(row));
            diff.set(i, (float) (diff.get(i) + scale * chance));
        }
        double all = NEVER;
        for (int s = 0; s < sequence.states(); s++)
            all = LogSum.of(all, alpha.get(at(t, s)) + beta.get(s));
        for (int s = 0; s < sequence.states(); s++) {
            int i = rows.first(row) + sequence.klass(s);
            double share = StrictMath.exp(alpha.get(at(t, s)) + beta.get(s) - all);
            diff.set(i, (float) (diff.get(i) - scale * share));
        }
    }

    /** Subtracts the log of the sum of the exponentials from a frame's states, and tells it. */
    private double center(Tensor logs, int first) {
        double sum = NEVER;
        for (int s = 0; s < sequence.states(); s++) sum = LogSum.of(sum, logs.get(first + s));
        if (sum == NEVER) return sum;
        for (int s = 0; s < sequence.states(); s++)
            logs.set(first + s, (float) (logs.get(first + s) - sum));
        return sum;
    }

    private double logChance(int t, int s) {
        int row = t * items + item;
        return scores.get(rows.first(row) + sequence.klass(s)) - (double) logSums.get(row);
    }

    private int at(int t, int s) {
        return t * sequence.states() + s;
    }
}
