package jdl.kernel;

class VectorKernelsTest
        implements KernelsContract,
                ElementsContract,
                UpdatesContract,
                ColumnsContract,
                DepthwiseContract {

    @Override
    public Kernels open(Workers workers) {
        return Kernels.named("vector", workers);
    }
}
