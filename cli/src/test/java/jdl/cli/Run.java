package jdl.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** One command, run inside of the test's own process. */
record Run(int code, String out, String err) {

    static Run jdl(String... args) {
        return jdl(0, args);
    }

    /** Runs a command on a terminal of so many columns; 0 for none. */
    static Run jdl(int columns, String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var console = new Console(stream(out), stream(err), columns, Map.of("NO_COLOR", "1"));
        int code = new Commands(console).run(args);
        return new Run(code, text(out), text(err));
    }

    /** A file of the checkout. */
    static String file(String path) {
        return Path.of(System.getProperty("jdl.root", ".."), path).toString();
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
