package jdl.layer.loss;

import java.util.OptionalInt;
import jdl.layer.RowFailure;
import jdl.tensor.Tensor;

/**
 * Classes written as floats.
 *
 * @param classes labels are 0 … classes - 1
 * @param ignored the label of rows that do not count
 */
record Labels(int classes, OptionalInt ignored) {

    static Labels of(int classes, boolean ignores, int ignored) {
        return new Labels(classes, ignores ? OptionalInt.of(ignored) : OptionalInt.empty());
    }

    boolean ignores(int label) {
        return ignored.isPresent() && ignored.getAsInt() == label;
    }

    /** The label of a row; {@link RowFailure} if there is no such class. */
    int at(Tensor labels, int row) {
        float value = labels.get(row);
        int label = (int) value;
        if (ignores(label) || (value > -1 && label < classes && label >= 0)) return label;
        throw new RowFailure(
                row,
                "label "
                        + (label == value ? Integer.toString(label) : Float.toString(value))
                        + " of row "
                        + row
                        + " is none of the "
                        + classes
                        + " classes 0 to "
                        + (classes - 1)
                        + "; mend the data, or the number of outputs, or name the label in"
                        + " ignore_label");
    }
}
