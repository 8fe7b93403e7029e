package jdl.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import jdl.failure.Failure;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** All commands under one roof: arguments in, exit code out. */
final class Commands {

    private final Console console;

    Commands(Console console) {
        this.console = console;
    }

    /** Runs one command line and returns the exit code of the process. */
    int run(String... args) {
        try {
            String[] words = ZooArguments.rewritten(console, CaffeFlags.rewritten(args));
            return line(console, wanted(console, words)).execute(words);
        } catch (Failure e) {
            return Excuses.tell(console, e);
        } catch (StackOverflowError | OutOfMemoryError | AssertionError | LinkageError e) {
            return Excuses.tellError(console, e, List.of(args).contains("--debug"));
        }
    }

    /** All commands, before they are given arguments. */
    static CommandLine line(Console console) {
        return line(console, all(console));
    }

    /**
     * Picocli takes its time to learn of a command, so it hears of the one alone that is asked for,
     * where it is plain which.
     */
    private static List<Object> wanted(Console console, String... args) {
        List<Object> all = all(console);
        for (Object command : all) {
            if (args.length > 0 && name(command).equals(args[0]))
                return command instanceof HelpCommand || command instanceof CompletionCommand
                        ? all // they tell of the others
                        : List.of(command);
        }
        return all;
    }

    private static String name(Object command) {
        return command.getClass().getAnnotation(Command.class).name();
    }

    private static List<Object> all(Console console) {
        return List.of(
                new TrainCommand(console),
                new TestCommand(console),
                new ForwardCommand(console),
                new TimeCommand(console),
                new GradcheckCommand(console),
                new ValidateCommand(console),
                new SummaryCommand(console),
                new ConvertCommand(console),
                new RenderCommand(console),
                new UpgradeCommand(console),
                new DeployCommand(console),
                new PredictCommand(console),
                new FeaturesCommand(console),
                new InfoCommand(console),
                new WeightsCommand(console),
                new DataCommand(console),
                new ZooCommand(console),
                new FinetuneCommand(console),
                new VersionCommand(console),
                new CompletionCommand(console),
                new HelpCommand(console));
    }

    private static CommandLine line(Console console, List<Object> commands) {
        var line = new CommandLine(new JdlCommand(console));
        for (Object command : commands) {
            var part = new CommandLine(command);
            if (command instanceof WeightsCommand)
                WeightsCommand.parts(console).forEach(part::addSubcommand);
            if (command instanceof DataCommand)
                DataCommand.parts(console).forEach(part::addSubcommand);
            if (command instanceof ZooCommand)
                ZooCommand.parts(console).forEach(part::addSubcommand);
            line.addSubcommand(part);
        }
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
