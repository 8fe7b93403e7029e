package jdl.cli;

import java.util.Optional;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import picocli.CommandLine.Option;

/** Options that say how to compute; none of them changes a result's meaning. */
final class MachineOptions {

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "Threads to compute with; all cores by default. Results do not depend on it.")
    private Optional<Integer> threads = Optional.empty();

    @Option(
            names = "--kernels",
            paramLabel = "NAME",
            description = "Loops to compute with, plain or vector; the fastest by default.")
    private Optional<String> kernels = Optional.empty();

    /** The threads asked for. */
    Workers workers() {
        int wanted = threads.orElse(Runtime.getRuntime().availableProcessors());
        if (wanted < 1)
            throw Failure.config("option --threads: at least 1 expected, but got " + wanted);
        return Workers.of(wanted);
    }

    Kernels kernels(Workers workers) {
        return kernels.map(name -> Kernels.named(name, workers))
                .orElseGet(() -> Kernels.best(workers));
    }
}
