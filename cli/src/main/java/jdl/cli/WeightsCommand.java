package jdl.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code jdl weights}: what can be done with weights files, without a net to run. */
@Command(
        name = "weights",
        description = {
            "Look at weights files, compare them, and make others of them.",
            "",
            "They are .caffemodel files of any age and of any fork of Caffe, .caffemodel.h5,"
                    + " .safetensors or .npz.",
            ""
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  jdl weights ls lenet.caffemodel",
            "  jdl weights convert lenet.caffemodel lenet.safetensors"
        })
final class WeightsCommand implements Callable<Integer> {

    private final Console console;

    @Spec private CommandSpec spec = CommandSpec.create();

    WeightsCommand(Console console) {
        this.console = console;
    }

    /** The commands under this one. */
    static List<Object> parts(Console console) {
        return List.of(
                new WeightsLsCommand(console),
                new WeightsDiffCommand(console),
                new WeightsConvertCommand(console),
                new WeightsRenameCommand(console),
                new WeightsAverageCommand(),
                new WeightsFoldCommand(console));
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(console.out());
        return 0;
    }
}
