package jdl.zoo;

import static java.util.stream.Collectors.joining;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.web.Access;

/**
 * The passwords and tokens of a user, each for one server and shown to no other.
 *
 * <p>They stand in {@code jdl/credentials} in the folder XDG_CONFIG_HOME, else in ~/.config, a
 * server a line: {@code HOST USER PASSWORD} or {@code HOST TOKEN}, where HOST is written as in the
 * address, with its port if it has one there. Nobody else may read the file. For the server in
 * JDL_ZOO_HOST the environment comes first: JDL_ZOO_TOKEN, or JDL_ZOO_USER and JDL_ZOO_PASSWORD. A
 * secret without a host would go to each server that asks; it is refused.
 */
public final class Credentials implements Access {

    private static final int LARGEST = 1 << 16;
    private static final String HOST = "JDL_ZOO_HOST";
    private static final String TOKEN = "JDL_ZOO_TOKEN";
    private static final String USER = "JDL_ZOO_USER";
    private static final String PASSWORD = "JDL_ZOO_PASSWORD";

    private final Map<String, String> environment;
    private final Path file;

    private Credentials(Map<String, String> environment, Path file) {
        this.environment = Map.copyOf(environment);
        this.file = file;
    }

    /** Those of this process's user; nothing is read before a server asks. */
    public static Credentials ofUser() {
        return of(System.getenv(), System.getProperty("user.home", "."));
    }

    public static Credentials of(Map<String, String> environment, String home) {
        String configs = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path base = configs.isEmpty() ? Path.of(home, ".config") : Path.of(configs);
        return new Credentials(environment, base.resolve("jdl").resolve("credentials"));
    }

    /** Where they can be written down. */
    Path file() {
        return file;
    }

    /** What the server of an address is shown, if the user has something for it. */
    @Override
    public Optional<String> authorization(URI uri) {
        return secret(uri).map(Secret::header);
    }

    Optional<Secret> secret(URI uri) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String host = host(Optional.ofNullable(uri.getHost()).orElse("") + port);
        Optional<Secret> given = fromEnvironment(host);
        return given.isPresent() ? given : Optional.ofNullable(fromFile().get(host));
    }

    /** 443 is the port of https, written or not. */
    private static String host(String written) {
        return written.toLowerCase(Locale.ROOT).replaceFirst(":443$", "");
    }

    private Optional<Secret> fromEnvironment(String host) {
        String set =
                Stream.of(TOKEN, USER, PASSWORD)
                        .filter(name -> !value(name).isEmpty())
                        .collect(joining(" and "));
        if (set.isEmpty()) return Optional.empty();
        if (value(HOST).isEmpty())
            throw Failure.config(
                    "%s: for which server?%n    set %s to its name, with its port if the address has one"
                            .formatted(set, HOST));
        if (!host(value(HOST)).equals(host)) return Optional.empty();
        return switch (set) {
            case TOKEN -> Optional.of(Secret.token(value(TOKEN), TOKEN));
            case USER + " and " + PASSWORD ->
                    Optional.of(Secret.password(value(USER), value(PASSWORD), USER));
            default ->
                    throw Failure.config(
                            "%s: either %s, or %s and %s expected"
                                    .formatted(set, TOKEN, USER, PASSWORD));
        };
    }

    private String value(String name) {
        return environment.getOrDefault(name, "");
    }

    private Map<String, Secret> fromFile() {
        if (!Files.exists(file)) return Map.of();
        KeyFiles.checkSecret(file);
        Map<String, Secret> all = new HashMap<>();
        List<String> lines = Small.read(file, LARGEST).toStringUtf8().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            String where = file + ":" + (i + 1);
            if (line.isEmpty() || line.startsWith("#")) continue;
            String[] words = line.split("\\s+", 3);
            if (words.length < 2)
                throw Failure.config(where + ": HOST USER PASSWORD or HOST TOKEN expected");
            Secret secret =
                    words.length == 2
                            ? Secret.token(words[1], where)
                            : Secret.password(words[1], words[2], where);
            if (all.putIfAbsent(host(words[0]), secret) != null)
                throw Failure.config(where + ": the second line for this server");
        }
        return all;
    }
}
