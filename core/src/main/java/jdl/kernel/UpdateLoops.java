package jdl.kernel;

/**
 * The innermost loops of the rules that move weights: one pass over memory each, in the order of
 * Caffe's roundings. w is the weight, g its gradient, h and k what is remembered of it.
 */
public interface UpdateLoops {

    /** {@code h = momentum h + rate g; w -= h}. */
    default void sgd(Stretch s, float rate, float momentum) {
        float[] w = s.w();
        float[] g = s.g();
        float[] h = s.h();
        int atW = s.atW();
        int atG = s.atG();
        int atH = s.atH();
        for (int i = 0; i < s.count(); i++) {
            float step = momentum * h[atH + i] + rate * g[atG + i];
            h[atH + i] = step;
            w[atW + i] -= step;
        }
    }

    /** {@code h' = momentum h + rate g; w -= (1 + momentum) h' - momentum h}. */
    default void nesterov(Stretch s, float rate, float momentum) {
        float[] w = s.w();
        float[] g = s.g();
        float[] h = s.h();
        int atW = s.atW();
        int atG = s.atG();
        int atH = s.atH();
        float ahead = 1 + momentum;
        for (int i = 0; i < s.count(); i++) {
            float past = momentum * h[atH + i];
            float step = rate * g[atG + i] + past;
            h[atH + i] = step;
            w[atW + i] -= ahead * step - past;
        }
    }

    /** {@code h += g²; w -= rate g / (√h + delta)}. */
    default void adaGrad(Stretch s, float rate, float delta) {
        float[] w = s.w();
        float[] g = s.g();
        float[] h = s.h();
        int atW = s.atW();
        int atG = s.atG();
        int atH = s.atH();
        for (int i = 0; i < s.count(); i++) {
            float slope = g[atG + i];
            float sum = h[atH + i] + slope * slope;
            h[atH + i] = sum;
            w[atW + i] -= rate * (slope / (root(sum) + delta));
        }
    }

    /** {@code h = past h + (1 - past) g²; w -= rate g / (√h + delta)}. */
    default void rmsProp(Stretch s, float rate, float past, float delta) {
        float[] w = s.w();
        float[] g = s.g();
        float[] h = s.h();
        int atW = s.atW();
        int atG = s.atG();
        int atH = s.atH();
        float now = 1 - past;
        for (int i = 0; i < s.count(); i++) {
            float slope = g[atG + i];
            float mean = now * (slope * slope) + past * h[atH + i];
            h[atH + i] = mean;
            w[atW + i] -= rate * (slope / (root(mean) + delta));
        }
    }

    /**
     * {@code h = past h + (1 - past) g²; u = √((k + delta) / (h + delta)) g; k = past k + (1 -
     * past) u²; w -= rate u}.
     */
    default void adaDelta(Stretch s, float rate, float past, float delta) {
        float[] w = s.w();
        float[] g = s.g();
        float[] h = s.h();
        float[] k = s.k();
        int atW = s.atW();
        int atG = s.atG();
        int atH = s.atH();
        int atK = s.atK();
        float now = 1 - past;
        for (int i = 0; i < s.count(); i++) {
            float slope = g[atG + i];
            float mean = now * (slope * slope) + past * h[atH + i];
            float u = slope * root((k[atK + i] + delta) / (mean + delta));
            h[atH + i] = mean;
            k[atK + i] = now * (u * u) + past * k[atK + i];
            w[atW + i] -= rate * u;
        }
    }

    /**
     * {@code h = beta1 h + (1 - beta1) g; k = beta2 k + (1 - beta2) g²; w = keep w - rate h / (√k +
     * delta)}; keep is below 1 where decay draws at the weight itself.
     */
    default void adam(Stretch s, float rate, float beta1, float beta2, float delta, float keep) {
        float[] w = s.w();
        float[] g = s.g();
        float[] h = s.h();
        float[] k = s.k();
        int atW = s.atW();
        int atG = s.atG();
        int atH = s.atH();
        int atK = s.atK();
        float now1 = 1 - beta1;
        float now2 = 1 - beta2;
        for (int i = 0; i < s.count(); i++) {
            float slope = g[atG + i];
            float mean = now1 * slope + beta1 * h[atH + i];
            float square = now2 * (slope * slope) + beta2 * k[atK + i];
            h[atH + i] = mean;
            k[atK + i] = square;
            w[atW + i] = keep * w[atW + i] - rate * (mean / (root(square) + delta));
        }
    }

    /** As {@link #adam}, but the step goes to g: {@code g = rate h / (√k + delta) + decay w}. */
    default void lamb(Stretch s, float rate, float beta1, float beta2, float delta, float decay) {
        float[] w = s.w();
        float[] g = s.g();
        float[] h = s.h();
        float[] k = s.k();
        int atW = s.atW();
        int atG = s.atG();
        int atH = s.atH();
        int atK = s.atK();
        float now1 = 1 - beta1;
        float now2 = 1 - beta2;
        for (int i = 0; i < s.count(); i++) {
            float slope = g[atG + i];
            float mean = now1 * slope + beta1 * h[atH + i];
            float square = now2 * (slope * slope) + beta2 * k[atK + i];
            h[atH + i] = mean;
            k[atK + i] = square;
            g[atG + i] = rate * (mean / (root(square) + delta)) + decay * w[atW + i];
        }
    }

    /** {@code w = keep w - rate sign(beta1 h + (1 - beta1) g); h = beta2 h + (1 - beta2) g}. */
    default void lion(Stretch s, float rate, float beta1, float beta2, float keep) {
        float[] w = s.w();
        float[] g = s.g();
        float[] h = s.h();
        int atW = s.atW();
        int atG = s.atG();
        int atH = s.atH();
        float now1 = 1 - beta1;
        float now2 = 1 - beta2;
        for (int i = 0; i < s.count(); i++) {
            float slope = g[atG + i];
            float mean = h[atH + i];
            float sign = Math.signum(now1 * slope + beta1 * mean);
            w[atW + i] = keep * w[atW + i] - rate * sign;
            h[atH + i] = now2 * slope + beta2 * mean;
        }
    }

    private static float root(float x) {
        return (float) Math.sqrt(x);
    }
}
