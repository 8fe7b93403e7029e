package jdl.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import jdl.config.YamlPrinter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code jdl render}: what a file means when all that is short in it is written out. */
@Command(
        name = "render",
        description = {
            "Print what a solver or a net means: variables, includes, blocks and defaults of names"
                    + " written out, as plain YAML.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  jdl render configs/lenet/lenet.yaml",
            "  jdl render configs/lenet/lenet_solver.yaml --set solver.base_lr=0.02"
        })
final class RenderCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "FILE", description = "A solver or a net.")
    private Path file = Path.of("");

    @Mixin private ConfigOptions config = new ConfigOptions();

    RenderCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var files = new ConfigFiles(console, config);
        var message = files.any(file);
        files.checkUsed();
        console.out().print(YamlPrinter.print(message));
        return 0;
    }
}
