package jdl.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import jdl.snapshot.NamedLayer;
import jdl.snapshot.WeightsFile;
import jdl.tensor.Tensor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jdl weights ls}: the blobs of a weights file. */
@Command(
        name = "ls",
        description = {"List the blobs of a weights file and what their numbers are like.", ""},
        footer = {
            "",
            "std is the standard deviation; nan counts what is not a number.",
            "",
            "Examples:",
            "  jdl weights ls lenet.caffemodel",
            "  jdl weights ls lenet.safetensors --json"
        })
final class WeightsLsCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "FILE", description = "Weights.")
    private Path file = Path.of("");

    @Option(names = "--json", description = "Print one JSON array.")
    private boolean json;

    WeightsLsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (json) {
            ArrayNode blobs = JsonNodeFactory.instance.arrayNode();
            WeightsFile.each(file, layer -> into(blobs, layer));
            console.out().println(blobs.toPrettyString());
            return 0;
        }
        var table = new Table("blob", "type", "shape", "mean", "std", "min", "max", "nan");
        WeightsFile.each(file, layer -> into(table, layer));
        console.out().print(table);
        return 0;
    }

    private static void into(Table table, NamedLayer layer) {
        for (int i = 0; i < layer.blobs().size(); i++) {
            Tensor blob = layer.blobs().get(i);
            var stats = BlobStats.of(blob);
            table.row(
                    layer.name() + "/" + i,
                    layer.type(),
                    blob.shape().toString(),
                    number(stats.mean()),
                    number(stats.deviation()),
                    number(stats.min()),
                    number(stats.max()),
                    stats.nans() == 0 ? "" : Footprint.number(stats.nans()));
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }

    private static void into(ArrayNode blobs, NamedLayer layer) {
        for (int i = 0; i < layer.blobs().size(); i++) {
            Tensor blob = layer.blobs().get(i);
            var stats = BlobStats.of(blob);
            var node = blobs.addObject();
            node.put("layer", layer.name()).put("blob", i).put("type", layer.type());
            blob.shape().dims().forEach(node.putArray("shape")::add);
            node.put("mean", stats.mean()).put("std", stats.deviation());
            node.put("min", stats.min()).put("max", stats.max()).put("nan", stats.nans());
        }
    }
}
