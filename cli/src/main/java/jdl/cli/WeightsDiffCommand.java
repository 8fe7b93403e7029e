package jdl.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import jdl.failure.Failure;
import jdl.snapshot.WeightsFile;
import jdl.tensor.Tensor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jdl weights diff}: how far two weights files are apart. */
@Command(
        name = "diff",
        description = {
            "Compare two weights files, blob by blob. The exit code is 0 if they are equal and 1 if"
                    + " they are not.",
            ""
        },
        footer = {
            "",
            "rel is the largest difference as a share of the larger of the two numbers.",
            "",
            "Examples:",
            "  jdl weights diff a.caffemodel b.caffemodel",
            "  jdl weights diff a.caffemodel a.safetensors --tolerance 1e-6"
        })
final class WeightsDiffCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(index = "0", paramLabel = "A", description = "Weights.")
    private Path first = Path.of("");

    @Parameters(index = "1", paramLabel = "B", description = "Other weights.")
    private Path second = Path.of("");

    @Option(
            names = "--tolerance",
            paramLabel = "X",
            description = "Differences up to this are none; 0 by default.")
    private double tolerance;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    WeightsDiffCommand(Console console) {
        this.console = console;
    }

    /** How two blobs compare; without numbers where one lacks or the shapes differ. */
    private record Row(String blob, String shapes, Optional<Difference> difference) {}

    @Override
    public Integer call() {
        if (!(tolerance >= 0))
            throw Failure.config("option --tolerance: at least 0 expected, but got " + tolerance);
        Map<String, Tensor> a = blobs(first);
        Map<String, Tensor> b = blobs(second);
        Set<String> names = new LinkedHashSet<>(a.keySet());
        names.addAll(b.keySet());
        List<Row> rows = names.stream().map(name -> row(name, a, b)).toList();
        boolean equal = rows.stream().allMatch(this::isEqual);
        if (json) tellJson(rows, equal);
        else tell(rows, equal);
        return equal ? 0 : 1;
    }

    private static Map<String, Tensor> blobs(Path file) {
        Map<String, Tensor> blobs = new LinkedHashMap<>();
        WeightsFile.each(
                file,
                layer -> {
                    for (int i = 0; i < layer.blobs().size(); i++)
                        blobs.put(layer.name() + "/" + i, layer.blobs().get(i));
                });
        return blobs;
    }

    private static Row row(String name, Map<String, Tensor> all, Map<String, Tensor> others) {
        Tensor a = all.get(name);
        Tensor b = others.get(name);
        if (a == null) return new Row(name, "only in B", Optional.empty());
        if (b == null) return new Row(name, "only in A", Optional.empty());
        // Old files have ones in front of their shapes.
        if (a.size() != b.size())
            return new Row(name, a.shape() + " and " + b.shape(), Optional.empty());
        return new Row(name, a.shape().toString(), Optional.of(Difference.of(a, b)));
    }

    private boolean isEqual(Row row) {
        return row.difference().filter(d -> d.absolute() <= tolerance).isPresent();
    }

    private void tell(List<Row> rows, boolean equal) {
        var table = new Table("blob", "shape", "max", "rel", "differ");
        for (Row row : rows) {
            if (isEqual(row) && row.difference().filter(d -> d.count() > 0).isEmpty()) continue;
            table.row(
                    row.blob(),
                    row.shapes(),
                    row.difference().map(d -> number(d.absolute())).orElse(""),
                    row.difference().map(d -> number(d.relative())).orElse(""),
                    row.difference().map(d -> Footprint.number(d.count())).orElse(""));
        }
        if (table.hasRows()) console.out().print(table);
        String verdict = equal ? "equal" : "not equal";
        console.out().println(verdict + ": " + rows.size() + " blobs compared");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }

    private void tellJson(List<Row> rows, boolean equal) {
        var node = JsonNodeFactory.instance.objectNode().put("equal", equal);
        var blobs = node.putArray("blobs");
        for (Row row : rows) {
            var blob = blobs.addObject().put("blob", row.blob()).put("shape", row.shapes());
            row.difference()
                    .ifPresent(
                            d ->
                                    blob.put("max", d.absolute())
                                            .put("rel", d.relative())
                                            .put("differ", d.count()));
        }
        console.out().println(node.toPrettyString());
    }
}
