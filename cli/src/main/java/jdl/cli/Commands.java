package jdl.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import jdl.failure.Failure;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** All commands under one roof: arguments in, exit code out. */
final class Commands {

    private final Console console;
    private final CommandLine line;

    Commands(Console console) {
        this.console = console;
        this.line = line(console);
    }

    /** Runs one command line and returns the exit code of the process. */
    int run(String... args) {
        try {
            return line.execute(CaffeFlags.rewritten(args));
        } catch (Failure e) {
            return Excuses.tell(console, e);
        } catch (StackOverflowError | OutOfMemoryError | AssertionError | LinkageError e) {
            return Excuses.tellError(console, e, List.of(args).contains("--debug"));
        }
    }

    /** The commands, before they are given arguments. */
    static CommandLine line(Console console) {
        var line = new CommandLine(new JdlCommand(console));
        line.addSubcommand(new TrainCommand(console));
        line.addSubcommand(new TestCommand(console));
        line.addSubcommand(new ForwardCommand(console));
        line.addSubcommand(new TimeCommand(console));
        line.addSubcommand(new GradcheckCommand(console));
        line.addSubcommand(new ValidateCommand(console));
        line.addSubcommand(new SummaryCommand(console));
        line.addSubcommand(new ConvertCommand(console));
        line.addSubcommand(new RenderCommand(console));
        line.addSubcommand(new UpgradeCommand(console));
        line.addSubcommand(new DeployCommand(console));
        line.addSubcommand(new DataCommand(console));
        line.addSubcommand(new VersionCommand(console));
        line.addSubcommand(new CompletionCommand(console));
        line.addSubcommand(new HelpCommand(console));
        var excuses = new Excuses(console);
        return line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(console.colours() ? Ansi.ON : Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(Math.max(80, Math.min(100, console.columns())))
                .setUsageHelpLongOptionsMaxWidth(28)
                .setParameterExceptionHandler(excuses::ofArguments)
                .setExecutionExceptionHandler(excuses::ofCommand);
    }
}
