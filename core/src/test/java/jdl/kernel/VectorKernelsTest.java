package jdl.kernel;

class VectorKernelsTest implements KernelsContract, ElementsContract, ColumnsContract {

    @Override
    public Kernels open(Workers workers) {
        return Kernels.named("vector", workers);
    }
}
