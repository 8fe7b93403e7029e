package jdl.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import jdl.config.YamlPrinter;
import jdl.failure.Failure;
import jdl.file.FileName;
import jdl.file.Trouble;
import jdl.net.Deploy;
import jdl.proto.ModelCard;
import jdl.proto.ModelFile;
import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.proto.Phase;
import jdl.solver.NetChoice;
import jdl.web.Wanted;
import jdl.zoo.Card;
import jdl.zoo.EntryName;
import jdl.zoo.Packing;

/** The folder of an entry while it is made. */
final class EntryFolder {

    /** A source at a place of this machine alone. */
    private static final Pattern ABSOLUTE =
            Pattern.compile(
                    "(?m)^[^#]*\\bsource:\\s*[\"']?(?:[a-z0-9]{2,}:)?(?:/|[A-Za-z]:[\\\\/])");

    private final Path folder;
    private final List<String> notes = new ArrayList<>();

    /** Whether its net to use is one that jdl predict can use. */
    private boolean predicts;

    EntryFolder(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw Trouble.creating(folder, e);
        }
    }

    /** What the user should know. */
    List<String> notes() {
        return notes;
    }

    /** Writes the solver with its nets as they are written, and the net to use. */
    void configs(Console console, Path solver, ModelCard.Builder card) {
        var files = new ConfigFiles(console, new ConfigOptions());
        Map<String, String> texts = Gathered.of(solver, files::find);
        texts.forEach(this::write);
        texts.forEach(
                (name, text) -> {
                    if (ABSOLUTE.matcher(text).find())
                        notes.add(name + " names data by an absolute path, which others have not");
                });
        card.setSolver(texts.keySet().iterator().next());
        texts.keySet().stream().filter(name -> name.startsWith("net.")).forEach(card::setNet);
        if (!card.hasNet()) throw Failure.config(solver + ": names no net; write net: FILE");
    }

    /** Writes the net to use. */
    void deploy(Console console, ModelCard.Builder card) {
        // Data stay where $JDL_DATA is, wherever that will be.
        Map<String, String> environment = new LinkedHashMap<>(console.environment());
        environment.put("JDL_DATA", "$JDL_DATA");
        var elsewhere = new Console(console.out(), console.err(), console.columns(), environment);
        var files = new ConfigFiles(elsewhere, new ConfigOptions());
        deploy(files, SolverFile.read(files, folder.resolve(card.getSolver())), card);
    }

    private void deploy(ConfigFiles files, SolverFile file, ModelCard.Builder card) {
        NetChoice choice = Measurement.tests(file).get(0);
        NetState state = choice.state().toBuilder().setPhase(Phase.TEST).build();
        try {
            NetParameter net =
                    files.located(() -> Deploy.of(choice.net(), state, Deploy.Wish.NONE));
            write("deploy.yaml", YamlPrinter.print(net));
            card.setDeploy("deploy.yaml");
            predicts = PredictInput.isIn(net);
            if (net.getClassNameCount() == 0) return;
            write("labels.txt", String.join("\n", net.getClassNameList()) + "\n");
            card.setLabels("labels.txt");
        } catch (Failure e) {
            notes.add("there is no net to use beside it: " + e.message());
        }
    }

    /** Takes the weights in, and returns what they are called there. */
    String weights(Path file, String name) {
        String ending = FileName.of(file).endsWith(".safetensors") ? ".safetensors" : ".caffemodel";
        Path place = folder.resolve(name + ending);
        try {
            Files.copy(file, place);
        } catch (IOException e) {
            throw Trouble.creating(place, e);
        }
        return FileName.of(place);
    }

    /** Draws the curves of a run. */
    void curves(Path run) {
        write("curves.svg", CurvesSvg.of(Disk.read(run.resolve("metrics.csv"))));
    }

    /** Writes the card, with all files as they are. */
    void card(ModelCard.Builder card) {
        String name = EntryName.of(card.getName()).shortest();
        var body = new StringBuilder("# " + card.getTitle() + "\n\n");
        if (card.hasWeights()) body.append("    jdl test zoo:%s%n".formatted(name));
        if (predicts) body.append("    jdl predict zoo:%s INPUT%n".formatted(name));
        body.append("    jdl train --solver zoo:%s%n".formatted(name));
        if (Files.exists(folder.resolve("curves.svg"))) body.append("\n![curves](curves.svg)\n");
        write(folder, card.build(), body.toString());
    }

    /** Writes the files of an entry as they are now into its card. */
    static void update(Path folder) {
        Card card = Card.in(folder);
        String text = Disk.read(card.place());
        String body = text.substring(text.indexOf("\n---", 3) + 4).stripLeading();
        write(folder, card.settings(), body);
    }

    private static void write(Path folder, ModelCard card, String body) {
        var whole = card.toBuilder().clearFiles();
        for (Wanted file : Packing.files(folder))
            if (!file.name().equals(Card.FILE))
                whole.addFiles(
                        ModelFile.newBuilder()
                                .setPath(file.name())
                                .setBytes(file.bytes())
                                .setSha256(file.sha256()));
        String front = YamlPrinter.print(whole.build());
        Disk.write(folder.resolve(Card.FILE), "---\n" + front + "---\n\n" + body);
    }

    private void write(String name, String text) {
        Disk.write(folder.resolve(name), text);
    }
}
