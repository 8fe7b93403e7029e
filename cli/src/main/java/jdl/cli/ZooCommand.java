package jdl.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import jdl.failure.Failure;
import jdl.web.Wanted;
import jdl.zoo.Card;
import jdl.zoo.Entry;
import jdl.zoo.EntryName;
import jdl.zoo.KeyFiles;
import jdl.zoo.TrustedKey;
import jdl.zoo.Zoo;
import jdl.zoo.Zoo.Found;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jdl zoo}: models of others, and for others. */
@Command(
        name = "zoo",
        description = {
            "Find models, bring them here, check them, and share your own.",
            "",
            "An entry is called owner/name@version; without an owner it is jdl's, without a version"
                    + " the newest. Where a command takes a file, zoo:NAME does as well: the entry is"
                    + " pulled if it is not here. Entries lie in $JDL_ZOO, or else in jdl/zoo in the"
                    + " user's cache.",
            ""
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  jdl zoo list",
            "  jdl predict zoo:lenet-mnist digit.png",
            "  jdl finetune zoo:resnet20-cifar10 --data photos",
            "  jdl zoo push my-entry --remote oci://registry.example.org/models"
        })
final class ZooCommand implements Callable<Integer> {

    private final Console console;

    @Spec private CommandSpec spec = CommandSpec.create();

    ZooCommand(Console console) {
        this.console = console;
    }

    /** The commands under this one that are classes of their own. */
    static List<Object> parts(Console console) {
        return List.of(
                new ZooNewCommand(console),
                new ZooPushCommand(console),
                new ZooVerifyCommand(console),
                new ZooRemoteCommand(console));
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(console.out());
        return 0;
    }

    @Command(
            name = "list",
            description = {"List the entries of all remotes, and those that are here.", ""})
    int list(
            @Mixin ZooOptions options, @Option(names = "--json", description = JSON) boolean json) {
        return tell(options.zoo(console), "", json);
    }

    @Command(
            name = "search",
            description = {"List the entries that have a word in their name, title or task.", ""})
    int search(
            @Parameters(paramLabel = "WORD") String word,
            @Mixin ZooOptions options,
            @Option(names = "--json", description = JSON) boolean json) {
        return tell(options.zoo(console), word.toLowerCase(Locale.ROOT), json);
    }

    private static final String JSON = "Print a JSON object a line.";

    /** One line of the list. */
    private record Line(EntryName name, String task, String title, String from, boolean here) {

        boolean has(String word) {
            return (name.path() + " " + title + " " + task).toLowerCase(Locale.ROOT).contains(word);
        }

        ObjectNode json() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("name", name.toString())
                    .put("task", task)
                    .put("title", title)
                    .put("from", from)
                    .put("here", here);
        }
    }

    private int tell(Zoo zoo, String word, boolean json) {
        var table = new Table("name", "task", "title", "from");
        for (Line line : lines(zoo)) {
            if (!line.has(word)) continue;
            if (json) console.out().println(line.json());
            else
                table.row(
                        line.name.toString(),
                        plain(line.task),
                        plain(line.title),
                        line.here ? "here" : line.from);
        }
        if (!json) console.out().print(table);
        return 0;
    }

    /** What remotes offer, and what is here though none of them does. */
    private List<Line> lines(Zoo zoo) {
        List<EntryName> here = new ArrayList<>(zoo.cache().all());
        List<Line> lines = new ArrayList<>();
        for (Found found : zoo.offers(f -> console.err().println("jdl: " + f.message()))) {
            var offer = found.offer();
            String from = found.gate().remote().name();
            boolean known = zoo.cache().all().contains(offer.name());
            lines.add(new Line(offer.name(), offer.task(), offer.title(), from, known));
            here.remove(offer.name());
        }
        for (EntryName name : here)
            zoo.cache()
                    .find(name)
                    .map(Entry::card)
                    .map(c -> new Line(name, c.settings().getTask(), c.title(), "", true))
                    .ifPresent(lines::add);
        return lines;
    }

    /** Words of strangers, without what a terminal would obey. */
    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    @Command(
            name = "pull",
            description = {
                "Bring an entry here. What an earlier try left is gone on with; what is not just what"
                        + " the entry's manifest says is refused.",
                ""
            })
    int pull(@Parameters(paramLabel = "NAME") String name, @Mixin ZooOptions options) {
        Entry entry = options.zoo(console).pull(EntryName.of(name));
        console.out().println("zoo:" + entry.name() + " is in " + entry.folder());
        return 0;
    }

    @Command(
            name = "show",
            description = {"Tell what an entry is, what it consists of, and what it reaches.", ""})
    int show(
            @Parameters(paramLabel = "NAME|FOLDER") String name,
            @Mixin ZooOptions options,
            @Option(names = "--json", description = "Print one JSON object.") boolean json) {
        boolean folder = java.nio.file.Files.isDirectory(Path.of(name));
        if (folder) {
            console.out().print(CardText.text(Card.in(Path.of(name))));
            return 0;
        }
        Entry entry = options.zoo(console).get(EntryName.of(name));
        if (json) console.out().println(json(entry));
        else {
            console.out().print(CardText.text(entry.card()));
            var table = new Table("file", "size", "SHA-256");
            for (Wanted file : entry.manifest().content().files())
                table.row(file.name(), Footprint.size(file.bytes()), file.sha256());
            console.out().println();
            console.out().print(table);
            console.out().println("folder: " + entry.folder());
            console.out()
                    .println(
                            "signed: "
                                    + entry.manifest()
                                            .signature()
                                            .map(s -> "by key " + s.key())
                                            .orElse("no"));
        }
        return 0;
    }

    private static ObjectNode json(Entry entry) {
        ObjectNode json = CardText.json(entry.card()).put("folder", entry.folder().toString());
        var files = json.putArray("files");
        for (Wanted file : entry.manifest().content().files())
            files.addObject()
                    .put("path", file.name())
                    .put("bytes", file.bytes())
                    .put("sha256", file.sha256());
        entry.manifest().signature().ifPresent(s -> json.put("signed_by", s.key()));
        return json;
    }

    @Command(
            name = "key",
            description = {
                "Make a pair of keys to sign entries with: FILE, which stays with you, and FILE.pub,"
                        + " for all who shall trust you.",
                ""
            })
    int key(@Parameters(paramLabel = "FILE") Path file) {
        TrustedKey key = KeyFiles.make(file);
        console.out().println("key " + key.id() + ": " + file + ", " + file + ".pub");
        return 0;
    }

    static Failure noEntry(Path folder) {
        return new Failure(Failure.Kind.MISSING, folder + ": there is no such folder");
    }
}
