package jdl.solver;

import java.util.List;
import jdl.failure.DidYouMean;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.proto.SolverParameter;
import jdl.tensor.Blob;
import jdl.tensor.Tensor;

/** How a weight moves by its gradient. */
public sealed interface UpdateRule {

    /** What {@code type} may say in a solver file. */
    List<String> NAMES = List.of("SGD");

    /** How many tensors of the weight's shape the rule remembers for each weight. */
    int slots();

    /**
     * Moves the data of a weight by its diff.
     *
     * @param rate the solver's rate times the weight's {@code lr_mult}
     */
    void update(Kernels kernels, Blob weight, List<Tensor> slots, float rate);

    /** The rule that a solver file asks for. */
    static UpdateRule of(SolverParameter settings) {
        String type = type(settings);
        if (type.equals("SGD")) return new Sgd(settings.getMomentum());
        throw Failure.config(
                "solver: unknown type \""
                        + type
                        + "\""
                        + DidYouMean.among(List.of("SGD"), type)
                        + "; known types: SGD");
    }

    private static String type(SolverParameter settings) {
        if (!settings.hasSolverType()) return settings.getType();
        if (settings.hasType())
            throw Failure.config("solver: has both type and the older solver_type; keep type");
        return settings.getSolverType() == SolverParameter.SolverType.SGD
                ? "SGD"
                : settings.getSolverType().name();
    }

    /** {@code h = momentum · h + rate · g; w = w - h} (Caffe's sgd_solver.cpp). */
    record Sgd(float momentum) implements UpdateRule {
        @Override
        public int slots() {
            return 1;
        }

        @Override
        public void update(Kernels kernels, Blob weight, List<Tensor> slots, float rate) {
            kernels.sgd(weight.data(), weight.diff(), slots.get(0), rate, momentum);
        }
    }
}
