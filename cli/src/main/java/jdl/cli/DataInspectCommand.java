package jdl.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import jdl.data.tool.ContactSheet;
import jdl.data.tool.Survey;
import jdl.failure.Failure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jdl data inspect}: what is in a source. */
@Command(
        name = "inspect",
        description = {
            "Tell what is in a source: records, classes, sizes, values, duplicates, and what cannot be"
                    + " read.",
            ""
        },
        footer = {
            "",
            "The sheet has rows of pictures for each class, in the order of the classes.",
            "",
            "Examples:",
            "  jdl data inspect folder:photos --sheet photos.png",
            "  jdl data inspect digits:test --json",
            "  jdl data inspect train_val.prototxt --phase TEST --limit 1000"
        })
final class DataInspectCommand implements Callable<Integer> {

    private final Console console;

    @Mixin private SourceArgument source = new SourceArgument();

    @Option(
            names = "--sheet",
            paramLabel = "OUT.png",
            description = "Write small pictures of each class to a PNG.")
    private Optional<Path> sheet = Optional.empty();

    @Option(
            names = "--rgb",
            description =
                    "On the sheet the first channel is red, as in CIFAR-10's files, and not blue.")
    private boolean redFirst;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Look at the first N records; at all by default.")
    private long limit = Long.MAX_VALUE;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    DataInspectCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (limit < 1)
            throw Failure.config("option --limit: at least 1 expected, but got " + limit);
        var opened = source.open(console);
        var survey = new Survey(opened.source(), limit, new ScanBar(console, "read"));
        var report = new SurveyReport(opened, survey, limit);
        if (json) console.out().println(report.json().toPrettyString());
        else console.out().print(report.text());
        sheet.ifPresent(
                file -> {
                    int classes =
                            new ContactSheet(opened.source(), survey, redFirst).write(survey, file);
                    console.err().println("%s: %d classes".formatted(file, classes));
                });
        return 0;
    }
}
