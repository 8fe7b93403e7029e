package jdl.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import jdl.failure.Failure;
import jdl.snapshot.Hdf5Weights;
import jdl.snapshot.NamedLayer;
import jdl.snapshot.NpzWeights;
import jdl.snapshot.SafetensorsWeights;
import jdl.snapshot.WeightsFile;
import picocli.CommandLine.Option;

/** Where a command writes weights to, in the format that the name's ending asks for. */
final class WeightsOut {

    private static final String CAFFE = ".caffemodel";
    private static final String HDF5 = ".caffemodel.h5";
    private static final String SAFETENSORS = ".safetensors";
    private static final String NPZ = ".npz";
    private static final List<String> ALL = List.of(CAFFE, HDF5, SAFETENSORS, NPZ);

    @Option(names = "--force", description = "Write over files that exist.")
    private boolean force;

    /** Complains before any work of what cannot be written. */
    void check(Path file) {
        if (ALL.stream().noneMatch(ending -> ends(file, ending)))
            throw Failure.config(
                    "%s: its format cannot be told%n    give it one of the endings %s"
                            .formatted(file, String.join(", ", ALL)));
        checkFree(file);
    }

    void checkFree(Path file) {
        if (!force && Files.exists(file))
            throw new Failure(
                    Failure.Kind.CANNOT_CREATE,
                    file + ": exists; take another name, or write over it by --force");
    }

    boolean isCaffe(Path file) {
        return ends(file, CAFFE);
    }

    void write(Path file, String netName, List<NamedLayer> layers) {
        if (isCaffe(file)) WeightsFile.write(file, netName, layers);
        else if (ends(file, HDF5)) Hdf5Weights.write(file, layers);
        else if (ends(file, NPZ)) NpzWeights.write(file, layers);
        else SafetensorsWeights.write(file, netName, layers);
    }

    private static boolean ends(Path file, String ending) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(ending);
    }
}
