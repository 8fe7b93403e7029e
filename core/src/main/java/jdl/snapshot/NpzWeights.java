package jdl.snapshot;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jdl.failure.Failure;
import jdl.file.Damage;
import jdl.file.Digests;
import jdl.file.NpzFile;
import jdl.file.Trouble;

/** Weights in a {@code .npz}: an array {@code <layer>/<i>} for each blob, and nothing else. */
public final class NpzWeights {

    private NpzWeights() {}

    /** Reads a file of jdl's, of NumPy or with the names of PyTorch. */
    static Weights read(Path path) {
        try {
            List<NamedLayer> layers = TensorNames.layers(NpzFile.read(path), Map.of());
            if (layers.isEmpty()) throw new Damage("holds no arrays");
            return new Weights("", layers, ByteString.fromHex(Digests.sha256(path)));
        } catch (Damage e) {
            throw new Failure(Failure.Kind.CORRUPT, path + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw Trouble.reading(path, e);
        }
    }

    /** Writes the blobs, whole or not at all. */
    public static void write(Path path, List<NamedLayer> layers) {
        NpzFile.write(path, TensorNames.of(path, layers));
    }
}
