package jdl.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import jdl.failure.DidYouMean;
import jdl.failure.Failure;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jdl help}: explains a command. */
@Command(
        name = "help",
        description = {"Explain a command.", ""})
final class HelpCommand implements Callable<Integer> {

    private final Console console;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "The command.")
    private Optional<String> name = Optional.empty();

    HelpCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var root = spec.root().commandLine();
        name.map(n -> command(root, n)).orElse(root).usage(console.out());
        return 0;
    }

    private static CommandLine command(CommandLine root, String name) {
        return Optional.ofNullable(root.getSubcommands().get(name))
                .orElseThrow(
                        () ->
                                Failure.config(
                                        "unknown command \""
                                                + name
                                                + "\""
                                                + DidYouMean.among(
                                                        root.getSubcommands().keySet(), name)));
    }
}
