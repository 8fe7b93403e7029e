package jdl.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code jdl} alone: tells which commands there are. */
@Command(
        name = "jdl",
        description = {
            "Trains neural networks that are written down in text files.",
            "A net file says which layers there are; a solver file says how to train them."
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Begin with:",
            "  jdl train --solver configs/lenet/lenet_solver.yaml",
            "",
            "Each command explains itself: jdl help train"
        })
final class JdlCommand implements Callable<Integer> {

    private final Console console;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Explain this command.")
    private boolean help;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Show where in the program an error arose.")
    private boolean debug;

    JdlCommand(Console console) {
        this.console = console;
    }

    boolean debug() {
        return debug;
    }

    @Override
    public Integer call() {
        new CommandLine(this);
        return 0;
    }
}
