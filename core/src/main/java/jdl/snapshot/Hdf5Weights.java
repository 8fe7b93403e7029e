package jdl.snapshot;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdl.failure.Failure;
import jdl.file.Disk;
import jdl.file.RealDisk;
import jdl.file.hdf5.Hdf5Item;
import jdl.file.hdf5.Hdf5Item.Group;
import jdl.file.hdf5.Hdf5Item.Values;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * A {@code .caffemodel.h5}: {@code /data/<layer>/<i>}, and {@code /diff} likewise. What layers
 * share is written once, by its owner; the others have a name for it. A slash in a layer's name
 * makes groups within groups.
 */
public final class Hdf5Weights {

    static final String DATA = "data";
    static final String DIFF = "diff";

    private final Map<String, Hdf5Item> paths = new LinkedHashMap<>();

    /** By the array, and where in it: two tensors of one stretch of floats are one weight. */
    private final IdentityHashMap<float[], Map<Stretch, Values>> written = new IdentityHashMap<>();

    private record Stretch(int offset, Shape shape) {}

    private Hdf5Weights() {}

    /** Reads a file of jdl's or Caffe's. */
    static Weights read(Path path) {
        var read = SealedHdf5.read(path, root -> new Hdf5Layers(path).read(root));
        return new Weights("", read.content(), read.sha256());
    }

    /** Writes a file that Caffe reads; returns its SHA-256. */
    public static ByteString write(Path path, List<NamedLayer> layers) {
        return write(new RealDisk(), path, layers);
    }

    static ByteString write(Disk disk, Path path, List<NamedLayer> layers) {
        var weights = new Hdf5Weights();
        weights.put(DATA, new Group(Map.of()));
        for (NamedLayer layer : layers) weights.add(DATA, layer.name(), layer.blobs());
        for (NamedLayer layer : layers)
            if (!layer.diffs().isEmpty()) weights.add(DIFF, layer.name(), layer.diffs());
        return SealedHdf5.write(disk, path, Group.ofPaths(weights.paths));
    }

    private void add(String kind, String layer, List<Tensor> blobs) {
        String path = kind + "/" + layer;
        if (layer.isEmpty() && blobs.isEmpty()) return;
        put(path, new Group(Map.of()));
        for (int i = 0; i < blobs.size(); i++) put(path + "/" + i, values(blobs.get(i)));
    }

    private Values values(Tensor tensor) {
        return written.computeIfAbsent(tensor.array(), array -> new HashMap<>())
                .computeIfAbsent(
                        new Stretch(tensor.offset(), tensor.shape()), s -> Values.floats(tensor));
    }

    private void put(String path, Hdf5Item item) {
        if (paths.put(path, item) != null)
            throw Failure.config(
                    "two layers would have the name \"%s\" in an HDF5 file".formatted(path));
    }
}
