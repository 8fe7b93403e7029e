package jdl.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import jdl.failure.Failure;
import jdl.file.Trouble;
import jdl.proto.NetParameter;
import jdl.snapshot.Inspection;
import jdl.snapshot.Inspection.Part;
import jdl.tensor.Shape;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jdl info}: what a file is. */
@Command(
        name = "info",
        description = {
            "Tell what files are, by their content and not by their names: weights, of which age and of"
                    + " which fork of Caffe, solver states, means, nets, data; and what is in them.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  jdl info lenet_iter_10000.caffemodel",
            "  jdl info lenet_iter_10000.solverstate mean.binaryproto --json"
        })
final class InfoCommand implements Callable<Integer> {

    private static final String TEXT = "a text file";

    private final Console console;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files, or folders of data.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--json", description = "Print one JSON array.")
    private boolean json;

    @Mixin private DialectOption dialect = new DialectOption();

    InfoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (Path file : files) {
            var found = look(file);
            if (json) all.add(json(file, found));
            else console.out().print(text(file, found));
        }
        if (json) console.out().println(all.toPrettyString());
        return 0;
    }

    private Inspection look(Path file) {
        var found = Inspection.of(file, dialect.chosen());
        return found.what().equals(TEXT) ? config(file, found) : found;
    }

    /** A text that can be read as a net or a solver is one. */
    private Inspection config(Path file, Inspection text) {
        try {
            var configs = new ConfigFiles(console, new ConfigOptions());
            Message message = configs.written(file);
            if (!(message instanceof NetParameter net))
                return new Inspection("a solver", Map.of(), List.of());
            Map<String, String> facts = new LinkedHashMap<>();
            facts.put("net", net.getName());
            facts.put("layers", String.valueOf(net.getLayerCount() + net.getLayersCount()));
            return new Inspection("a net", facts, List.of());
        } catch (Failure e) {
            return text;
        }
    }

    private static String text(Path file, Inspection found) {
        var text = new StringBuilder(file + ": " + found.what() + ", " + size(file) + "\n");
        int width = found.facts().keySet().stream().mapToInt(String::length).max().orElse(0);
        found.facts()
                .forEach(
                        (name, fact) ->
                                text.append("    " + name + " ".repeat(width + 2 - name.length()))
                                        .append(fact + "\n"));
        if (found.parts().isEmpty()) return text.toString();
        var table = new Table("name", "type", "shapes", "numbers");
        for (Part part : found.parts())
            table.row(part.name(), part.type(), shapes(part), number(part.numbers()));
        long numbers = found.parts().stream().mapToLong(Part::numbers).sum();
        table.row("total", found.parts().size() + " parts", "", number(numbers));
        return text.append(table).toString();
    }

    private static String shapes(Part part) {
        return part.shapes().stream().map(Shape::toString).collect(Collectors.joining(", "));
    }

    private static String number(long number) {
        return number == 0 ? "" : Footprint.number(number);
    }

    private static String size(Path file) {
        return Files.isDirectory(file) ? "a folder" : Footprint.size(bytes(file));
    }

    private static long bytes(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw Trouble.reading(file, e);
        }
    }

    private static ObjectNode json(Path file, Inspection found) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("file", file.toString()).put("what", found.what());
        if (!Files.isDirectory(file)) json.put("bytes", bytes(file));
        var facts = json.putObject("facts");
        found.facts().forEach(facts::put);
        var parts = json.putArray("parts");
        for (Part part : found.parts()) {
            var node = parts.addObject().put("name", part.name()).put("type", part.type());
            var shapes = node.putArray("shapes");
            for (Shape shape : part.shapes()) shape.dims().forEach(shapes.addArray()::add);
            node.put("numbers", part.numbers());
        }
        return json;
    }
}
