package jdl.solver;

import java.util.List;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.kernel.Loops;
import jdl.kernel.Stretch;
import jdl.net.Weight;
import jdl.proto.SolverParameter;

/**
 * What happens to gradients between backward and the update, in Caffe's order: clip the norm of
 * their sum, divide it by iter_size, clip the values, add the decays.
 *
 * @param clip the longest that all together may be; negative: no limit
 * @param clipValue the largest that an element may be; 0: no limit
 * @param l1 times the sign of a weight and its {@code l1_decay_mult}
 * @param decay {@code weight_decay}, times {@code decay_mult}
 * @param kind what that decay is
 */
record Gradients(float clip, int iterSize, float clipValue, float l1, float decay, Kind kind) {

    /** How {@code weight_decay} works. */
    enum Kind {
        L1,
        L2,
        /** L2, and the rule sees to it. */
        OF_RULE
    }

    static Gradients of(SolverParameter settings, UpdateRule rule) {
        String type = settings.getRegularizationType();
        if (!type.equals("L1") && !type.equals("L2")) {
            throw Failure.config(
                    "solver: unknown regularization_type \""
                            + type
                            + "\"; known: L1, L2; for both say L2 and give l1_decay");
        }
        if (settings.getIterSize() < 1)
            throw Failure.config("solver: iter_size must be at least 1");
        Kind l2 = rule.takesDecay() ? Kind.OF_RULE : Kind.L2;
        return new Gradients(
                settings.getClipGradients(),
                settings.getIterSize(),
                settings.getClipValue(),
                settings.getL1Decay(),
                settings.getWeightDecay(),
                type.equals("L1") ? Kind.L1 : l2);
    }

    /** The decay that a rule applies itself, before {@code decay_mult}. */
    float ofRule() {
        return kind == Kind.OF_RULE ? decay : 0;
    }

    /** What all weights have in common: the limit of their norm. */
    void prepare(Kernels kernels, List<Weight> weights) {
        if (clip >= 0) clip(kernels, weights);
    }

    /** What each element has for itself, over a stretch of one weight. */
    void prepare(Loops loops, Weight weight, Stretch s) {
        if (iterSize > 1) loops.scale(1f / iterSize, s.g(), s.atG(), s.count());
        if (clipValue > 0) loops.clip(clipValue, s.g(), s.atG(), s.count());
        float byValue = kind == Kind.L2 ? decay * weight.decay() : 0;
        if (byValue != 0) loops.axpy(byValue, s.w(), s.atW(), s.g(), s.atG(), s.count());
        float bySign = kind == Kind.L1 ? decay * weight.decay() : 0;
        bySign += l1 * weight.l1Decay();
        if (bySign != 0) loops.addSign(bySign, s.w(), s.atW(), s.g(), s.atG(), s.count());
    }

    /** Scales all gradients so that their common L2 norm is at most {@code clip}. */
    private void clip(Kernels kernels, List<Weight> weights) {
        double sum = 0;
        for (Weight weight : weights) sum += kernels.sumOfSquares(weight.blob().diff());
        float norm = (float) Math.sqrt(sum);
        if (norm > clip)
            for (Weight weight : weights) kernels.scale(clip / norm, weight.blob().diff());
    }
}
