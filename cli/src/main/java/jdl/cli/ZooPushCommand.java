package jdl.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import jdl.file.FileName;
import jdl.zoo.KeyFiles;
import jdl.zoo.Pack;
import jdl.zoo.Packing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jdl zoo push}: a folder becomes an entry of a remote. */
@Command(
        name = "push",
        description = {
            "Share an entry: send its folder to a remote. Files that are there are not sent again.",
            "",
            "The remote is a folder (a new one becomes one that any web server can serve as it is), a"
                    + " web server that takes PUT, or an OCI registry.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  jdl zoo push my-entry --remote /srv/zoo",
            "  jdl zoo push my-entry --remote oci://registry.example.org/models --sign ~/zoo.key"
        })
final class ZooPushCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "FOLDER", description = "The entry, with its card README.md.")
    private Path folder = Path.of("");

    @Option(
            names = "--remote",
            paramLabel = "NAME|ADDRESS",
            description = "Where to: a remote that is set up, or any address.")
    private Optional<String> remote = Optional.empty();

    @Option(
            names = "--sign",
            paramLabel = "FILE",
            description = "Sign it with the key of this file, which jdl zoo key made.")
    private Optional<Path> key = Optional.empty();

    ZooPushCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (!Files.isDirectory(folder)) throw ZooCommand.noEntry(folder);
        var to = ZooOptions.named(console, remote.orElseThrow(ZooOptions::noRemote));
        Pack pack = Packing.of(folder);
        if (key.isPresent()) {
            Path open = key.get().resolveSibling(FileName.of(key.get()) + ".pub");
            pack = pack.signed(KeyFiles.sign(pack.manifest(), key.get(), open));
        }
        ZooOptions.remote(console, to)
                .push(pack, (file, bytes) -> ZooOptions.show(console, file, bytes));
        console.out().println(pack.manifest().name() + " is in " + to.getAddress());
        return 0;
    }
}
