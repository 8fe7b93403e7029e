package jdl.layer;

import jdl.proto.FillerParameter;
import jdl.tensor.Shape;

/** A weight that a layer wants: its shape and what fills it at first. */
public record WeightSpec(Shape shape, FillerParameter filler) {}
