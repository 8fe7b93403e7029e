package jdl.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.file.FileName;
import jdl.file.Trouble;

/**
 * The files of a model: its net, its weights, the names of its classes, and its mean, as they are
 * given or lie together in a folder.
 */
record ModelFiles(Path net, List<Path> weights, List<String> labels, Optional<Path> mean) {

    private static final String NET = ".*\\.(prototxt|ya?ml)";
    private static final String WEIGHTS = ".*\\.(caffemodel|caffemodel\\.h5|safetensors)";

    /**
     * @param model a net, or a folder with one
     * @param weights as given; those beside the net if none are
     * @param labels a file with a name in each line, if it is given
     */
    static ModelFiles of(Path model, List<Path> weights, Optional<Path> labels) {
        boolean folder = Files.isDirectory(model);
        Path net = folder ? net(model) : model;
        Path beside = FileName.folder(net);
        Optional<Path> names = folder ? labels.or(() -> there(model, "labels.txt")) : labels;
        return new ModelFiles(
                net,
                weights.isEmpty() ? List.of(weightsBeside(net, beside)) : weights,
                names.map(ModelFiles::lines).orElse(List.of()),
                folder ? there(model, "mean.binaryproto") : Optional.empty());
    }

    private static Path net(Path folder) {
        List<Path> nets = files(folder, NET);
        List<Path> deploys =
                nets.stream().filter(net -> FileName.of(net).contains("deploy")).toList();
        if (deploys.size() == 1) return deploys.get(0);
        if (nets.size() == 1) return nets.get(0);
        throw choose(
                folder, nets, "a net to use, such as deploy.yaml", "name it instead of the folder");
    }

    /** The weights of the net's own name, else the only ones. */
    private static Path weightsBeside(Path net, Path folder) {
        List<Path> all = files(folder, WEIGHTS);
        String stem = FileName.of(net).replaceFirst("\\.[^.]*$", "");
        List<Path> own =
                all.stream().filter(file -> FileName.of(file).startsWith(stem + ".")).toList();
        if (own.size() == 1) return own.get(0);
        if (all.size() == 1) return all.get(0);
        throw choose(folder, all, "weights", "name them by --weights FILE");
    }

    private static Failure choose(Path folder, List<Path> found, String what, String wayOut) {
        String there =
                found.isEmpty()
                        ? "there is none"
                        : "there are "
                                + String.join(", ", found.stream().map(FileName::of).toList());
        return new Failure(
                Kind.MISSING,
                "%s: %s expected, but %s%n    %s".formatted(folder, what, there, wayOut));
    }

    private static Optional<Path> there(Path folder, String name) {
        return Optional.of(folder.resolve(name)).filter(Files::isRegularFile);
    }

    private static List<Path> files(Path folder, String pattern) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> FileName.of(file).matches(pattern)).sorted().toList();
        } catch (IOException e) {
            throw Trouble.reading(folder, e);
        }
    }

    private static List<String> lines(Path file) {
        return Disk.read(file).lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
}
