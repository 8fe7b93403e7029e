package jdl.solver;

import jdl.kernel.Stretch;
import jdl.kernel.UpdateLoops;
import jdl.tensor.Tensor;

/** Rules that came after Caffe; the L2 decay draws at the weight itself and is not in g. */
sealed interface NewerRule extends UpdateRule {

    @Override
    default boolean takesDecay() {
        return true;
    }

    /**
     * {@code w = w - rate · (ĥ / (√k̂ + delta) + decay · w)}, ĥ and k̂ being the means of g and g²,
     * each divided by {@code 1 - beta^t} (Loshchilov and Hutter 2017).
     */
    record AdamW(float beta1, float beta2, float delta) implements NewerRule {
        @Override
        public int slots() {
            return 2;
        }

        @Override
        public void move(UpdateLoops loops, Stretch s, Turn t) {
            double root = Math.sqrt(t.share(beta2));
            float rate = (float) (t.rate() * root / t.share(beta1));
            float below = (float) (delta * root);
            float keep = 1 - t.rate() * t.decay();
            loops.adam(s, rate, beta1, beta2, below, keep);
        }
    }

    /**
     * {@code w = w - rate · (sign(beta1 · h + (1 - beta1) · g) + decay · w); h = beta2 · h + (1 -
     * beta2) · g} (Chen et al. 2023).
     */
    record Lion(float beta1, float beta2) implements NewerRule {
        @Override
        public int slots() {
            return 1;
        }

        @Override
        public void move(UpdateLoops loops, Stretch s, Turn t) {
            float keep = 1 - t.rate() * t.decay();
            loops.lion(s, t.rate(), beta1, beta2, keep);
        }
    }

    /**
     * {@code h = momentum · h + rate · r · (g + decay · w); w = w - h}, {@code r = trust · ‖w‖ /
     * (‖g‖ + decay · ‖w‖)} (You et al. 2017). Weights with decay_mult 0, such as biases, have r =
     * 1.
     */
    record Lars(float momentum, float trust) implements NewerRule {
        @Override
        public int slots() {
            return 1;
        }

        @Override
        public void update(Turn t) {
            t.prepare();
            Tensor g = t.diff();
            double ofDecay = t.decay() * Math.sqrt(t.kernels().sumOfSquares(t.data()));
            double length = Math.sqrt(t.kernels().sumOfSquares(g)) + ofDecay;
            t.scaleRate(t.trust(length / trust));
            t.kernels().axpy(t.decay(), t.data(), g);
            t.run(this);
        }

        @Override
        public void move(UpdateLoops loops, Stretch s, Turn t) {
            loops.sgd(s, t.rate(), momentum);
        }
    }

    /**
     * {@code u = ĥ / (√k̂ + delta) + decay · w} as in AdamW; {@code w = w - rate · ‖w‖ / ‖u‖ · u}
     * (You et al. 2019). Weights with decay_mult 0, such as biases, move by rate · u.
     */
    record Lamb(float beta1, float beta2, float delta) implements NewerRule {
        @Override
        public int slots() {
            return 2;
        }

        @Override
        public void update(Turn t) {
            t.run(this);
            Tensor u = t.diff();
            float ratio = t.trust(Math.sqrt(t.kernels().sumOfSquares(u)));
            t.kernels().axpy(-t.rate() * ratio, u, t.data());
        }

        @Override
        public void move(UpdateLoops loops, Stretch s, Turn t) {
            double root = Math.sqrt(t.share(beta2));
            float rate = (float) (root / t.share(beta1));
            float below = (float) (delta * root);
            loops.lamb(s, rate, beta1, beta2, below, t.decay());
        }
    }
}
