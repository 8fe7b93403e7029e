package jdl.kernel.vector;

import java.util.Optional;
import jdl.kernel.KernelProvider;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;

/** Offers the vector kernels; touches none of their classes before they are opened. */
public final class VectorProvider implements KernelProvider {

    private static final String MODULE = "jdk.incubator.vector";

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public int rank() {
        return 100;
    }

    @Override
    public Optional<String> whyNot() {
        return ModuleLayer.boot().findModule(MODULE).isPresent()
                ? Optional.empty()
                : Optional.of("start java with --add-modules " + MODULE + ", as bin/jdl does");
    }

    @Override
    public Kernels open(Workers workers) {
        return new VectorKernels(workers);
    }
}
