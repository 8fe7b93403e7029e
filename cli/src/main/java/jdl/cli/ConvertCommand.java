package jdl.cli;

import com.google.protobuf.Message;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

    @Mixin private InOut file = new InOut();

    @Mixin private ConfigOptions config = new ConfigOptions();

    ConvertCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        file.check();
        var files = new ConfigFiles(console, config);
        Message message = files.written(file.in());
        files.checkUsed();
        file.write(console, message, !file.inIsYaml());
        return 0;
    }
}
