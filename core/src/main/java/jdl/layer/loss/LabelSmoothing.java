package jdl.layer.loss;

import jdl.failure.Failure;
import jdl.proto.LossParameter;

/**
 * How sure a label is taken to be, {@code label_smoothing} ε spread evenly over all classes
 * (Szegedy et al. 2015).
 *
 * @param own what the label's class gets: {@code 1 - ε + ε / classes}
 * @param other what each other class gets: {@code ε / classes}
 */
record LabelSmoothing(float own, float other) {

    static LabelSmoothing of(LossParameter p, int classes) {
        float amount = p.getLabelSmoothing();
        if (!(amount >= 0 && amount < 1))
            throw Failure.config("label_smoothing must be in [0, 1), but got " + amount);
        float other = amount / classes;
        return new LabelSmoothing(1 - amount + other, other);
    }

    /** For losses that ask for the label alone. */
    static void refuse(LossParameter p, String why) {
        if (p.getLabelSmoothing() != 0)
            throw Failure.config("takes no label_smoothing: " + why + "; take it out");
    }

    float target(int label, int klass) {
        return klass == label ? own : other;
    }

    /** For a class that has a share of its own. */
    float target(float share) {
        return share * (own - other) + other;
    }
}
