package jdl.kernel;

import java.util.Optional;

/** One make of kernels and whether this machine can run it. Found by ServiceLoader. */
public interface KernelProvider {

    String name();

    /** The usable one with the highest rank is taken where the user names none. */
    int rank();

    /** Why these kernels cannot run here, and what would help; empty if they can. */
    Optional<String> whyNot();

    /** Kernels over these threads; called only where {@link #whyNot} is empty. */
    Kernels open(Workers workers);
}
