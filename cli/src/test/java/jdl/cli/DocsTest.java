package jdl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the documents say can be done. */
class DocsTest {

    private static final Pattern COMMAND = Pattern.compile("(?m)^ +(?:bin/)?jdl ([a-z][^#\\n]*)");

    @TempDir private Path folder;

    @TestFactory
    Stream<DynamicTest> everyCommandOfTheReadmeIsUnderstood() throws IOException {
        return commands(Files.readString(Path.of(Run.file("README.md"))));
    }

    @TestFactory
    Stream<DynamicTest> everyExampleInTheHelpIsUnderstood() {
        return Stream.of(
                        "train",
                        "test",
                        "forward",
                        "time",
                        "validate",
                        "summary",
                        "convert",
                        "render",
                        "upgrade",
                        "deploy",
                        "info",
                        "weights",
                        "features",
                        "data",
                        "data convert",
                        "data inspect",
                        "data mean",
                        "data verify")
                .flatMap(command -> commands(help(command)));
    }

    private static String help(String command) {
        return Run.jdl(200, (command + " --help").split(" ", -1)).out();
    }

    @Test
    void theNetInTheReadmeIsGood() throws IOException {
        var yaml = Pattern.compile("(?s)```yaml\\n(.*?)```");
        var block = yaml.matcher(Files.readString(Path.of(Run.file("README.md"))));
        assertThat(block.find()).isTrue();
        assertThat(block.group(1).lines().count()).isLessThanOrEqualTo(20);
        Path net = Files.writeString(folder.resolve("net.yaml"), block.group(1));
        Run run = Run.jdl("validate", net.toString());
        assertThat(run.code()).as(run.err()).isZero();
    }

    @Test
    void theLauncherGivesTheFlagsThatTheTestsRunWith() throws IOException {
        String pom = Files.readString(Path.of(Run.file("pom.xml")));
        var flags = Pattern.compile("<jdl.jvm>(.*)</jdl.jvm>").matcher(pom);
        assertThat(flags.find()).isTrue();
        assertThat(Path.of(Run.file("bin/jdl"))).content().contains(flags.group(1));
    }

    @Test
    void theTestCommandOfTheReadmeIsTheOneThatIsRun() throws IOException {
        String ci = Files.readString(Path.of(Run.file(".ci/run"))).strip();
        String command = ci.substring(ci.lastIndexOf("exec ") + "exec ".length());
        assertThat(Path.of(Run.file("README.md"))).content().contains("\n    " + command + "\n");
    }

    private static Stream<DynamicTest> commands(String text) {
        String joined = text.replaceAll("\\\\\\n\\s*", "");
        List<String> found =
                COMMAND.matcher(joined).results().map(match -> match.group(1).strip()).toList();
        assertThat(found).isNotEmpty();
        return found.stream()
                .map(line -> DynamicTest.dynamicTest(line, () -> understood(line.split(" +", -1))));
    }

    private static void understood(String[] args) {
        for (String arg : args) {
            if (arg.startsWith("configs/")) assertThat(Path.of(Run.file(arg))).exists();
        }
        var nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        var line = Commands.line(new Console(nowhere, nowhere, 0, Map.of()));
        assertThatCode(() -> line.parseArgs(CaffeFlags.rewritten(args))).doesNotThrowAnyException();
    }
}
