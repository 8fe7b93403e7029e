package jdl.kernel;

class PlainKernelsTest implements KernelsContract, ElementsContract, ColumnsContract {

    @Override
    public Kernels open(Workers workers) {
        return Kernels.plain(workers);
    }
}
