package jdl.layer.loss;

import java.util.List;
import java.util.OptionalInt;
import jdl.layer.Ports;
import jdl.proto.LossParameter;
import jdl.proto.LossParameter.NormalizationMode;
import jdl.tensor.Shape;

/**
 * Numbers from 0 to 1 (bottom 1) that scores (bottom 0) are to come to, each with a weight; the
 * classes lie along axis 1.
 *
 * @param ignored a target whose whole part is this does not count
 * @param smoothing how far targets are drawn to ½
 * @param classes the number of classes
 * @param inner the distance of one class to the next
 */
record Targets(
        OptionalInt ignored,
        float smoothing,
        RowWeights weights,
        Normalizer normalizer,
        int classes,
        int inner) {

    static Targets of(LossParameter p, List<Shape> bottoms) {
        Shape scores = bottoms.get(0);
        int classes = scores.rank() > 1 ? scores.dim(1) : 1;
        int items = scores.dim(0);
        int all = scores.count();
        return new Targets(
                p.hasIgnoreLabel() ? OptionalInt.of(p.getIgnoreLabel()) : OptionalInt.empty(),
                2 * LabelSmoothing.of(p, 2).other(),
                RowWeights.of(p, classes, items, all, bottoms, 2),
                new Normalizer(Normalizer.mode(p, NormalizationMode.BATCH_SIZE), items, all),
                classes,
                scores.rank() > 1 ? scores.countFrom(2) : 1);
    }

    /** As Caffe has it: any target from 0 to below 1 is ignored with ignore_label 0. */
    boolean ignores(Ports p, int index) {
        return ignored.isPresent() && (int) p.bottom(1).data().get(index) == ignored.getAsInt();
    }

    double at(Ports p, int index) {
        double target = p.bottom(1).data().get(index);
        return target + smoothing * (0.5 - target);
    }

    float weight(Ports p, int index) {
        return weights.at(p, index, index / inner % classes);
    }

    float divisor(Ports p) {
        int counted = 0;
        double sum = 0;
        for (int i = 0; i < p.bottom(0).data().size(); i++) {
            if (ignores(p, i)) continue;
            counted++;
            sum += weight(p, i);
        }
        return weights.given() ? normalizer.divisor(counted, sum) : normalizer.divisor(counted);
    }
}
