package jdl.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import jdl.failure.Failure;
import jdl.proto.ZooRemote;
import jdl.zoo.KeyFiles;
import jdl.zoo.Remotes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jdl zoo remote}: where models come from. */
@Command(
        name = "remote",
        description = {"Set up the places that models come from.", ""},
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  jdl zoo remote add lab oci://registry.example.org/models --key lab.pub",
            "  jdl zoo remote list"
        })
final class ZooRemoteCommand implements Callable<Integer> {

    private final Console console;

    @Spec private CommandSpec spec = CommandSpec.create();

    ZooRemoteCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(console.out());
        return 0;
    }

    @Command(
            name = "add",
            description = {"Set up a remote. With a key, only what it signed is taken.", ""})
    int add(
            @Parameters(paramLabel = "NAME") String name,
            @Parameters(paramLabel = "ADDRESS") String address,
            @Option(
                            names = "--key",
                            paramLabel = "FILE",
                            description = "A public key. May be repeated.")
                    List<Path> keys) {
        if (!name.matches("[a-z0-9][a-z0-9._-]*"))
            throw Failure.config(
                    "\"%s\" is no name for a remote%n    small letters, digits, and . - _"
                            .formatted(name));
        var remote = ZooRemote.newBuilder().setName(name).setAddress(absolute(address));
        List<Path> all = keys == null ? new ArrayList<>() : keys;
        for (Path key : all) {
            KeyFiles.trusted(key);
            remote.addKey(key.toAbsolutePath().normalize().toString());
        }
        Remotes.at(name, remote.getAddress());
        ZooOptions.settings(console).with(remote.build());
        return 0;
    }

    /** A folder is the same one from wherever it is asked. */
    private static String absolute(String address) {
        return address.contains("://")
                ? address
                : Path.of(address).toAbsolutePath().normalize().toString();
    }

    @Command(
            name = "list",
            description = {"List the remotes that are set up.", ""})
    int list() {
        var table = new Table("name", "address", "keys");
        for (ZooRemote remote : ZooOptions.settings(console).remotes())
            table.row(remote.getName(), remote.getAddress(), String.join(" ", remote.getKeyList()));
        console.out().print(table);
        return 0;
    }

    @Command(
            name = "remove",
            description = {"Forget a remote. What came from it stays here.", ""})
    int remove(@Parameters(paramLabel = "NAME") String name) {
        ZooOptions.settings(console).without(name);
        return 0;
    }
}
