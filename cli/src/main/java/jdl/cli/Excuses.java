package jdl.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jdl.config.ConfigException;
import jdl.failure.DidYouMean;
import jdl.failure.Failure;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What went wrong, as told to people, and the exit code that tells it to scripts. */
final class Excuses {

    static final int BUG = 1;

    private final Console console;

    Excuses(Console console) {
        this.console = console;
    }

    /** Arguments that make no command. */
    int ofArguments(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        console.err().println("jdl: error: " + mistake(e, command));
        console.err().println("    see: " + name + " --help");
        return Failure.Kind.CONFIG.exitCode();
    }

    /** A typo in one option is often why another one seems to be missing; so it is told first. */
    private static String mistake(ParameterException e, CommandLine command) {
        List<String> unmatched =
                e instanceof UnmatchedArgumentException u
                        ? u.getUnmatched()
                        : e instanceof MissingParameterException
                                ? command.getUnmatchedArguments()
                                : List.of();
        if (unmatched.isEmpty()) return firstSmall(String.valueOf(e.getMessage()));
        String word = unmatched.get(0).replaceFirst("(?s)=.*", "");
        if (word.startsWith("-"))
            return "unknown option \""
                    + word
                    + "\""
                    + DidYouMean.among(
                            command.getCommandSpec().optionsMap().keySet(),
                            word.startsWith("--") ? word : "-" + word);
        boolean commandWanted = !command.getSubcommands().isEmpty();
        return (commandWanted ? "unknown command \"" : "one argument too many: \"")
                + word
                + "\""
                + DidYouMean.among(new TreeSet<>(command.getSubcommands().keySet()), word);
    }

    private static String firstSmall(String message) {
        return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }

    /** A command that failed. */
    int ofCommand(Exception e, CommandLine command, ParseResult parsed) {
        boolean debug =
                command.getCommandSpec().root().userObject() instanceof JdlCommand jdl
                        && jdl.debug();
        if (debug) e.printStackTrace(console.err());
        if (e instanceof Failure failure) return tell(console, failure);
        return tellBug(console, e, debug);
    }

    /** Tells a failure and returns its exit code. */
    static int tell(Console console, Failure failure) {
        // A place at the beginning of a line is what editors jump to.
        String prefix = failure instanceof ConfigException ? "" : "jdl: error: ";
        console.err().println(printable(prefix + failure.message()));
        return failure.kind().exitCode();
    }

    /** Tells what no command catches and returns its exit code. */
    static int tellError(Console console, Error e, boolean debug) {
        if (debug) e.printStackTrace(console.err());
        return e instanceof OutOfMemoryError ? tellMemory(console) : tellBug(console, e, debug);
    }

    private static int tellBug(Console console, Throwable e, boolean debug) {
        PrintStream err = console.err();
        err.println(printable("jdl: this is a bug in jdl: " + e));
        if (!debug) err.println("    run the same command with --debug, and report what it prints");
        return BUG;
    }

    private static int tellMemory(Console console) {
        long most = Runtime.getRuntime().maxMemory() >> 20;
        console.err()
                .println(
                        "jdl: error: out of memory, with at most "
                                + most
                                + " MiB\n    give more by JDL_OPTS=-Xmx16g, or take a smaller batch_size;"
                                + " \"jdl validate\" says how much a net needs");
        return Failure.Kind.MEMORY.exitCode();
    }

    /** Names from files may hold anything; a terminal shall not obey them. */
    private static String printable(String text) {
        return text.chars()
                .mapToObj(
                        c ->
                                Character.isISOControl(c) && c != '\n' && c != '\t'
                                        ? "\\u%04x".formatted(c)
                                        : String.valueOf((char) c))
                .collect(Collectors.joining());
    }
}
