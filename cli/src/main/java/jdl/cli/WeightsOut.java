package jdl.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import jdl.failure.Failure;
import jdl.snapshot.NamedLayer;
import jdl.snapshot.SafetensorsWeights;
import jdl.snapshot.WeightsFile;
import picocli.CommandLine.Option;

/** Where a command writes weights to, in the format that the name's ending asks for. */
final class WeightsOut {

    private static final String CAFFE = ".caffemodel";
    private static final String SAFETENSORS = ".safetensors";

    @Option(names = "--force", description = "Write over files that exist.")
    private boolean force;

    /** Complains before any work of what cannot be written. */
    void check(Path file) {
        if (!ends(file, CAFFE) && !ends(file, SAFETENSORS))
            throw Failure.config(
                    "%s: neither %s nor %s, so its format cannot be told"
                            .formatted(file, CAFFE, SAFETENSORS));
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
        else SafetensorsWeights.write(file, netName, layers);
    }

    private static boolean ends(Path file, String ending) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(ending);
    }
}
