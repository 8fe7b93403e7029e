package jdl.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code jdl completion}: lets a shell complete commands and options. */
@Command(
        name = "completion",
        description = {
            "Print a script that lets bash or zsh complete jdl's commands and options.",
            ""
        },
        footer = {"", "Example, for ~/.bashrc:", "  source <(jdl completion)"})
final class CompletionCommand implements Callable<Integer> {

    private final Console console;

    @Spec private CommandSpec spec = CommandSpec.create();

    CompletionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.out().print(AutoComplete.bash("jdl", spec.root().commandLine()));
        return 0;
    }
}
