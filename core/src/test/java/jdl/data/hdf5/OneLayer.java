package jdl.data.hdf5;

import com.google.protobuf.TextFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdl.file.AtomicFile;
import jdl.file.RealDisk;
import jdl.file.hdf5.Hdf5Item;
import jdl.file.hdf5.Hdf5Item.Values;
import jdl.file.hdf5.Hdf5Writer;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.layer.Clock;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Ports;
import jdl.proto.LayerParameter;
import jdl.tensor.Blob;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** A layer without a net, and files for it. */
final class OneLayer {

    private OneLayer() {}

    static Layer of(LayerType type, String text, List<Shape> bottoms) {
        var message = LayerParameter.newBuilder();
        try {
            TextFormat.merge(text, message);
        } catch (TextFormat.ParseException e) {
            throw new AssertionError(text, e);
        }
        return type.create(message.build(), bottoms);
    }

    /** The tops after a pass. */
    static List<Tensor> forward(Layer layer, List<Tensor> bottoms, long pass) {
        List<Blob> tops = layer.plan().tops().stream().map(s -> Blob.of(Tensor.zeros(s))).toList();
        layer.forward(
                new Ports(
                        Kernels.plain(Workers.single()),
                        bottoms.stream().map(Blob::of).toList(),
                        tops,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        new Clock(true, 7, pass)));
        return tops.stream().map(Blob::data).toList();
    }

    /** An HDF5 file of rows that count from {@code first}: "data" of 2 × 3 each, and "label". */
    static Path file(Path path, int first, int rows) {
        Tensor data = Tensor.zeros(Shape.of(rows, 2, 3));
        Tensor labels = Tensor.zeros(Shape.of(rows));
        for (int i = 0; i < data.size(); i++) data.set(i, 6 * first + i);
        for (int i = 0; i < rows; i++) labels.set(i, first + i);
        Map<String, Tensor> datasets = new LinkedHashMap<>();
        datasets.put("data", data);
        datasets.put("label", labels);
        return file(path, datasets);
    }

    static Path file(Path path, Map<String, Tensor> datasets) {
        Map<String, Hdf5Item> members = new LinkedHashMap<>();
        datasets.forEach((name, tensor) -> members.put(name, Values.floats(tensor)));
        var writer = new Hdf5Writer(Hdf5Item.Group.ofPaths(members), new byte[0]);
        new AtomicFile(new RealDisk(), path).write(writer.size(), writer::writeTo);
        return path;
    }

    /** A list of files. */
    static Path list(Path path, Object... files) throws IOException {
        var text = new StringBuilder();
        for (Object file : files) text.append(file).append("\r\n");
        return Files.writeString(path, text);
    }
}
