package jdl.cli;

import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import jdl.data.DataFolder;
import jdl.data.Sources;
import jdl.data.download.Dataset;
import jdl.data.download.Datasets;
import jdl.data.download.Downloads;
import jdl.web.Wanted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jdl data}: data sets that can be had by name. */
@Command(
        name = "data",
        description = {
            "Get data sets by name; look at sources, check them, and make databases of them.",
            "",
            "Data sets go to $JDL_DATA, or else to the folder jdl/data in the user's cache.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  jdl data list",
            "  jdl data get mnist",
            "  jdl data inspect folder:photos"
        })
final class DataCommand implements Callable<Integer> {

    private final Console console;

    @Spec private CommandSpec spec = CommandSpec.create();

    DataCommand(Console console) {
        this.console = console;
    }

    /** The commands under this one that are classes of their own. */
    static List<Object> parts(Console console) {
        return List.of(
                new DataConvertCommand(console),
                new DataInspectCommand(console),
                new DataMeanCommand(console),
                new DataVerifyCommand(console));
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(console.out());
        return 0;
    }

    @Command(
            name = "list",
            description = {"List the data sets that can be had, and the kinds of source.", ""})
    int list() {
        PrintStream out = console.out();
        var table = new Table("name", "files", "size", "folder");
        for (Dataset dataset : Datasets.known().all()) {
            Path folder = folder(dataset);
            long bytes = dataset.files().stream().mapToLong(file -> file.content().bytes()).sum();
            table.row(
                    dataset.name(),
                    String.valueOf(dataset.files().size()),
                    Footprint.size(bytes),
                    Files.isDirectory(folder) ? folder.toString() : "(not here yet)");
        }
        out.print(table);
        out.println();
        out.println("A data layer's source may be:");
        Sources.installed().types().forEach(type -> out.println("  " + type.example()));
        return 0;
    }

    @Command(
            name = "get",
            description = {
                "Download a data set. What an earlier try left is gone on with; a file that is not the"
                        + " published one to the last bit is refused.",
                ""
            },
            footer = {"", "Examples:", "  jdl data get mnist"})
    int get(
            @Parameters(paramLabel = "NAME", description = "The data set; see jdl data list.")
                    String name,
            @Option(
                            names = "--from",
                            paramLabel = "URL",
                            description = "A folder on the web to take the files from.")
                    Optional<URI> mirror) {
        Dataset known = Datasets.known().get(name);
        Dataset dataset = mirror.map(known::from).orElse(known);
        Path folder = folder(dataset);
        new Downloads().get(dataset, folder, this::show);
        if (console.terminal()) console.err().println();
        console.out().println(name + " is in " + folder);
        return 0;
    }

    private void show(Wanted file, long bytes) {
        if (!console.terminal()) return;
        console.err()
                .print(
                        "\r%s  %d %%\u001b[K"
                                .formatted(file.name(), 100 * bytes / Math.max(1, file.bytes())));
        console.err().flush();
    }

    private Path folder(Dataset dataset) {
        return DataFolder.of(console.environment(), System.getProperty("user.home", "."))
                .path()
                .resolve(dataset.name());
    }
}
