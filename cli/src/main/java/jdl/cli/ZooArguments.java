package jdl.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdl.zoo.Entry;
import jdl.zoo.EntryName;

/**
 * Arguments in which {@code zoo:NAME} stands for the file of an entry that is wanted there: behind
 * --solver its solver, behind --weights its weights. An entry that is not here is pulled.
 */
final class ZooArguments {

    private static final Map<String, Function<Entry, Path>> OPTIONS =
            Map.of(
                    "--solver", Entry::solver,
                    "--model", Entry::net,
                    "--net", Entry::net,
                    "--weights", Entry::weights);

    private static final Map<String, Function<Entry, Path>> COMMANDS =
            Map.of(
                    "predict", Entry::folder,
                    "info", Entry::weights,
                    "weights", Entry::weights);

    /** Those that know of entries themselves. */
    private static final List<String> OWN = List.of("zoo", "finetune");

    private final Console console;
    private final String command;

    private ZooArguments(Console console, String... args) {
        this.console = console;
        this.command = args[0];
    }

    /** The same arguments, with paths for entries. */
    static String[] rewritten(Console console, String... args) {
        boolean any = Arrays.stream(args).anyMatch(arg -> arg.contains(EntryName.PREFIX));
        if (!any || OWN.contains(args[0])) return args;
        var arguments = new ZooArguments(console, args);
        List<String> result = new ArrayList<>();
        for (int i = 0; i < args.length; i++)
            arguments.rewritten(i == 0 ? "" : args[i - 1], args[i]).forEach(result::add);
        return result.toArray(String[]::new);
    }

    private Stream<String> rewritten(String before, String arg) {
        int equals = arg.startsWith("--") ? arg.indexOf('=') : -1;
        if (equals > 0) {
            String option = arg.substring(0, equals);
            return Stream.of(option + "=" + files(option, arg.substring(equals + 1)));
        }
        if (OPTIONS.containsKey(before)) return Stream.of(files(before, arg));
        return EntryName.isOne(arg) && !command.equals("test") ? alone(arg) : Stream.of(arg);
    }

    /** The files behind an option, with commas between them. */
    private String files(String option, String written) {
        Optional<Function<Entry, Path>> role = Optional.ofNullable(OPTIONS.get(option));
        return Arrays.stream(written.split(",", -1))
                .map(
                        name ->
                                role.isPresent() && EntryName.isOne(name)
                                        ? role.get().apply(entry(name)).toString()
                                        : name)
                .collect(Collectors.joining(","));
    }

    /** An entry without an option before it. */
    private Stream<String> alone(String name) {
        return Stream.of(COMMANDS.getOrDefault(command, Entry::net).apply(entry(name)).toString());
    }

    private Entry entry(String name) {
        return ZooOptions.entry(console, name);
    }
}
