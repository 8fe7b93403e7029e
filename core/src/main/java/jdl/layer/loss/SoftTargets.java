package jdl.layer.loss;

import jdl.failure.Failure;
import jdl.layer.SoftmaxRows;
import jdl.tensor.Tensor;

/**
 * Probabilities of all classes, as they are given or as the softmax of a teacher's scores.
 *
 * @param scores whether they are scores, to be divided by {@code temperature}
 */
record SoftTargets(SoftmaxRows rows, boolean scores, double temperature) {

    /** What {@link #log} needs of a row. */
    double logSum(Tensor z, int row) {
        return scores ? LogSum.ofRow(rows, z, row, temperature) : 0;
    }

    double log(Tensor z, int index, double logSum) {
        float value = z.get(index);
        if (scores) return value / temperature - logSum;
        if (value >= 0) return StrictMath.log(value);
        throw new Failure(
                Failure.Kind.CORRUPT,
                "target "
                        + value
                        + " is no probability; mend the data, or set target_scores if they are"
                        + " scores");
    }
}
