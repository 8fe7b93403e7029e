package jdl.zoo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jdl.config.ConfigReader;
import jdl.config.Text;
import jdl.config.YamlPrinter;
import jdl.failure.DidYouMean;
import jdl.failure.Failure;
import jdl.proto.ZooRemote;
import jdl.proto.ZooSettings;

/**
 * The remotes that a user has set up.
 *
 * @param file where they are written
 */
public record Settings(Path file, List<ZooRemote> remotes) {

    private static final int LARGEST = 1 << 20;

    public Settings {
        remotes = List.copyOf(remotes);
    }

    /** {@code XDG_CONFIG_HOME/jdl}, else {@code home/.config/jdl}. */
    public static Path folder(Map<String, String> environment, String home) {
        String own = environment.getOrDefault("XDG_CONFIG_HOME", "");
        return (own.isEmpty() ? Path.of(home, ".config") : Path.of(own)).resolve("jdl");
    }

    /** What stands in {@code zoo.yaml} of a folder. */
    public static Settings in(Path folder) {
        Path file = folder.resolve("zoo.yaml");
        if (!Files.exists(file)) return new Settings(file, List.of());
        var text = new Text(file.toString(), Small.read(file, LARGEST).toStringUtf8());
        var read = new ConfigReader(List.of()).read(text, ZooSettings.getDefaultInstance());
        return new Settings(file, read.message().getRemotesList());
    }

    /** With another remote, which is written down. */
    public Settings with(ZooRemote remote) {
        if (remotes.stream().anyMatch(r -> r.getName().equals(remote.getName())))
            throw Failure.config(
                    "there is a remote \"%s\"%n    jdl zoo remote remove %s"
                            .formatted(remote.getName(), remote.getName()));
        List<ZooRemote> all = new ArrayList<>(remotes);
        all.add(remote);
        return written(all);
    }

    /** Without a remote, which is struck out. */
    public Settings without(String name) {
        get(name);
        return written(remotes.stream().filter(r -> !r.getName().equals(name)).toList());
    }

    public ZooRemote get(String name) {
        List<String> names = remotes.stream().map(ZooRemote::getName).toList();
        return remotes.stream()
                .filter(r -> r.getName().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                Failure.config(
                                        "there is no remote \"%s\"%s%n    jdl zoo remote list"
                                                .formatted(name, DidYouMean.among(names, name))));
    }

    private Settings written(List<ZooRemote> all) {
        var message = ZooSettings.newBuilder().addAllRemotes(all).build();
        Small.write(file, YamlPrinter.print(message));
        return new Settings(file, all);
    }
}
