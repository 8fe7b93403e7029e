package jdl.kernel.vector;

import jdl.kernel.Kernels;
import jdl.kernel.Workers;

/** Kernels over vectors as wide as the machine prefers. */
record VectorKernels(Workers workers) implements Kernels {

    @Override
    public String name() {
        return "vector";
    }
}
