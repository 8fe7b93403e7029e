package jdl.layer.loss;

import java.util.List;
import jdl.layer.Ports;
import jdl.layer.RowFailure;
import jdl.layer.SoftmaxRows;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * How much of a row belongs to each class: all of it to its label, or as the probabilities in
 * bottom 1 say, one for each score; smoothed.
 *
 * @param given whether bottom 1 has probabilities
 */
record ClassShares(SoftmaxRows rows, boolean given, LabelSmoothing smoothing) {

    /** Whether bottom 1 has a probability for each score rather than a label for each row. */
    static boolean areGiven(SoftmaxRows rows, List<Shape> bottoms) {
        Shape scores = bottoms.get(0);
        Shape labels = bottoms.get(1);
        if (rows.classes() == 1 || labels.count() != scores.count()) return false;
        boolean flat = rows.inner() == 1 && labels.rank() > 1 && labels.dim(0) == scores.dim(0);
        return flat || labels.equals(scores);
    }

    /** The class that has the most of a row; the first one of equals. */
    static int most(SoftmaxRows rows, Tensor probabilities, int row) {
        int most = 0;
        for (int c = 1; c < rows.classes(); c++)
            if (at(rows, probabilities, row, c) > at(rows, probabilities, row, most)) most = c;
        return most;
    }

    private static float at(SoftmaxRows rows, Tensor probabilities, int row, int klass) {
        int i = rows.first(row) + klass * rows.inner();
        float value = probabilities.get(i);
        if (value >= 0) return value;
        throw new RowFailure(
                i,
                "label %s of class %d in row %d is no probability; mend the data"
                        .formatted(value, klass, row));
    }

    /** Whether only the label's class has a share. */
    boolean areWhole() {
        return !given && smoothing.other() == 0;
    }

    float of(Ports p, int row, int label, int klass) {
        return given
                ? smoothing.target(at(rows, p.bottom(1).data(), row, klass))
                : smoothing.target(label, klass);
    }

    /** All shares of a row together: 1 unless what is given says otherwise. */
    float sum(Ports p, int row) {
        if (!given) return 1;
        double sum = 0;
        for (int c = 0; c < rows.classes(); c++) sum += of(p, row, 0, c);
        return (float) sum;
    }
}
