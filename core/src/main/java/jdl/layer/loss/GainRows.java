package jdl.layer.loss;

import java.util.Optional;
import jdl.failure.Failure;
import jdl.layer.Ports;
import jdl.proto.LossParameter;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * The rows of InfogainLoss's matrix H, smoothed over the labels where {@code label_smoothing} asks
 * for it.
 *
 * @param fixed H, unless it is bottom 2
 */
record GainRows(int classes, LabelSmoothing smoothing, Optional<Tensor> fixed) {

    static GainRows of(LossParameter p, int classes, Optional<Tensor> fixed, Shape shape) {
        if (shape.count() != (long) classes * classes)
            throw Failure.config(
                    "wants an infogain matrix of %d×%d, one row for each class, but got %s"
                            .formatted(classes, classes, shape));
        return new GainRows(classes, LabelSmoothing.of(p, classes), fixed);
    }

    /** Makes {@link #at} ready: scratch 0 gets the sums over the labels. */
    void sumColumns(Ports p) {
        Tensor sums = p.scratch(0);
        sums.fill(0);
        if (smoothing.other() == 0) return;
        for (int label = 0; label < classes; label++)
            for (int c = 0; c < classes; c++) sums.set(c, sums.get(c) + gain(p, label, c));
    }

    float at(Ports p, int label, int klass) {
        float sure = smoothing.own() - smoothing.other();
        return sure * gain(p, label, klass) + smoothing.other() * p.scratch(0).get(klass);
    }

    private float gain(Ports p, int label, int klass) {
        return fixed.orElseGet(() -> p.bottom(2).data()).get(label * classes + klass);
    }
}
