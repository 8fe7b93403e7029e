package jdl.cli;

import com.google.protobuf.Message;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import jdl.config.PrototxtPrinter;
import jdl.config.YamlPrinter;
import jdl.failure.Failure;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a command reads, where it writes a message to, and in which of the two forms. */
final class InOut {

    private static final String STDOUT = "-";

    @Parameters(index = "0", paramLabel = "IN", description = "A solver or a net.")
    private Path in = Path.of("");

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "OUT",
            description = "A .yaml or .prototxt file; stdout if it is - or not given.")
    private Path path = Path.of(STDOUT);

    @Option(names = "--force", description = "Write over OUT where it exists.")
    private boolean force;

    /** Complains before any work of what cannot be written. */
    void check() {
        if (!isStdout() && !isYaml(path) && !ends(path, "prototxt|pbtxt|txt"))
            throw Failure.config(
                    path + ": neither .yaml nor .prototxt, so its form cannot be told");
        checkFree();
    }

    /** Complains if OUT is there and not to be written over. */
    void checkFree() {
        if (!isStdout() && !force && Files.exists(path))
            throw new Failure(
                    Failure.Kind.CANNOT_CREATE,
                    path + ": exists; take another name, or write over it by --force");
    }

    Path in() {
        return in;
    }

    boolean isStdout() {
        return path.toString().equals(STDOUT);
    }

    Path path() {
        return path;
    }

    /** Writes a message in the form of OUT; to stdout as YAML or prototxt. */
    void write(Console console, Message message, boolean yamlToStdout) {
        boolean yaml = isStdout() ? yamlToStdout : isYaml(path);
        String text = yaml ? YamlPrinter.print(message) : PrototxtPrinter.print(message);
        if (isStdout()) console.out().print(text);
        else Disk.write(path, text);
    }

    boolean inIsYaml() {
        return isYaml(in);
    }

    private static boolean isYaml(Path file) {
        return ends(file, "ya?ml");
    }

    private static boolean ends(Path file, String endings) {
        return file.toString().toLowerCase(Locale.ROOT).matches(".*\\.(" + endings + ")");
    }
}
