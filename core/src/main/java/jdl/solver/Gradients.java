package jdl.solver;

import java.util.List;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.net.Weight;
import jdl.proto.SolverParameter;
import jdl.tensor.Tensor;

/**
 * What happens to gradients between backward and the update, in Caffe's order: clip their sum,
 * divide it by iter_size, add the weight decay.
 */
record Gradients(float clip, int iterSize, float decay, boolean l1) {

    static Gradients of(SolverParameter settings) {
        String type = settings.getRegularizationType();
        if (!type.equals("L1") && !type.equals("L2")) {
            throw Failure.config(
                    "solver: unknown regularization_type \"" + type + "\"; known: L1, L2");
        }
        return new Gradients(
                settings.getClipGradients(),
                settings.getIterSize(),
                settings.getWeightDecay(),
                type.equals("L1"));
    }

    void prepare(Kernels kernels, List<Weight> weights) {
        if (clip >= 0) clip(kernels, weights);
        for (Weight weight : weights) {
            Tensor diff = weight.blob().diff();
            if (iterSize > 1) kernels.scale(1f / iterSize, diff);
            float rate = decay * weight.decay();
            if (rate == 0) continue;
            if (l1) addSign(rate, weight.blob().data(), diff);
            else kernels.axpy(rate, weight.blob().data(), diff);
        }
    }

    /** Scales all gradients so that their common L2 norm is at most {@code clip}. */
    private void clip(Kernels kernels, List<Weight> weights) {
        double sum = 0;
        for (Weight weight : weights) sum += kernels.sumOfSquares(weight.blob().diff());
        float norm = (float) Math.sqrt(sum);
        if (norm > clip)
            for (Weight weight : weights) kernels.scale(clip / norm, weight.blob().diff());
    }

    private static void addSign(float rate, Tensor weight, Tensor diff) {
        for (int i = 0; i < diff.size(); i++)
            diff.set(i, diff.get(i) + rate * Math.signum(weight.get(i)));
    }
}
