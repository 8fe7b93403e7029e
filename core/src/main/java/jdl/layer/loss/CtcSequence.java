package jdl.layer.loss;

import jdl.tensor.Tensor;

/**
 * The states of one label sequence: a blank before, between and behind its labels, so that state s
 * is label (s - 1) / 2 where s is odd (Graves et al. 2006, section 4.1).
 *
 * @param labels the classes, of which the first {@code length} count
 * @param frames how many frames of scores there are
 */
record CtcSequence(Tensor labels, int length, int frames, int blank) {

    int states() {
        return 2 * length + 1;
    }

    int klass(int state) {
        return state % 2 == 0 ? blank : (int) labels.get(state / 2);
    }

    /** Whether a path may come to this state from the label before, without the blank between. */
    boolean skipsBlank(int state) {
        return state % 2 == 1 && state > 1 && klass(state) != klass(state - 2);
    }

    boolean endsAt(int state) {
        return state >= states() - 2;
    }
}
