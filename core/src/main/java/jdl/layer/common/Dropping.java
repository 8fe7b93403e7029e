package jdl.layer.common;

import jdl.failure.Failure;
import jdl.proto.DropoutParameter;

/**
 * What a kind of dropout does while training.
 *
 * @param ratio the chance to be dropped
 * @param scale what the others are multiplied by
 * @param shift what is then added to them
 * @param dropped what the dropped ones become
 */
record Dropping(float ratio, float scale, float shift, float dropped) {

    /** The least value of SELU, {@code -λ α} (Klambauer et al. 2017). */
    private static final double FLOOR = -1.0507009873554805 * 1.6732632423543772;

    /** To 0, the others scaled so that the mean stays (Srivastava et al. 2014). */
    static Dropping toZero(DropoutParameter p) {
        float ratio = ratio(p);
        return new Dropping(ratio, 1 / (1 - ratio), 0, 0);
    }

    /** To SELU's least value, then scaled and shifted so that mean 0 and variance 1 stay. */
    static Dropping toFloor(DropoutParameter p) {
        double ratio = ratio(p);
        double scale = 1 / Math.sqrt((1 - ratio) * (1 + ratio * FLOOR * FLOOR));
        double shift = -scale * ratio * FLOOR;
        return new Dropping(
                (float) ratio, (float) scale, (float) shift, (float) (scale * FLOOR + shift));
    }

    private static float ratio(DropoutParameter p) {
        float ratio = p.getDropoutRatio();
        if (!(ratio > 0 && ratio < 1))
            throw Failure.config(
                    "dropout_ratio must lie between 0 and 1, both excluded; got "
                            + ratio
                            + "; to drop nothing, leave the layer out");
        return ratio;
    }
}
