package jdl.kernel;

import java.util.Optional;

/** The plain loops themselves, which run everywhere. */
record PlainKernels(Workers workers) implements Kernels {

    static final String NAME = "plain";
    static final Loops LOOPS = new Loops() {};

    @Override
    public String name() {
        return NAME;
    }

    /** Offers the plain loops, as the last choice; always there, so no service. */
    static final class Provider implements KernelProvider {

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public int rank() {
            return 0;
        }

        @Override
        public Optional<String> whyNot() {
            return Optional.empty();
        }

        @Override
        public Kernels open(Workers workers) {
            return new PlainKernels(workers);
        }
    }
}
