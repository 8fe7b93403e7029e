package jdl.layer.loss;

import java.util.List;
import java.util.OptionalInt;
import jdl.failure.Failure;
import jdl.layer.Ports;
import jdl.proto.LossParameter;
import jdl.tensor.Shape;

/**
 * How much each row counts in a loss: the weight of its class times that of its sample, 1 where
 * {@code loss_param} gives none.
 *
 * @param classes one for each class, or none
 * @param bottom the bottom with the weights of samples, the last one
 * @param rowsOfWeight how many rows share one of these
 */
record RowWeights(List<Float> classes, OptionalInt bottom, int rowsOfWeight) {

    /**
     * @param items the length of the batch axes; a bottom of weights has one for each of them, or
     *     for each row
     */
    static RowWeights of(
            LossParameter p, int classes, int items, int rows, List<Shape> bottoms, int others) {
        checkClasses(p.getClassWeightList(), classes);
        checkBottoms(p.getSampleWeights(), bottoms.size(), others);
        if (!p.getSampleWeights())
            return new RowWeights(p.getClassWeightList(), OptionalInt.empty(), 1);
        Shape weights = bottoms.get(others);
        if (weights.count() != items && weights.count() != rows)
            throw Failure.config(
                    "wants one sample weight for each of the "
                            + items
                            + " samples"
                            + (rows == items ? "" : " or the " + rows + " rows")
                            + ", but the last bottom is "
                            + weights);
        int shared = weights.count() == 0 ? 1 : rows / weights.count();
        return new RowWeights(p.getClassWeightList(), OptionalInt.of(others), shared);
    }

    private static void checkClasses(List<Float> weights, int classes) {
        if (!weights.isEmpty() && weights.size() != classes)
            throw Failure.config(
                    "wants a class_weight for each of the "
                            + classes
                            + " classes, but got "
                            + weights.size());
        for (float weight : weights)
            if (!(weight >= 0) || Float.isInfinite(weight))
                throw Failure.config("class_weight must be 0 or more, but got " + weight);
    }

    private static void checkBottoms(boolean weights, int bottoms, int others) {
        if (bottoms == others + (weights ? 1 : 0)) return;
        throw Failure.config(
                "takes "
                        + (weights ? others + 1 : others)
                        + " bottoms "
                        + (weights
                                ? "with sample_weights, the last with the weights"
                                : "(one more with loss_param { sample_weights: true })")
                        + ", but got "
                        + bottoms);
    }

    boolean given() {
        return !classes.isEmpty() || bottom.isPresent();
    }

    float at(Ports p, int row, int label) {
        float ofClass = classes.isEmpty() ? 1 : classes.get(label);
        return bottom.isEmpty()
                ? ofClass
                : ofClass * p.bottom(bottom.getAsInt()).data().get(row / rowsOfWeight);
    }
}
