package jdl.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import jdl.data.DataLayer;
import jdl.failure.DidYouMean;
import jdl.failure.Failure;
import jdl.layer.LayerTypes;
import jdl.net.Rules;
import jdl.proto.LayerParameter;
import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.proto.Phase;
import jdl.proto.SolverParameter;
import jdl.proto.SourceParameter;
import jdl.proto.TransformationParameter;
import jdl.solver.NetChoice;

/** The data layer of a net or solver file, for its source alone. */
record NetData(LayerParameter layer) {

    /** Layers that need no file. */
    private static final List<String> MADE_UP = List.of("Input", "DummyData", "MemoryData");

    static NetData of(Console console, Path file, Phase phase, Optional<String> name) {
        var files = new ConfigFiles(console, new ConfigOptions());
        NetChoice choice = choice(files, file);
        var state = choice.state().toBuilder().setPhase(phase).build();
        List<LayerParameter> all =
                Rules.filter(choice.net(), state).getLayerList().stream()
                        .filter(layer -> layer.getBottomCount() == 0)
                        .filter(layer -> layer.getType().endsWith("Data"))
                        .filter(layer -> !MADE_UP.contains(layer.getType()))
                        .toList();
        List<String> names = all.stream().map(LayerParameter::getName).toList();
        List<LayerParameter> meant =
                all.stream().filter(l -> name.map(l.getName()::equals).orElse(true)).toList();
        if (meant.size() != 1) throw unclear(file, phase, name, names);
        return new NetData(meant.get(0));
    }

    private static Failure unclear(
            Path file, Phase phase, Optional<String> name, List<String> names) {
        if (names.isEmpty())
            return Failure.config(
                    "%s: has no layer in phase %s that reads data\n    try --phase %s"
                            .formatted(file, phase, phase == Phase.TRAIN ? "TEST" : "TRAIN"));
        String list = String.join(", ", names);
        return Failure.config(
                name.map(
                                n ->
                                        "%s: no data layer \"%s\"%s\n    there are: %s"
                                                .formatted(
                                                        file, n, DidYouMean.among(names, n), list))
                        .orElse(
                                "%s: has several data layers\n    choose one by --layer: %s"
                                        .formatted(file, list)));
    }

    private static NetChoice choice(ConfigFiles files, Path file) {
        if (files.any(file) instanceof SolverParameter solver)
            return NetChoice.training(solver, files.netsOf(file));
        NetParameter net = files.net(file);
        return new NetChoice(net, NetState.newBuilder().mergeFrom(net.getState()).build());
    }

    /** Its source with a kind in front. */
    String written() {
        if (layer.hasImageDataParam())
            return kinded("images", layer.getImageDataParam().getSource());
        if (layer.hasHdf5DataParam()) return kinded("hdf5", layer.getHdf5DataParam().getSource());
        return SourceArgument.withKind(layer.getDataParam().getSource());
    }

    private static String kinded(String scheme, String source) {
        return source.startsWith(scheme + ":") ? source : scheme + ":" + source;
    }

    SourceArgument.Opened open(SourceParameter wish) {
        if (LayerTypes.installed().get(layer.getType()).create(plain(wish), List.of())
                instanceof DataLayer data)
            return new SourceArgument.Opened(written(), data.source());
        throw Failure.config(
                "layer \"%s\" (%s): its records cannot be read one by one"
                        .formatted(layer.getName(), layer.getType()));
    }

    /** The layer without what is done to pictures, such as taking off a mean that is not there. */
    private LayerParameter plain(SourceParameter wish) {
        var plain = layer.toBuilder().clearTransformParam();
        var old = layer.getTransformParam();
        var colours = TransformationParameter.newBuilder();
        if (old.getForceColor()) colours.setForceColor(true);
        if (old.getForceGray()) colours.setForceGray(true);
        plain.setTransformParam(colours);
        plain.getSourceParamBuilder().mergeFrom(wish);
        return plain.build();
    }
}
