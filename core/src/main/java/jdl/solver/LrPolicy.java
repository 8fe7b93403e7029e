package jdl.solver;

import java.util.List;
import jdl.failure.DidYouMean;
import jdl.failure.Failure;
import jdl.proto.SolverParameter;

/** The learning rate as a function of the iteration, and, for one policy, of how tests went. */
public sealed interface LrPolicy permits CaffePolicy, NewerPolicy {

    /** What {@code lr_policy} may say in a solver file: Caffe's, then the newer ones. */
    List<String> NAMES =
            List.of(
                    "fixed",
                    "step",
                    "exp",
                    "inv",
                    "multistep",
                    "poly",
                    "sigmoid", //
                    "cosine",
                    "onecycle",
                    "piecewise",
                    "plateau");

    double rate(int iter);

    /** Caffe's current_step after iteration {@code iter}: how many steps down were taken. */
    default int steps(int iter) {
        return 0;
    }

    /** The policy after so many drops, where it has any. */
    default LrPolicy after(int drops) {
        return this;
    }

    /** The policy that a solver file asks for. */
    static LrPolicy of(SolverParameter s) {
        LrPolicy policy = named(s);
        return s.getWarmup().getIter() > 0
                ? new NewerPolicy.WarmUp(
                        s.getWarmup().getStartLr(), s.getWarmup().getIter(), policy)
                : policy;
    }

    /** Whether a rate before the end is a function of where the end is. */
    static boolean knowsItsEnd(SolverParameter s) {
        return switch (s.getLrPolicy()) {
            case "poly", "onecycle" -> true;
            case "cosine" -> s.getRestartIter() == 0;
            default -> false;
        };
    }

    private static LrPolicy named(SolverParameter s) {
        double base = s.getBaseLr();
        double gamma = s.getGamma();
        List<Integer> at = List.copyOf(s.getStepvalueList());
        return switch (s.getLrPolicy()) {
            case "fixed" -> new CaffePolicy.Fixed(base);
            case "step" -> new CaffePolicy.Step(base, gamma, above0("stepsize", s.getStepsize()));
            case "exp" -> new CaffePolicy.Exp(base, gamma);
            case "inv" -> new CaffePolicy.Inv(base, gamma, s.getPower());
            case "multistep" -> new CaffePolicy.MultiStep(base, gamma, at);
            case "poly" ->
                    new CaffePolicy.Poly(base, s.getPower(), above0("max_iter", s.getMaxIter()));
            case "sigmoid" -> new CaffePolicy.Sigmoid(base, gamma, s.getStepsize());
            case "cosine" -> cosine(s);
            case "onecycle" -> oneCycle(s);
            case "piecewise" -> new NewerPolicy.Piecewise(base, at, rates(s));
            case "plateau" -> plateau(s);
            default -> throw unknown(s.getLrPolicy());
        };
    }

    private static Failure unknown(String name) {
        String what =
                name.isEmpty()
                        ? "lr_policy is missing"
                        : "unknown lr_policy \"" + name + "\"" + DidYouMean.among(NAMES, name);
        return Failure.config(
                "solver: %s; known policies: %s".formatted(what, String.join(", ", NAMES)));
    }

    private static LrPolicy cosine(SolverParameter s) {
        int first =
                s.getRestartIter() > 0 ? s.getRestartIter() : above0("max_iter", s.getMaxIter());
        return new NewerPolicy.Cosine(s.getBaseLr(), s.getLrMin(), first, s.getRestartMult());
    }

    private static LrPolicy oneCycle(SolverParameter s) {
        return new NewerPolicy.OneCycle(
                s.getBaseLr() / s.getOnecycleDiv(),
                s.getBaseLr(),
                s.getLrMin(),
                above0("max_iter", s.getMaxIter()),
                s.getOnecycleUp());
    }

    private static List<Double> rates(SolverParameter s) {
        List<Integer> at = s.getStepvalueList();
        boolean rising = at.stream().sorted().toList().equals(at);
        if (rising && at.size() == s.getStepLrCount())
            return s.getStepLrList().stream().map(Float::doubleValue).toList();
        throw Failure.config(
                "solver: lr_policy piecewise wants a rising stepvalue for each step_lr, but got %s and %s"
                        .formatted(at, s.getStepLrList()));
    }

    private static LrPolicy plateau(SolverParameter s) {
        above0("test_interval", s.getTestInterval());
        if (s.getGamma() > 0 && s.getGamma() < 1)
            return new NewerPolicy.Plateau(s.getBaseLr(), s.getGamma(), s.getLrMin(), 0);
        throw Failure.config(
                "solver: lr_policy plateau needs gamma above 0 and below 1, but got "
                        + s.getGamma());
    }

    private static int above0(String field, int value) {
        if (value > 0) return value;
        throw Failure.config(
                "solver: this lr_policy needs " + field + " above 0, but got " + value);
    }
}
