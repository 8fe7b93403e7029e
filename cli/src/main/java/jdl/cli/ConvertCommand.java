package jdl.cli;

import com.google.protobuf.Message;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import jdl.config.PrototxtPrinter;
import jdl.config.YamlPrinter;
import jdl.failure.Failure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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

    @Parameters(
            index = "1",
            paramLabel = "OUT",
            description =
                    "A .yaml or .prototxt file; - prints to stdout the form that IN is not in.")
    private Path out = Path.of("");

    @Option(names = "--force", description = "Write over OUT where it exists.")
    private boolean force;

    @Mixin private ConfigOptions config = new ConfigOptions();

    ConvertCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var files = new ConfigFiles(console, config);
        boolean print = out.toString().equals("-");
        boolean yaml = print ? !isYaml(in) : isYaml(out);
        if (!print && !yaml && !name(out).matches(".*\\.(prototxt|pbtxt|txt)"))
            throw Failure.config(out + ": neither .yaml nor .prototxt, so its form cannot be told");
        if (!print && !force && Files.exists(out))
            throw new Failure(
                    Failure.Kind.CANNOT_CREATE,
                    out + ": exists; take another name, or write over it by --force");
        Message message = files.any(in);
        files.checkUsed();
        String text = yaml ? YamlPrinter.print(message) : PrototxtPrinter.print(message);
        if (print) console.out().print(text);
        else Disk.write(out, text);
        return 0;
    }

    private static boolean isYaml(Path file) {
        return name(file).matches(".*\\.ya?ml");
    }

    private static String name(Path file) {
        return file.toString().toLowerCase(Locale.ROOT);
    }
}
