package jdl.net;

import jdl.tensor.Tensor;

/** A blob that no layer reads, after a pass; {@code lossWeight} is 0 if it is no loss. */
public record Output(String name, Tensor data, float lossWeight) {}
