package jdl.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code jdl data}: data sets that can be had by name. */
@Command(
        name = "data",
        description = {"Get data sets by name.", ""})
final class DataCommand implements Callable<Integer> {

    private final Console console;

    DataCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.out().println();
        return 0;
    }
}
