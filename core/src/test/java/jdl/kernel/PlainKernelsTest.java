package jdl.kernel;

class PlainKernelsTest
        implements KernelsContract, ElementsContract, ColumnsContract, DepthwiseContract {

    @Override
    public Kernels open(Workers workers) {
        return Kernels.plain(workers);
    }
}
