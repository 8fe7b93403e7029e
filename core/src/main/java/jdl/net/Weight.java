package jdl.net;

import jdl.tensor.Blob;

/**
 * What a net learns: data and diff under a name, and how fast it learns.
 *
 * @param key "layer/index" of its owner
 * @param rate times the solver's rate ({@code lr_mult})
 * @param decay times the solver's weight decay ({@code decay_mult})
 * @param l1Decay times the solver's L1 decay ({@code l1_decay_mult})
 */
public record Weight(String key, Blob blob, float rate, float decay, float l1Decay) {}
