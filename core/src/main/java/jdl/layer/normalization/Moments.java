package jdl.layer.normalization;

import jdl.layer.Ports;
import jdl.tensor.Tensor;

/** Each channel's mean and deviation: the first two things that a layer has saved. */
record Moments(Tensor mean, Tensor deviation) {

    static Moments of(Ports p) {
        return new Moments(p.saved(0), p.saved(1));
    }
}
