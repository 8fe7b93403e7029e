package jdl.kernel;

class PlainKernelsTest implements KernelsContract {

    @Override
    public Kernels open(Workers workers) {
        return Kernels.plain(workers);
    }
}
