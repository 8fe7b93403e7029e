package jdl.solver;

import java.util.List;

/** Caffe's seven policies (sgd_solver.cpp, GetLearningRate). */
sealed interface CaffePolicy extends LrPolicy {

    /** {@code base} */
    record Fixed(double base) implements CaffePolicy {
        @Override
        public double rate(int iter) {
            return base;
        }
    }

    /** {@code base · gamma^⌊iter / stepsize⌋} */
    record Step(double base, double gamma, int stepsize) implements CaffePolicy {
        @Override
        public double rate(int iter) {
            return base * StrictMath.pow(gamma, steps(iter));
        }

        @Override
        public int steps(int iter) {
            return iter / stepsize;
        }
    }

    /** {@code base · gamma^iter} */
    record Exp(double base, double gamma) implements CaffePolicy {
        @Override
        public double rate(int iter) {
            return base * StrictMath.pow(gamma, iter);
        }
    }

    /** {@code base · (1 + gamma · iter)^-power} */
    record Inv(double base, double gamma, double power) implements CaffePolicy {
        @Override
        public double rate(int iter) {
            return base * StrictMath.pow(1 + gamma * iter, -power);
        }
    }

    /**
     * {@code base · gamma^steps}, where a step is taken at each of the given iterations, at most
     * one an iteration.
     */
    record MultiStep(double base, double gamma, List<Integer> at) implements CaffePolicy {
        @Override
        public double rate(int iter) {
            return base * StrictMath.pow(gamma, steps(iter));
        }

        @Override
        public int steps(int iter) {
            int steps = 0;
            int taken = -1;
            for (int value : at) {
                taken = Math.max(taken + 1, value);
                if (taken > iter) break;
                steps++;
            }
            return steps;
        }
    }

    /** {@code base · (1 - iter / maxIter)^power} */
    record Poly(double base, double power, int maxIter) implements CaffePolicy {
        @Override
        public double rate(int iter) {
            return base * StrictMath.pow(1 - (double) iter / maxIter, power);
        }
    }

    /** {@code base / (1 + e^(-gamma · (iter - stepsize)))} */
    record Sigmoid(double base, double gamma, int stepsize) implements CaffePolicy {
        @Override
        public double rate(int iter) {
            return base / (1 + StrictMath.exp(-gamma * (iter - stepsize)));
        }
    }
}
