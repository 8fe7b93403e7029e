package jdl.kernel;

class PlainKernelsTest
        implements KernelsContract,
                ElementsContract,
                UpdatesContract,
                ColumnsContract,
                DepthwiseContract,
                PoolingContract,
                LocalContract {

    @Override
    public Kernels open(Workers workers) {
        return Kernels.plain(workers);
    }
}
