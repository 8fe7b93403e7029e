package jdl.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import jdl.snapshot.Dialect;
import jdl.snapshot.ModelFile;
import picocli.CommandLine.Option;

/** Which family of Caffes wrote a binary file. */
final class DialectOption {

    @Option(
            names = "--dialect",
            paramLabel = "bvlc|nvidia|ssd|intel",
            description =
                    "Whose numbers a .caffemodel uses for its fields; by default what the file itself"
                            + " shows.")
    private Optional<Dialect> dialect = Optional.empty();

    /** A weights file as a whole message, in Caffe's own dialect. */
    ModelFile read(Path file) {
        return ModelFile.read(file, dialect);
    }

    Optional<Dialect> chosen() {
        return dialect;
    }

    /** Whether a file is a binary one, by its name. */
    static boolean isBinary(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".caffemodel");
    }
}
