package jdl.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import jdl.failure.Failure;
import jdl.proto.ModelCard;
import jdl.zoo.Card;
import jdl.zoo.EntryName;
import jdl.zoo.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jdl zoo new}: a solver and what it learnt become the folder of an entry. */
@Command(
        name = "new",
        description = {
            "Make the folder of an entry: the solver with its net as they are written, the net to use,"
                    + " the weights, the curves of the run, and a card that tells what the weights"
                    + " reach. Edit the card, then push the folder.",
            "",
            "Data that the net names have to lie in $JDL_DATA, or to be made by jdl.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  jdl zoo new my-entry --name me/lenet --solver lenet_solver.yaml --weights lenet.caffemodel",
            "  jdl zoo new my-entry --update",
        })
final class ZooNewCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "FOLDER", description = "A new folder.")
    private Path folder = Path.of("");

    @Option(names = "--name", paramLabel = "OWNER/NAME", description = "What it will be called.")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--version",
            paramLabel = "N",
            defaultValue = "1",
            description = "Numbers with dots between them; ${DEFAULT-VALUE} by default.")
    private String version = "1";

    @Option(names = "--solver", paramLabel = "FILE", description = "The solver that trained it.")
    private Optional<Path> solver = Optional.empty();

    @Option(names = "--weights", paramLabel = "FILE", description = "What it learnt.")
    private Optional<Path> weights = Optional.empty();

    @Option(
            names = "--run",
            paramLabel = "DIR",
            description = "The folder of the run, for its curves.")
    private Optional<Path> run = Optional.empty();

    @Option(names = "--title", paramLabel = "TEXT", description = "One line that says what it is.")
    private String title = "";

    @Option(names = "--task", paramLabel = "TEXT", description = "Such as image classification.")
    private String task = "";

    @Option(names = "--data", paramLabel = "TEXT", description = "What it was trained with.")
    private String data = "";

    @Option(names = "--license", paramLabel = "NAME", description = "What one may do with it.")
    private String license = "";

    @Option(
            names = "--source",
            paramLabel = "TEXT",
            description = "The paper, or whose work it is. May be repeated.")
    private List<String> sources = new ArrayList<>();

    @Option(
            names = "--update",
            description = "Only write the files as they are now into the card that is there.")
    private boolean update;

    @Mixin private MachineOptions machine = new MachineOptions();

    ZooNewCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (update) {
            if (!Files.isDirectory(folder)) throw ZooCommand.noEntry(folder);
            EntryFolder.update(folder);
            return 0;
        }
        if (Files.exists(folder))
            throw new Failure(
                    Failure.Kind.CANNOT_CREATE,
                    folder + ": exists; take another name, or --update");
        Path from =
                solver.orElseThrow(() -> Failure.config("option --solver: what trained the net?"));
        EntryName entry =
                EntryName.of(
                                name.orElseThrow(
                                        () -> Failure.config("option --name: OWNER/NAME expected")))
                        .at(new Version(version));
        make(entry, from);
        console.out().println(folder.resolve(Card.FILE) + ": the card; edit it, then jdl zoo push");
        return 0;
    }

    private void make(EntryName entry, Path from) {
        var made = new EntryFolder(folder);
        ModelCard.Builder card = card(entry);
        made.configs(console, from, card);
        if (weights.isPresent()) {
            card.setWeights(made.weights(weights.get(), entry.name()));
            made.deploy(console, card);
            card.addAllMetrics(
                    new Measurement(new ConfigOptions(), machine)
                            .of(
                                    console,
                                    folder.resolve(card.getSolver()),
                                    folder.resolve(card.getWeights()),
                                    entry));
        }
        run.ifPresent(made::curves);
        made.notes().forEach(note -> console.err().println("jdl: " + note));
        made.card(card);
    }

    private ModelCard.Builder card(EntryName entry) {
        var card =
                ModelCard.newBuilder()
                        .setName(entry.path())
                        .setVersion(version)
                        .setTitle(title.isEmpty() ? entry.name() : title)
                        .addAllSource(sources);
        if (!task.isEmpty()) card.setTask(task);
        if (!data.isEmpty()) card.setData(data);
        if (!license.isEmpty()) card.setLicense(license);
        return card;
    }
}
