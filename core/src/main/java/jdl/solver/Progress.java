package jdl.solver;

import java.util.List;
import jdl.tensor.Tensor;

/**
 * What a run needs to go on as if it had never stopped, beside the weights.
 *
 * @param iteration iterations done
 * @param history the slots of all weights, in Caffe's order: first slots of all weights, then
 *     second ones
 * @param recentLosses at most {@code average_loss}, oldest first
 */
public record Progress(int iteration, List<Tensor> history, List<Float> recentLosses) {}
