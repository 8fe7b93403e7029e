package jdl.kernel;

class VectorKernelsTest implements KernelsContract {

    @Override
    public Kernels open(Workers workers) {
        return Kernels.named("vector", workers);
    }
}
