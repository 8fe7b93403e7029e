package jdl.cli;

import com.google.protobuf.Message;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code jdl convert}: YAML becomes prototxt, and prototxt YAML. */
@Command(
        name = "convert",
        description = {
            "Write a solver or a net in the other form: prototxt, which Caffe reads, or YAML. Back"
                    + " again it is the same message.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  jdl convert lenet_train_test.prototxt lenet.yaml",
            "  jdl convert configs/lenet/lenet.yaml -"
        })
final class ConvertCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(index = "0", paramLabel = "IN", description = "A solver or a net.")
    private Path in = Path.of("");

    @Mixin private OutFile out = new OutFile();

    @Mixin private ConfigOptions config = new ConfigOptions();

    ConvertCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        out.check();
        var files = new ConfigFiles(console, config);
        Message message = files.written(in);
        files.checkUsed();
        out.write(console, message, !OutFile.isYaml(in));
        return 0;
    }
}
