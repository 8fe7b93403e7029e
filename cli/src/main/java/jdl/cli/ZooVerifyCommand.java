package jdl.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import jdl.failure.Failure;
import jdl.file.Trouble;
import jdl.proto.ModelMetric;
import jdl.web.Wanted;
import jdl.zoo.Card;
import jdl.zoo.Entry;
import jdl.zoo.EntryName;
import jdl.zoo.Packing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jdl zoo verify}: is an entry what it says it is? */
@Command(
        name = "verify",
        description = {
            "Check entries: every file by its SHA-256, and the signature where a key is given."
                    + " With --measure the weights are tested, and have to reach what the card says.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  jdl zoo verify                 # all that are here",
            "  jdl zoo verify lenet --measure",
            "  jdl zoo verify my-entry        # a folder, before it is pushed"
        })
final class ZooVerifyCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(arity = "0..*", paramLabel = "NAME|FOLDER", description = "All by default.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--measure", description = "Test the weights, too.")
    private boolean measure;

    @Mixin private ZooOptions options = new ZooOptions();
    @Mixin private ConfigOptions config = new ConfigOptions();
    @Mixin private MachineOptions machine = new MachineOptions();

    ZooVerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<String> all =
                names.isEmpty()
                        ? ZooOptions.cache(console).all().stream().map(EntryName::toString).toList()
                        : names;
        boolean good = true;
        for (String name : all) {
            List<String> troubles = troubles(name);
            troubles.forEach(line -> console.err().println("jdl: " + name + ": " + line));
            if (troubles.isEmpty()) console.out().println(name + ": good");
            good &= troubles.isEmpty();
        }
        return good ? 0 : Failure.Kind.INTEGRITY.exitCode();
    }

    private List<String> troubles(String name) {
        Path folder = Path.of(name);
        if (!EntryName.isOne(name) && Files.isDirectory(folder)) {
            Card card = Packing.of(folder).card();
            return measure ? measured(folder, card) : List.of();
        }
        var zoo = options.zoo(console);
        Entry entry =
                zoo.cache()
                        .find(EntryName.of(name))
                        .orElseThrow(
                                () ->
                                        new Failure(
                                                Failure.Kind.MISSING,
                                                "zoo:%s: is not here%n    jdl zoo pull %s"
                                                        .formatted(name, name)));
        options.check(entry);
        List<String> troubles = new ArrayList<>();
        for (Wanted file : entry.manifest().content().files())
            if (!isGood(entry.folder().resolve(file.name()), file))
                troubles.add(file.name() + " is not the file of the manifest; pull it again");
        if (troubles.isEmpty() && measure) troubles.addAll(measured(entry.folder(), entry.card()));
        return troubles;
    }

    private static boolean isGood(Path place, Wanted file) {
        try {
            return file.is(place);
        } catch (IOException e) {
            throw Trouble.reading(place, e);
        }
    }

    private List<String> measured(Path folder, Card card) {
        var is = card.settings();
        if (!is.hasWeights() || !is.hasSolver()) return List.of();
        List<ModelMetric> now =
                new Measurement(config, machine)
                        .of(
                                console,
                                folder.resolve(is.getSolver()),
                                folder.resolve(is.getWeights()),
                                card.name());
        List<String> troubles = new ArrayList<>();
        List<ModelMetric> left = new ArrayList<>(now);
        for (ModelMetric told : is.getMetricsList()) {
            var found = left.stream().filter(m -> m.getName().equals(told.getName())).findFirst();
            found.ifPresent(left::remove); // two outputs may have one name
            if (found.isEmpty()) troubles.add("no " + told.getName() + " comes out of the test");
            else if (!(Math.abs(found.get().getValue() - told.getValue()) <= told.getWithin()))
                troubles.add(
                        "%s is %s, but the card says %s ± %s"
                                .formatted(
                                        told.getName(),
                                        found.get().getValue(),
                                        told.getValue(),
                                        told.getWithin()));
        }
        return troubles;
    }
}
