package jdl.snapshot;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdl.failure.Failure;
import jdl.file.Damage;
import jdl.file.SafetensorsFile;
import jdl.tensor.Tensor;

/**
 * Weights in a {@code .safetensors}: a tensor {@code <layer>/<i>} for each blob; the names of the
 * net and the types of the layers are in its metadata.
 */
public final class SafetensorsWeights {

    private static final String NET = "net";
    private static final String TYPE = "type/";

    private SafetensorsWeights() {}

    /** Reads a file of jdl's or with the names of PyTorch. */
    public static Weights read(Path path) {
        var file = SafetensorsFile.read(path);
        Map<String, String> types = new LinkedHashMap<>();
        file.metadata()
                .forEach(
                        (key, value) -> {
                            if (key.startsWith(TYPE))
                                types.put(key.substring(TYPE.length()), value);
                        });
        try {
            List<NamedLayer> layers = TensorNames.layers(file.tensors(), types);
            if (layers.isEmpty()) throw new Damage("holds no tensors");
            String net = file.metadata().getOrDefault(NET, "");
            return new Weights(net, layers, file.sha256());
        } catch (Damage e) {
            throw new Failure(Failure.Kind.CORRUPT, path + ": " + e.getMessage(), e);
        }
    }

    /** Writes the blobs, whole or not at all; returns the file's SHA-256. */
    public static ByteString write(Path path, String netName, List<NamedLayer> layers) {
        Map<String, Tensor> tensors = TensorNames.of(path, layers);
        Map<String, String> metadata = new LinkedHashMap<>();
        if (!netName.isEmpty()) metadata.put(NET, netName);
        for (NamedLayer layer : layers)
            if (!layer.blobs().isEmpty() && !layer.type().isEmpty())
                metadata.put(TYPE + layer.name(), layer.type());
        return SafetensorsFile.write(path, tensors, metadata);
    }
}
