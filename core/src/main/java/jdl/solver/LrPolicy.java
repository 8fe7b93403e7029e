package jdl.solver;

import java.util.List;
import jdl.failure.DidYouMean;
import jdl.failure.Failure;
import jdl.proto.SolverParameter;

/**
 * The learning rate as a function of the iteration: Caffe's seven policies (sgd_solver.cpp,
 * GetLearningRate).
 */
public sealed interface LrPolicy {

    List<String> NAMES = List.of("fixed", "step", "exp", "inv", "multistep", "poly", "sigmoid");

    double rate(int iter);

    /** The policy that a solver file asks for. */
    static LrPolicy of(SolverParameter s) {
        double base = s.getBaseLr();
        return switch (s.getLrPolicy()) {
            case "fixed" -> new Fixed(base);
            case "step" -> new Step(base, s.getGamma(), positive("stepsize", s.getStepsize()));
            case "exp" -> new Exp(base, s.getGamma());
            case "inv" -> new Inv(base, s.getGamma(), s.getPower());
            case "multistep" ->
                    new MultiStep(base, s.getGamma(), List.copyOf(s.getStepvalueList()));
            case "poly" -> new Poly(base, s.getPower(), positive("max_iter", s.getMaxIter()));
            case "sigmoid" -> new Sigmoid(base, s.getGamma(), s.getStepsize());
            case "" ->
                    throw Failure.config(
                            "solver: lr_policy is missing; known policies: "
                                    + String.join(", ", NAMES));
            default ->
                    throw Failure.config(
                            "solver: unknown lr_policy \""
                                    + s.getLrPolicy()
                                    + "\""
                                    + DidYouMean.among(NAMES, s.getLrPolicy())
                                    + "; known policies: "
                                    + String.join(", ", NAMES));
        };
    }

    private static int positive(String field, int value) {
        if (value <= 0)
            throw Failure.config(
                    "solver: this lr_policy needs " + field + " above 0, but got " + value);
        return value;
    }

    /** {@code base} */
    record Fixed(double base) implements LrPolicy {
        @Override
        public double rate(int iter) {
            return base;
        }
    }

    /** {@code base · gamma^⌊iter / stepsize⌋} */
    record Step(double base, double gamma, int stepsize) implements LrPolicy {
        @Override
        public double rate(int iter) {
            int steps = iter / stepsize;
            return base * StrictMath.pow(gamma, steps);
        }
    }

    /** {@code base · gamma^iter} */
    record Exp(double base, double gamma) implements LrPolicy {
        @Override
        public double rate(int iter) {
            return base * StrictMath.pow(gamma, iter);
        }
    }

    /** {@code base · (1 + gamma · iter)^-power} */
    record Inv(double base, double gamma, double power) implements LrPolicy {
        @Override
        public double rate(int iter) {
            return base * StrictMath.pow(1 + gamma * iter, -power);
        }
    }

    /**
     * {@code base · gamma^steps}, where a step is taken at each of the given iterations, at most
     * one an iteration.
     */
    record MultiStep(double base, double gamma, List<Integer> at) implements LrPolicy {
        @Override
        public double rate(int iter) {
            return base * StrictMath.pow(gamma, steps(iter));
        }

        /** Caffe's current_step after iteration {@code iter}. */
        int steps(int iter) {
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
    record Poly(double base, double power, int maxIter) implements LrPolicy {
        @Override
        public double rate(int iter) {
            return base * StrictMath.pow(1 - (double) iter / maxIter, power);
        }
    }

    /** {@code base / (1 + e^(-gamma · (iter - stepsize)))} */
    record Sigmoid(double base, double gamma, int stepsize) implements LrPolicy {
        @Override
        public double rate(int iter) {
            return base / (1 + StrictMath.exp(-gamma * (iter - stepsize)));
        }
    }
}
