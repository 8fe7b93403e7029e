package jdl.solver;

import jdl.kernel.Stretch;
import jdl.kernel.UpdateLoops;

/** Caffe's rules, in Caffe's arithmetic (src/caffe/solvers); the decay is in the gradient g. */
sealed interface CaffeRule extends UpdateRule {

    @Override
    default int slots() {
        return 1;
    }

    @Override
    default boolean takesDecay() {
        return false;
    }

    /** {@code h = momentum · h + rate · g; w = w - h}. */
    record Sgd(float momentum) implements CaffeRule {
        @Override
        public void move(UpdateLoops loops, Stretch s, Turn t) {
            loops.sgd(s, t.rate(), momentum);
        }
    }

    /** {@code h' = momentum · h + rate · g; w = w - (1 + momentum) · h' + momentum · h}. */
    record Nesterov(float momentum) implements CaffeRule {
        @Override
        public void move(UpdateLoops loops, Stretch s, Turn t) {
            loops.nesterov(s, t.rate(), momentum);
        }
    }

    /** {@code h = h + g²; w = w - rate · g / (√h + delta)}. */
    record AdaGrad(float delta) implements CaffeRule {
        @Override
        public void move(UpdateLoops loops, Stretch s, Turn t) {
            loops.adaGrad(s, t.rate(), delta);
        }
    }

    /** {@code h = past · h + (1 - past) · g²; w = w - rate · g / (√h + delta)}. */
    record RmsProp(float past, float delta) implements CaffeRule {
        @Override
        public void move(UpdateLoops loops, Stretch s, Turn t) {
            loops.rmsProp(s, t.rate(), past, delta);
        }
    }

    /**
     * {@code h} and {@code k}: means of the squares of g and of {@code u = √((k + delta) / (h +
     * delta)) · g}; {@code w = w - rate · u}.
     */
    record AdaDelta(float past, float delta) implements CaffeRule {
        @Override
        public int slots() {
            return 2;
        }

        @Override
        public void move(UpdateLoops loops, Stretch s, Turn t) {
            loops.adaDelta(s, t.rate(), past, delta);
        }
    }

    /**
     * {@code h} and {@code k}: means of g and of its square; {@code w = w - rate · √(1 - beta2^t) /
     * (1 - beta1^t) · h / (√k + delta)}.
     */
    record Adam(float beta1, float beta2, float delta) implements CaffeRule {
        @Override
        public int slots() {
            return 2;
        }

        @Override
        public void move(UpdateLoops loops, Stretch s, Turn t) {
            float correction = (float) (Math.sqrt(t.share(beta2)) / t.share(beta1));
            float rate = t.rate() * correction;
            loops.adam(s, rate, beta1, beta2, delta, 1);
        }
    }
}
