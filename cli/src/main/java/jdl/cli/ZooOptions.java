package jdl.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jdl.data.DataFolder;
import jdl.failure.Failure;
import jdl.proto.ZooRemote;
import jdl.web.Wanted;
import jdl.zoo.Cache;
import jdl.zoo.Credentials;
import jdl.zoo.Entry;
import jdl.zoo.EntryName;
import jdl.zoo.KeyFiles;
import jdl.zoo.Remote;
import jdl.zoo.Remotes;
import jdl.zoo.Settings;
import jdl.zoo.Trust;
import jdl.zoo.Zoo;
import picocli.CommandLine.Option;

/** Which remotes are asked, and what is asked of them. */
final class ZooOptions {

    /** The entries that came with jdl. */
    private static final String HOUSE = "jdl";

    private static final long MIB = 1 << 20;

    @Option(
            names = "--remote",
            paramLabel = "NAME|ADDRESS",
            description = "Ask this remote alone; one that is set up, or any address.")
    private Optional<String> remote = Optional.empty();

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "A public key whose signatures are believed. May be repeated.")
    private List<Path> keys = new ArrayList<>();

    @Option(
            names = "--require-signature",
            description = "Refuse entries that no trusted key has signed.")
    private boolean signed;

    @Option(
            names = "--max-size",
            paramLabel = "MIB",
            defaultValue = "4096",
            description = "Refuse entries that are larger; ${DEFAULT-VALUE} by default.")
    private long mib;

    /** The zoo of the user of a console. */
    Zoo zoo(Console console) {
        return new Zoo(
                cache(console), gates(console), mib * MIB, (file, at) -> show(console, file, at));
    }

    /** An entry for a command that has no such options: what is here needs no remote. */
    static Entry entry(Console console, String name) {
        EntryName entry = EntryName.of(name);
        return cache(console).find(entry).orElseGet(() -> unset().zoo(console).pull(entry));
    }

    /** As if the user had given none of them. */
    private static ZooOptions unset() {
        var options = new ZooOptions();
        options.mib = 4096;
        return options;
    }

    static Cache cache(Console console) {
        return Cache.of(console.environment(), home());
    }

    static Settings settings(Console console) {
        return Settings.in(Settings.folder(console.environment(), home()));
    }

    /** Where data lie on this machine, and on no other. */
    static String dataFolder(Console console) {
        return DataFolder.of(console.environment(), home()).path().toString();
    }

    private static String home() {
        return System.getProperty("user.home", ".");
    }

    /** The remote that a user names: one that is set up, or an address. */
    static ZooRemote named(Console console, String name) {
        boolean address = name.contains("/") || name.contains("\\") || name.equals(".");
        return address
                ? ZooRemote.newBuilder().setName(name).setAddress(name).build()
                : settings(console).get(name);
    }

    private List<Zoo.Gate> gates(Console console) {
        Stream<ZooRemote> asked =
                remote.map(name -> Stream.of(named(console, name))).orElseGet(() -> all(console));
        return asked.map(settings -> gate(console, settings)).toList();
    }

    /** What came with jdl, then what the user has set up. */
    private static Stream<ZooRemote> all(Console console) {
        return Stream.concat(house().stream(), settings(console).remotes().stream());
    }

    private static Optional<ZooRemote> house() {
        return Optional.ofNullable(System.getProperty("jdl.home"))
                .map(home -> Path.of(home, "model-zoo"))
                .filter(Files::isDirectory)
                .map(
                        folder ->
                                ZooRemote.newBuilder()
                                        .setName(HOUSE)
                                        .setAddress(folder.toString())
                                        .build());
    }

    /** Where a remote is, and what it is shown of its user. */
    static Remote remote(Console console, ZooRemote settings) {
        return Remotes.at(
                settings.getName(),
                settings.getAddress(),
                Credentials.of(console.environment(), home()));
    }

    private Zoo.Gate gate(Console console, ZooRemote settings) {
        List<Path> all =
                Stream.concat(keys.stream(), settings.getKeyList().stream().map(Path::of)).toList();
        var trust =
                new Trust(
                        all.stream().map(KeyFiles::trusted).toList(),
                        signed || settings.getKeyCount() > 0);
        return new Zoo.Gate(remote(console, settings), trust);
    }

    /** Refuses an entry that is here without the signature that is asked for. */
    void check(Entry entry) {
        new Trust(keys.stream().map(KeyFiles::trusted).toList(), signed)
                .check(entry.manifest(), "zoo:" + entry.name());
    }

    /** How far a file is, at a terminal. */
    static void show(Console console, Wanted file, long bytes) {
        if (!console.terminal()) return;
        long percent = 100 * bytes / Math.max(1, file.bytes());
        console.err().print("\r%s  %d %%\u001b[K".formatted(file.name(), percent));
        if (bytes == file.bytes()) console.err().print("\r\u001b[K");
        console.err().flush();
    }

    static Failure noRemote() {
        return Failure.config(
                "option --remote: where to?\n    --remote FOLDER, --remote https://…, --remote oci://…, or one of jdl zoo remote list");
    }
}
