package jdl.cli;

import com.google.protobuf.Message;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jdl.config.Aliases;
import jdl.config.ConfigException;
import jdl.config.ConfigOverride;
import jdl.config.ConfigReader;
import jdl.config.NodePass;
import jdl.config.Overrides;
import jdl.config.Parsed;
import jdl.config.Place;
import jdl.config.Sugar;
import jdl.config.Text;
import jdl.data.DataFolder;
import jdl.failure.Failure;
import jdl.net.LayerFailure;
import jdl.proto.NetParameter;
import jdl.proto.SolverParameter;
import jdl.upgrade.Upgrade;
import jdl.upgrade.Upgraded;

/** The config files of one command, read from disk with all that the user sets on the way. */
final class ConfigFiles {

    private final Console console;
    private final Overrides overrides;
    private final Aliases aliases;
    private final ConfigReader solvers;
    private final ConfigReader nets;

    /** Nets by the file they were read from. */
    private final Map<Path, Parsed<NetParameter>> read = new LinkedHashMap<>();

    ConfigFiles(Console console, ConfigOptions options) {
        this.console = console;
        overrides = new Overrides(options.settings().stream().map(ConfigOverride::parse).toList());
        aliases = new Aliases(options.aliases());
        nets = new ConfigReader(passes(List.of(overrides.forNet(), aliases)));
        solvers =
                new ConfigReader(
                        passes(List.of(overrides.forSolver(), overrides.forNet(), aliases)));
    }

    private List<NodePass> passes(List<NodePass> last) {
        List<NodePass> passes = new ArrayList<>(Sugar.passes(this::included, this::variable));
        passes.addAll(last);
        return passes;
    }

    private Text included(String path, Place from) {
        Path file = Path.of(from.file()).resolveSibling(path).normalize();
        if (!ZooOptions.cache(console).mayInclude(Path.of(from.file()), file))
            throw new ConfigException(
                    from, "an entry of the zoo includes only files of its own, not " + path, "");
        if (!Files.exists(file)) throw new ConfigException(from, "no such file: " + file, "");
        return text(file);
    }

    private Optional<String> variable(String name) {
        return name.equals("JDL_DATA")
                ? Optional.of(dataFolder().path().toString())
                : Optional.ofNullable(console.environment().get(name));
    }

    private DataFolder dataFolder() {
        return DataFolder.of(console.environment(), System.getProperty("user.home", "."));
    }

    private Text text(Path file) {
        return new Text(file.toString(), Disk.read(file));
    }

    /** The solver in a file, of whatever age, as solvers are today. */
    SolverParameter solver(Path file) {
        return current(file, () -> Upgrade.solver(writtenSolver(file)));
    }

    /** The net in a file, of whatever age, as nets are today. */
    NetParameter net(Path file) {
        return NetFiles.located(current(file, () -> Upgrade.net(writtenNet(file))), file);
    }

    private static <M extends Message> M current(Path file, Supplier<Upgraded<M>> upgrade) {
        try {
            return upgrade.get().message();
        } catch (ConfigException e) {
            throw e;
        } catch (Failure e) {
            throw new Failure(e.kind(), file + ": " + e.message(), e);
        }
    }

    SolverParameter writtenSolver(Path file) {
        return solvers.read(text(file), SolverParameter.getDefaultInstance()).message();
    }

    NetParameter writtenNet(Path file) {
        return read.computeIfAbsent(
                        file, f -> nets.read(text(f), NetParameter.getDefaultInstance()))
                .message();
    }

    /** The net or the solver in a file, in the very form that is written. */
    Message written(Path file) {
        return isSolver(file) ? writtenSolver(file) : writtenNet(file);
    }

    /** Whether a file holds a solver, by the keys in it; else it is taken for a net. */
    boolean isSolver(Path file) {
        List<Message> kinds =
                List.of(NetParameter.getDefaultInstance(), SolverParameter.getDefaultInstance());
        return nets.bestFit(text(file), kinds) instanceof SolverParameter;
    }

    /** The net or the solver in a file. */
    Message any(Path file) {
        return isSolver(file) ? solver(file) : net(file);
    }

    /** Reads the nets that a solver file names. */
    Function<String, NetParameter> netsOf(Path solverFile) {
        return name -> net(find(name, solverFile));
    }

    /** Where a solver's net is: beside the solver, here, or in a folder around the solver's. */
    Path find(String name, Path solverFile) {
        Set<Path> places = new LinkedHashSet<>();
        places.add(solverFile.resolveSibling(name).normalize());
        places.add(Path.of(name).normalize());
        Path absolute = solverFile.toAbsolutePath().normalize();
        for (Path folder = absolute.getParent(); folder != null; folder = folder.getParent())
            places.add(folder.resolve(name).normalize());
        return places.stream()
                .filter(place -> Files.isRegularFile(place))
                .findFirst()
                .orElseThrow(() -> notFound(name, solverFile));
    }

    private static Failure notFound(String name, Path solverFile) {
        return new Failure(
                Failure.Kind.MISSING,
                "%s: its net \"%s\" is neither in its folder, nor here, nor in a folder above"
                        .formatted(solverFile, name));
    }

    /** Complains of what the user sets, but no file has. To be called when all files are read. */
    void checkUsed() {
        overrides.checkUsed();
        aliases.checkUsed();
    }

    /** What {@code work} makes of nets; where a layer does not fit, its place is told too. */
    <T> T located(Supplier<T> work) {
        try {
            return work.get();
        } catch (LayerFailure e) {
            String place = place(e.layer()).map(p -> p + ": ").orElse("");
            throw new Failure(e.kind(), place + e.message(), e);
        }
    }

    /** The place of the only layer of a name. */
    private Optional<Place> place(String layer) {
        List<Place> places =
                read.values().stream()
                        .flatMap(
                                net ->
                                        paths(net.message(), layer)
                                                .map(net.places()::near)
                                                .flatMap(Optional::stream))
                        .toList();
        return places.size() == 1 ? Optional.of(places.get(0)) : Optional.empty();
    }

    /** Where layers of a name are in a net of any age. */
    private static Stream<String> paths(NetParameter net, String name) {
        var today = net.getLayerList();
        var old = net.getLayersList();
        return Stream.concat(
                IntStream.range(0, today.size())
                        .filter(i -> today.get(i).getName().equals(name))
                        .mapToObj(i -> "layer[" + i + "]"),
                IntStream.range(0, old.size())
                        .filter(
                                i ->
                                        old.get(i).getName().equals(name)
                                                || old.get(i).getLayer().getName().equals(name))
                        .mapToObj(i -> "layers[" + i + "]"));
    }
}
