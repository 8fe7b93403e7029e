package jdl.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdl.failure.Failure;

/** Arguments as Caffe's users type them, with one dash, in jdl's spelling. */
final class CaffeFlags {

    private static final Set<String> SHARED =
            Set.of(
                    "solver",
                    "model",
                    "weights",
                    "snapshot",
                    "iterations",
                    "level",
                    "stage",
                    "phase");

    private static final Map<String, String> REFUSED =
            Map.of(
                    "gpu",
                    "jdl computes on the CPU; leave it out",
                    "sigint_effect",
                    "SIGINT always saves a snapshot and stops; leave it out",
                    "sighup_effect",
                    "SIGHUP always saves a snapshot and goes on; leave it out");

    private CaffeFlags() {}

    /** The same arguments, each of Caffe's flags with two dashes. */
    static String[] rewritten(String... args) {
        List<String> result = new ArrayList<>();
        for (String arg : args) {
            if (arg.equals("--")) break;
            result.add(rewritten(arg));
        }
        result.addAll(Arrays.asList(args).subList(result.size(), args.length));
        return result.toArray(String[]::new);
    }

    private static String rewritten(String arg) {
        if (!arg.matches("--?[a-z_]+(=.*)?")) return arg;
        String name = arg.replaceFirst("^--?", "").replaceFirst("(?s)=.*", "");
        if (REFUSED.containsKey(name))
            throw Failure.config("option \"" + arg + "\": " + REFUSED.get(name));
        return SHARED.contains(name) && !arg.startsWith("--") ? "-" + arg : arg;
    }
}
