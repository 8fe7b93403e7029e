package jdl.data.hdf5;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdl.data.DataFolder;
import jdl.failure.Failure;
import jdl.file.AtomicFile;
import jdl.file.RealDisk;
import jdl.file.hdf5.Hdf5Item;
import jdl.file.hdf5.Hdf5Item.Values;
import jdl.file.hdf5.Hdf5Writer;
import jdl.layer.Arity;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.proto.HDF5OutputParameter;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** Writes its bottoms as the datasets "data" and "label" of a file; each pass writes it anew. */
final class HDF5OutputLayer implements Layer {

    /** Caffe writes four axes, filled up with ones behind. */
    private static final int AXES = 4;

    private final AtomicFile file;

    HDF5OutputLayer(HDF5OutputParameter settings, List<Shape> bottoms) {
        if (settings.getFileName().isEmpty())
            throw Failure.config(
                    "hdf5_output_param.file_name is missing\n    name the file to be written");
        for (Shape bottom : bottoms)
            if (bottom.rank() == 0)
                throw Failure.config("wants bottoms of rows, but one is a scalar");
        if (bottoms.get(0).dim(0) != bottoms.get(1).dim(0))
            throw Failure.config(
                    "wants as many labels as data, but got %s and %s"
                            .formatted(bottoms.get(1), bottoms.get(0)));
        file = new AtomicFile(new RealDisk(), DataFolder.ofUser().resolve(settings.getFileName()));
    }

    @Override
    public Plan plan() {
        return Plan.tops(List.of());
    }

    @Override
    public void forward(Ports p) {
        Map<String, Hdf5Item> datasets = new LinkedHashMap<>();
        datasets.put("data", values(p.bottom(0).data()));
        datasets.put("label", values(p.bottom(1).data()));
        var writer = new Hdf5Writer(new Hdf5Item.Group(datasets), new byte[0]);
        file.write(writer.size(), writer::writeTo);
    }

    private static Values values(Tensor tensor) {
        List<Integer> dims = new ArrayList<>(tensor.shape().dims());
        while (dims.size() < AXES) dims.add(1);
        return Values.floats(tensor.as(Shape.of(dims)));
    }

    @Override
    public void backward(Ports p) {
        // Nobody learns from a file.
    }

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super(
                    "HDF5Output",
                    Arity.exactly(2),
                    Arity.exactly(0),
                    (layer, bottoms) -> new HDF5OutputLayer(layer.getHdf5OutputParam(), bottoms));
        }
    }
}
