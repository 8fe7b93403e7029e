package jdl.data.hdf5;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.stream.Stream;
import jdl.data.Order;
import jdl.failure.Failure;
import jdl.layer.Arity;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.layer.Reads;
import jdl.proto.HDF5DataParameter;
import jdl.proto.LayerParameter;
import jdl.tensor.Blob;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * Rows of HDF5 files: each top is made of those of the dataset of its name, file after file, or all
 * of them shuffled together anew each epoch.
 */
final class HDF5DataLayer implements Layer, Reads {

    private final Rows rows;
    private final int batch;
    private final boolean shuffle;
    private final Plan plan;

    HDF5DataLayer(LayerParameter layer) {
        HDF5DataParameter p = layer.getHdf5DataParam();
        if (layer.hasTransformParam())
            throw Failure.config(
                    "takes no transform_param\n    transform the numbers before they are put into"
                            + " the file, or by layers such as Power");
        if (p.getSource().isEmpty())
            throw Failure.config(
                    "hdf5_data_param.source is missing\n    name a text file with the path of an"
                            + " HDF5 file in each line");
        if (p.getBatchSize() < 1)
            throw Failure.config("hdf5_data_param.batch_size has to be 1 … 2^31 - 1");
        batch = p.getBatchSize();
        shuffle = p.getShuffle();
        rows = new Rows(FileList.read(p.getSource()), layer.getTopList());
        plan = Plan.tops(rows.shapes().stream().map(this::ofBatch).toArray(Shape[]::new));
    }

    private Shape ofBatch(Shape row) {
        if ((long) batch * row.count() > Integer.MAX_VALUE)
            throw Failure.config(
                    "hdf5_data_param.batch_size %d times %s is more than 2^31 - 1 values"
                            .formatted(batch, row));
        return Shape.of(Stream.concat(Stream.of(batch), row.dims().stream()).toList());
    }

    @Override
    public long size() {
        return rows.size();
    }

    @Override
    public int batch() {
        return batch;
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        Order order =
                shuffle
                        ? new Order.Shuffled(rows.size(), p.clock().seed())
                        : new Order.AsStored(rows.size());
        List<Tensor> tops = p.tops().stream().map(Blob::data).toList();
        long first = p.clock().pass() * batch;
        for (int i = 0; i < batch; i++) rows.read(order.record(first + i), tops, i);
    }

    @Override
    public void backward(Ports p) {
        // The disk takes no gradient.
    }

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super(
                    "HDF5Data",
                    Arity.exactly(0),
                    Arity.atLeast(1),
                    (layer, bottoms) -> new HDF5DataLayer(layer));
        }
    }
}
