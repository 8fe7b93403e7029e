package jdl.kernel;

/**
 * The innermost loops of the rules that move weights: one pass over memory each, in the order of
 * Caffe's roundings. w is the weight, g its gradient, h and k what is remembered of it.
 */
public interface UpdateLoops {

    /** {@code h' = momentum h + rate g; w -= (1 + momentum) h' - momentum h}. */
    default void nesterov(Stretch s, float rate, float momentum) {
        float ahead = 1 + momentum;
        for (int i = s.from(); i < s.to(); i++) {
            float old = s.h().get(i);
            float step = rate * s.g().get(i) + momentum * old;
            s.h().set(i, step);
            s.w().set(i, s.w().get(i) - (ahead * step - momentum * old));
        }
    }

    /** {@code h += g²; w -= rate g / (√h + delta)}. */
    default void adaGrad(Stretch s, float rate, float delta) {
        for (int i = s.from(); i < s.to(); i++) {
            float g = s.g().get(i);
            float h = s.h().get(i) + g * g;
            s.h().set(i, h);
            s.w().set(i, s.w().get(i) - rate * (g / (root(h) + delta)));
        }
    }

    /** {@code h = past h + (1 - past) g²; w -= rate g / (√h + delta)}. */
    default void rmsProp(Stretch s, float rate, float past, float delta) {
        for (int i = s.from(); i < s.to(); i++) {
            float g = s.g().get(i);
            float h = (1 - past) * (g * g) + past * s.h().get(i);
            s.h().set(i, h);
            s.w().set(i, s.w().get(i) - rate * (g / (root(h) + delta)));
        }
    }

    /**
     * {@code h = past h + (1 - past) g²; u = √((k + delta) / (h + delta)) g; k = past k + (1 -
     * past) u²; w -= rate u}.
     */
    default void adaDelta(Stretch s, float rate, float past, float delta) {
        for (int i = s.from(); i < s.to(); i++) {
            float g = s.g().get(i);
            float h = (1 - past) * (g * g) + past * s.h().get(i);
            float k = s.k().get(i);
            float u = g * root((k + delta) / (h + delta));
            s.h().set(i, h);
            s.k().set(i, (1 - past) * (u * u) + past * k);
            s.w().set(i, s.w().get(i) - rate * u);
        }
    }

    /**
     * {@code h = beta1 h + (1 - beta1) g; k = beta2 k + (1 - beta2) g²; w = keep w - rate h / (√k +
     * delta)}; keep is below 1 where decay draws at the weight itself.
     */
    default void adam(Stretch s, float rate, float beta1, float beta2, float delta, float keep) {
        for (int i = s.from(); i < s.to(); i++) {
            float g = s.g().get(i);
            float h = (1 - beta1) * g + beta1 * s.h().get(i);
            float k = (1 - beta2) * (g * g) + beta2 * s.k().get(i);
            s.h().set(i, h);
            s.k().set(i, k);
            s.w().set(i, keep * s.w().get(i) - rate * (h / (root(k) + delta)));
        }
    }

    /** As {@link #adam}, but the step goes to g: {@code g = rate h / (√k + delta) + decay w}. */
    default void lamb(Stretch s, float rate, float beta1, float beta2, float delta, float decay) {
        for (int i = s.from(); i < s.to(); i++) {
            float g = s.g().get(i);
            float h = (1 - beta1) * g + beta1 * s.h().get(i);
            float k = (1 - beta2) * (g * g) + beta2 * s.k().get(i);
            s.h().set(i, h);
            s.k().set(i, k);
            s.g().set(i, rate * (h / (root(k) + delta)) + decay * s.w().get(i));
        }
    }

    /** {@code w = keep w - rate sign(beta1 h + (1 - beta1) g); h = beta2 h + (1 - beta2) g}. */
    default void lion(Stretch s, float rate, float beta1, float beta2, float keep) {
        for (int i = s.from(); i < s.to(); i++) {
            float g = s.g().get(i);
            float h = s.h().get(i);
            float sign = Math.signum((1 - beta1) * g + beta1 * h);
            s.w().set(i, keep * s.w().get(i) - rate * sign);
            s.h().set(i, (1 - beta2) * g + beta2 * h);
        }
    }

    private static float root(float x) {
        return (float) Math.sqrt(x);
    }
}
