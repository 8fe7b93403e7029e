package jdl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A command in a process of its own, which can be killed. */
final class Child {

    private static final int PATIENCE = 3000;

    private Child() {}

    /** Starts a command with the flags of this test's own JVM. */
    static Process start(String... args) throws IOException {
        return startWith("-Xmx512m", args);
    }

    /** Likewise, with one more flag. */
    static Process startWith(String flag, String... args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(own -> own.startsWith("--add-modules") || own.startsWith("-XX:-"))
                .forEach(command::add);
        command.addAll(List.of(flag, "-cp", System.getProperty("java.class.path"), "jdl.cli.Main"));
        command.addAll(List.of(args));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Waits until a file is there, while the process lives. */
    static void awaitFile(Path file, Process process) throws InterruptedException {
        for (int i = 0; i < PATIENCE && !Files.exists(file); i++) {
            assertThat(process.isAlive() || Files.exists(file)).as("the command ended").isTrue();
            Thread.sleep(10);
        }
        assertThat(file).exists();
    }
}
