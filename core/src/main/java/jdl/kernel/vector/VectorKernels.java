package jdl.kernel.vector;

import jdl.kernel.Kernels;
import jdl.kernel.Loops;
import jdl.kernel.Matrix;
import jdl.kernel.Peak;
import jdl.kernel.Workers;

/** Kernels over vectors as wide as the machine prefers. */
final class VectorKernels implements Kernels {

    private final Workers workers;
    private final Gemm gemm;
    private final Loops loops = new VectorLoops();

    VectorKernels(Workers workers) {
        this.workers = workers;
        this.gemm = new Gemm(workers);
    }

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public Workers workers() {
        return workers;
    }

    @Override
    public Loops loops() {
        return loops;
    }

    @Override
    public Peak peak() {
        return new VectorPeak();
    }

    @Override
    public void multiply(Matrix a, Matrix b, Matrix c) {
        gemm.run(a, b, c, false);
    }

    @Override
    public void multiplyAdd(Matrix a, Matrix b, Matrix c) {
        gemm.run(a, b, c, true);
    }
}
