package jdl.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import jdl.net.Net;
import jdl.snapshot.NamedLayer;
import jdl.snapshot.WeightsFile;
import jdl.solver.WeightCopy;
import picocli.CommandLine.Option;

/** Options that say what a net is run with: weights, inputs, seed. */
final class BlobOptions {

    @Option(
            names = "--weights",
            split = ",",
            paramLabel = "FILE",
            description = "Weights, layer by layer by name; later files win.")
    private List<Path> weights = new ArrayList<>();

    @Option(
            names = "--input",
            paramLabel = "BLOB=FILE",
            description =
                    "Give an input of the net a .npy file, or the entry of a container; or give a"
                            + " CONTAINER alone. May be repeated.")
    private List<String> inputs = new ArrayList<>();

    @Option(
            names = "--random-seed",
            paramLabel = "N",
            description = "What everything random is a function of; 1 by default.")
    private long randomSeed = 1;

    long randomSeed() {
        return randomSeed;
    }

    /** Copies the weights, and reads what else is given. */
    Given given(Net net, Consumer<String> notes) {
        var given = new Given();
        for (Path file : weights) {
            List<NamedLayer> layers = WeightsFile.read(file).layers();
            if (layers.stream().anyMatch(layer -> layer.name().startsWith("param/"))) {
                given.weights(layers);
                continue;
            }
            WeightCopy copy = WeightCopy.into(net, layers);
            copy.ignored().forEach(name -> notes.accept("Ignoring source layer " + name));
        }
        inputs.forEach(given::input);
        return given;
    }
}
