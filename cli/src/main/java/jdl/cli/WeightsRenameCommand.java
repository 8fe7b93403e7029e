package jdl.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.failure.NamePattern;
import jdl.proto.LayerParameter;
import jdl.proto.NetParameter;
import jdl.proto.V1LayerParameter;
import jdl.snapshot.NamedLayer;
import jdl.snapshot.Weights;
import jdl.snapshot.WeightsFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jdl weights rename}: the same weights for layers of other names. */
@Command(
        name = "rename",
        description = {
            "Write weights with layers called otherwise, so that another net finds them. From"
                    + " .caffemodel to .caffemodel all else in the file is kept.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  jdl weights rename old.caffemodel new.caffemodel --map fc6=ip1 --map fc7=ip2"
        })
final class WeightsRenameCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(index = "0", paramLabel = "IN", description = "Weights.")
    private Path in = Path.of("");

    @Parameters(index = "1", paramLabel = "OUT", description = "Where to write them.")
    private Path out = Path.of("");

    @Option(
            names = "--map",
            required = true,
            paramLabel = "OLD=NEW",
            description = "A layer's name in IN, and in OUT. May be repeated.")
    private Map<String, String> names = new LinkedHashMap<>();

    @Mixin private DialectOption dialect = new DialectOption();
    @Mixin private WeightsOut format = new WeightsOut();

    WeightsRenameCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        format.check(out);
        if (DialectOption.isBinary(in) && format.isCaffe(out)) {
            var model = dialect.read(in);
            model.notes().forEach(note -> console.err().println(in + ": " + note));
            WeightsFile.write(out, renamed(model.net()));
        } else {
            Weights weights = WeightsFile.read(in);
            check(weights.layers().stream().map(NamedLayer::name).toList());
            List<NamedLayer> layers = weights.layers().stream().map(this::renamed).toList();
            format.write(out, weights.netName(), layers);
        }
        return 0;
    }

    private NetParameter renamed(NetParameter net) {
        check(
                Stream.concat(
                                net.getLayerList().stream().map(LayerParameter::getName),
                                net.getLayersList().stream().map(WeightsRenameCommand::name))
                        .toList());
        var renamed = net.toBuilder();
        for (var layer : renamed.getLayerBuilderList()) layer.setName(inOut(layer.getName()));
        for (var layer : renamed.getLayersBuilderList()) {
            if (layer.hasLayer())
                layer.getLayerBuilder().setName(inOut(layer.getLayer().getName()));
            else layer.setName(inOut(layer.getName()));
        }
        return renamed.build();
    }

    private static String name(V1LayerParameter layer) {
        return layer.hasLayer() ? layer.getLayer().getName() : layer.getName();
    }

    private NamedLayer renamed(NamedLayer layer) {
        return new NamedLayer(
                inOut(layer.name()), layer.type(), layer.blobs(), layer.diffs(), layer.legacy());
    }

    private String inOut(String name) {
        return names.getOrDefault(name, name);
    }

    /** Complains of names that are not there, and of two layers that would be called the same. */
    private void check(List<String> layers) {
        for (String name : names.keySet())
            if (!layers.contains(name)) throw NamePattern.unknown("option --map", name, layers);
        Set<String> kept =
                layers.stream().filter(n -> !names.containsKey(n)).collect(Collectors.toSet());
        for (String name : names.values())
            if (!kept.add(name))
                throw Failure.config("option --map: two layers would be called \"" + name + "\"");
    }
}
