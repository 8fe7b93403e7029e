package jdl.solver;

import java.util.List;
import jdl.failure.DidYouMean;
import jdl.failure.Failure;
import jdl.kernel.Stretch;
import jdl.kernel.UpdateLoops;
import jdl.proto.SolverParameter;

/** How a weight moves by its gradient. */
public sealed interface UpdateRule permits CaffeRule, NewerRule, TimedRule {

    /** What {@code type} may say in a solver file: Caffe's, then the newer ones. */
    List<String> NAMES =
            List.of(
                    "SGD",
                    "Nesterov",
                    "AdaGrad",
                    "RMSProp",
                    "AdaDelta",
                    "Adam", //
                    "AdamW",
                    "Lion",
                    "LARS",
                    "LAMB");

    /** How many tensors of the weight's shape the rule remembers for each weight. */
    int slots();

    /** Whether the rule applies the L2 decay itself, so that it is not in the gradient. */
    boolean takesDecay();

    /** Moves the data of a weight by its diff. */
    default void update(Turn turn) {
        turn.run(this);
    }

    /** Moves a stretch of a weight by one of the {@link UpdateLoops}. */
    void move(UpdateLoops loops, Stretch s, Turn t);

    /** The rule that a solver file asks for. */
    static UpdateRule of(SolverParameter s) {
        String type = type(s);
        return switch (type) {
            case "SGD" -> new CaffeRule.Sgd(s.getMomentum());
            case "Nesterov" -> new CaffeRule.Nesterov(s.getMomentum());
            case "AdaGrad" -> new CaffeRule.AdaGrad(withoutMomentum(s, type).getDelta());
            case "RMSProp" -> new CaffeRule.RmsProp(share("rms_decay", rmsDecay(s)), s.getDelta());
            case "AdaDelta" -> new CaffeRule.AdaDelta(s.getMomentum(), s.getDelta());
            case "Adam" -> new CaffeRule.Adam(s.getMomentum(), s.getMomentum2(), s.getDelta());
            case "AdamW" -> new NewerRule.AdamW(beta1(s), beta2(s), s.getDelta());
            case "Lion" -> new NewerRule.Lion(beta1(s), beta2(s));
            case "LARS" -> new NewerRule.Lars(s.getMomentum(), s.getTrust());
            case "LAMB" -> new NewerRule.Lamb(beta1(s), beta2(s), s.getDelta());
            default ->
                    throw Failure.config(
                            "solver: unknown type \"%s\"%s; known types: %s"
                                    .formatted(
                                            type,
                                            DidYouMean.among(NAMES, type),
                                            String.join(", ", NAMES)));
        };
    }

    private static String type(SolverParameter settings) {
        if (!settings.hasSolverType()) return settings.getType();
        if (settings.hasType())
            throw Failure.config("solver: has both type and the older solver_type; keep type");
        return NAMES.get(settings.getSolverType().getNumber());
    }

    private static SolverParameter withoutMomentum(SolverParameter s, String type) {
        if (s.getMomentum() == 0) return s;
        throw Failure.config(
                "solver: type %s has no momentum, but momentum is %s; leave it out"
                        .formatted(type, s.getMomentum()));
    }

    private static float rmsDecay(SolverParameter s) {
        return withoutMomentum(s, "RMSProp").getRmsDecay();
    }

    private static float beta1(SolverParameter s) {
        return share("momentum", s.getMomentum());
    }

    private static float beta2(SolverParameter s) {
        return share("momentum2", s.getMomentum2());
    }

    private static float share(String field, float value) {
        if (value >= 0 && value < 1) return value;
        throw Failure.config("solver: %s must be in [0, 1), not %s".formatted(field, value));
    }
}
