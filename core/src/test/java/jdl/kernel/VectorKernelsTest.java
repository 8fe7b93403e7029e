package jdl.kernel;

class VectorKernelsTest
        implements KernelsContract,
                ElementsContract,
                UpdatesContract,
                ColumnsContract,
                DepthwiseContract,
                ConvolutionContract {

    @Override
    public Kernels open(Workers workers) {
        return Kernels.named("vector", workers);
    }
}
