package jdl.snapshot;

import com.google.protobuf.ByteString;
import java.util.List;

/** What was read from a weights file: layers in the file's order, and the digest of the file. */
public record Weights(String netName, List<NamedLayer> layers, ByteString sha256) {

    public Weights {
        layers = List.copyOf(layers);
    }
}
