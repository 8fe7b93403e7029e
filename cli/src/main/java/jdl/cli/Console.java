package jdl.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What surrounds a command: a stream for results, one for what is told on the way, and whether a
 * person sees the latter.
 *
 * @param columns of the terminal that {@code err} goes to; 0 if it goes elsewhere
 * @param environment variables of the process
 */
record Console(PrintStream out, PrintStream err, int columns, Map<String, String> environment) {

    /** What surrounds this process; {@code bin/jdl} tells the columns, for Java cannot ask. */
    static Console ofProcess() {
        return new Console(
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                Integer.getInteger("jdl.columns", 0),
                System.getenv());
    }

    private static PrintStream stream(FileDescriptor file) {
        return new PrintStream(new FileOutputStream(file), true, StandardCharsets.UTF_8);
    }

    boolean terminal() {
        return columns > 0 && !"dumb".equals(environment.get("TERM"));
    }

    /** Whether colours are welcome (no-color.org). */
    boolean colours() {
        return terminal() && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }
}
