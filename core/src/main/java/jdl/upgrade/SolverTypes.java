package jdl.upgrade;

import java.util.List;
import jdl.failure.Failure;
import jdl.proto.SolverParameter;

/** The number {@code solver_type}, turned into the word {@code type}. */
final class SolverTypes {

    private SolverTypes() {}

    static SolverParameter named(SolverParameter solver, List<String> changes) {
        if (!solver.hasSolverType()) return solver;
        if (solver.hasType())
            throw Failure.config("solver: has both type and the older solver_type; keep type");
        String type =
                switch (solver.getSolverType()) {
                    case SGD -> "SGD";
                    case NESTEROV -> "Nesterov";
                    case ADAGRAD -> "AdaGrad";
                    case RMSPROP -> "RMSProp";
                    case ADADELTA -> "AdaDelta";
                    case ADAM -> "Adam";
                };
        changes.add("solver_type: " + solver.getSolverType() + " is now type: \"" + type + "\"");
        return solver.toBuilder().clearSolverType().setType(type).build();
    }
}
