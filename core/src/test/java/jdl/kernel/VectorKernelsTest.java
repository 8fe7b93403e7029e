package jdl.kernel;

class VectorKernelsTest
        implements KernelsContract,
                ElementsContract,
                UpdatesContract,
                ColumnsContract,
                DepthwiseContract,
                PoolingContract,
                LocalContract,
                BatchContract,
                ConvolutionContract {

    @Override
    public Kernels open(Workers workers) {
        return Kernels.named("vector", workers);
    }
}
