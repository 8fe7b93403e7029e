package jdl.kernel.vector;

import java.util.Optional;
import jdl.kernel.KernelProvider;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;

/** Offers the vector kernels; touches their classes only where the module is there. */
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
        if (ModuleLayer.boot().findModule(MODULE).isEmpty())
            return Optional.of("start java with --add-modules " + MODULE + ", as bin/jdl does");
        boolean intel = System.getProperty("os.arch").matches("amd64|x86_64|x86|i386");
        return intel && Tile.LANES < 8
                ? Optional.of("the processor has no AVX2; use the plain ones")
                : Optional.empty();
    }

    @Override
    public Kernels open(Workers workers) {
        return new VectorKernels(workers);
    }
}
