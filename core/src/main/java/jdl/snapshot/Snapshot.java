package jdl.snapshot;

import com.google.protobuf.ByteString;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.proto.JdlState;

/** A run as it was saved: a solver state and the weights that belong to it, both found good. */
public record Snapshot(Path stateFile, State state, Path weightsFile, Weights weights) {

    /** Reads a solver state, and its weights from where it says or else from beside it. */
    public static Snapshot load(Path stateFile) {
        State state = StateFile.read(stateFile);
        List<Path> places = places(stateFile, state.learnedNet());
        for (Path place : places.subList(0, Math.max(0, places.size() - 1))) {
            try {
                return load(stateFile, state, place);
            } catch (Failure e) {
                // The folder was copied, and the run went on at the old place: the next one fits.
            }
        }
        if (places.isEmpty()) throw missing(stateFile, state);
        return load(stateFile, state, places.get(places.size() - 1));
    }

    private static Snapshot load(Path stateFile, State state, Path weightsFile) {
        Weights weights = WeightsFile.read(weightsFile);
        Optional<ByteString> wanted =
                state.extra()
                        .filter(JdlState::hasLearnedNetSha256)
                        .map(JdlState::getLearnedNetSha256);
        if (wanted.isPresent() && !wanted.get().equals(weights.sha256()))
            throw strangers(stateFile, weightsFile);
        return new Snapshot(stateFile, state, weightsFile, weights);
    }

    /** Where there are files that may hold the weights. */
    private static List<Path> places(Path stateFile, String learnedNet) {
        String name = learnedNet.substring(learnedNet.replace('\\', '/').lastIndexOf('/') + 1);
        try {
            return Stream.of(Path.of(learnedNet), stateFile.resolveSibling(name))
                    .filter(Files::isRegularFile)
                    .distinct()
                    .toList();
        } catch (InvalidPathException e) {
            return List.of();
        }
    }

    private static Failure missing(Path stateFile, State state) {
        String message = "%s: its weights \"%s\" are neither there nor beside it";
        return new Failure(Failure.Kind.MISSING, message.formatted(stateFile, state.learnedNet()));
    }

    private static Failure strangers(Path stateFile, Path weightsFile) {
        String message =
                "%s: belongs to other weights than %s, which were changed since or are of another"
                        + " run%n    put the right ones beside it";
        return new Failure(Failure.Kind.CORRUPT, message.formatted(stateFile, weightsFile));
    }
}
