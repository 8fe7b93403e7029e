package jdl.snapshot;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdl.file.hdf5.Hdf5Dataset;
import jdl.file.hdf5.Hdf5Group;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** The layers in an HDF5 file, as they are sorted there; a weight of two names is read once. */
final class Hdf5Layers {

    private static final int MOST_DEEP = 16;

    private final Path path;
    private final List<NamedLayer> layers = new ArrayList<>();
    private final Map<Long, Tensor> weights = new HashMap<>();
    private final Set<Long> met = new HashSet<>();

    /** To read a file once. */
    Hdf5Layers(Path path) {
        this.path = path;
    }

    List<NamedLayer> read(Hdf5Group root) {
        FileKind kind = FileKind.of(root);
        if (kind != FileKind.WEIGHTS) throw kind.insteadOf(FileKind.WEIGHTS, path);
        List<Hdf5Group> diffs =
                root.hasGroup(Hdf5Weights.DIFF) ? List.of(root.group(Hdf5Weights.DIFF)) : List.of();
        collect(root.group(Hdf5Weights.DATA), diffs, "", 0);
        if (layers.isEmpty()) throw root.damaged(Hdf5Weights.DATA, "holds no layers");
        return layers;
    }

    /** The layers in a group, and those in the groups in it, whose names have slashes. */
    private void collect(Hdf5Group data, List<Hdf5Group> diffs, String prefix, int depth) {
        for (String name : data.names()) {
            if (!data.hasGroup(name)) continue;
            if (!met.add(data.id(name)) || depth == MOST_DEEP)
                throw data.damaged(name, "is a group within itself");
            Hdf5Group layer = data.group(name);
            List<Hdf5Group> diff =
                    diffs.stream().filter(d -> d.hasGroup(name)).map(d -> d.group(name)).toList();
            boolean onTheWay = layer.names().stream().anyMatch(layer::hasGroup);
            List<Tensor> blobs = blobs(layer);
            if (!onTheWay || !blobs.isEmpty()) layers.add(layer(prefix + name, blobs, diff));
            collect(layer, diff, prefix + name + "/", depth + 1);
        }
    }

    private NamedLayer layer(String name, List<Tensor> blobs, List<Hdf5Group> diff) {
        List<Tensor> diffs = new ArrayList<>();
        for (Hdf5Group group : diff)
            for (int i = 0; i < blobs.size(); i++) {
                Shape shape = blobs.get(i).shape();
                String number = Integer.toString(i);
                Tensor found = group.has(number) ? tensor(group, number) : Tensor.zeros(shape);
                if (!found.shape().equals(shape))
                    throw group.damaged(
                            number,
                            "has the shape %s, but its data %s".formatted(found.shape(), shape));
                diffs.add(found);
            }
        return new NamedLayer(name, "", blobs, diffs);
    }

    private List<Tensor> blobs(Hdf5Group layer) {
        List<Tensor> blobs = new ArrayList<>();
        for (int i = 0; has(layer, i); i++) blobs.add(tensor(layer, Integer.toString(i)));
        for (String name : layer.names())
            if (name.matches("\\d{1,9}")
                    && Integer.parseInt(name) > blobs.size()
                    && !layer.hasGroup(name))
                throw layer.damaged(
                        Integer.toString(blobs.size()),
                        "is not there, but a later weight is; Caffe leaves out what a layer shares"
                                + "\n    let Caffe save it as BINARYPROTO");
        return blobs;
    }

    private static boolean has(Hdf5Group layer, int number) {
        String name = Integer.toString(number);
        return layer.has(name) && !layer.hasGroup(name);
    }

    private Tensor tensor(Hdf5Group group, String name) {
        long id = group.id(name);
        Tensor known = weights.get(id);
        if (known != null) return known;
        Hdf5Dataset dataset = group.dataset(name);
        Tensor read = dataset.read();
        weights.put(id, read);
        return read;
    }
}
