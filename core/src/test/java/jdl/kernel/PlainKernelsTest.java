package jdl.kernel;

class PlainKernelsTest
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
        return Kernels.plain(workers);
    }
}
