package jdl.data.tool;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jdl.file.AtomicFile;
import jdl.file.NpyWriter;
import jdl.file.RealDisk;
import jdl.file.hdf5.Hdf5Item;
import jdl.file.hdf5.Hdf5Writer;
import jdl.file.lmdb.LmdbWriter;
import jdl.proto.Datum;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** A form of files that take what a net makes of records, record by record. */
public enum FeatureFormat {
    /** One array in a file of NumPy. */
    NPY {
        @Override
        public void write(Path out, String name, List<Integer> dims, Content content) {
            NpyWriter.write(out, dims, npy -> content.writeTo(npy::put));
        }
    },
    /** A database of Datums, as Caffe's extract_features makes it. */
    LMDB {
        @Override
        public void write(Path out, String name, List<Integer> dims, Content content) {
            Shape row = Shape.of(dims.subList(1, dims.size()));
            LmdbWriter.write(
                    out,
                    -1,
                    database -> {
                        long[] next = {0};
                        content.writeTo(
                                values -> {
                                    byte[] key = key(next[0]++);
                                    database.put(key, ByteBuffer.wrap(datum(row, values)));
                                });
                    });
        }
    },
    /** One dataset in a file of HDF5. */
    H5 {
        @Override
        public void write(Path out, String name, List<Integer> dims, Content content) {
            var values = Hdf5Item.Values.floats(dims, sink -> stream(sink, content));
            var writer = new Hdf5Writer(new Hdf5Item.Group(Map.of(name, values)), new byte[0]);
            new AtomicFile(new RealDisk(), out).write(writer.size(), writer::writeTo);
        }
    };

    private static final int BUFFER = 1 << 16;

    /** Takes the values of one record. */
    public interface Rows {
        void put(Tensor values) throws IOException;
    }

    /** Gives those of all records; may be called again, then for a new file. */
    public interface Content {
        void writeTo(Rows rows) throws IOException;
    }

    /**
     * Makes or replaces a file.
     *
     * @param name of what is in it
     * @param dims of all of it: the number of records, and then of each
     */
    public abstract void write(Path out, String name, List<Integer> dims, Content content);

    private static byte[] key(long record) {
        return "%010d".formatted(record).getBytes(StandardCharsets.US_ASCII);
    }

    /** Of any number of axes a Datum has three. */
    private static byte[] datum(Shape row, Tensor values) {
        var datum = Datum.newBuilder().setChannels(row.rank() > 0 ? row.dim(0) : 1);
        datum.setHeight(row.rank() > 1 ? row.dim(1) : 1);
        datum.setWidth(row.rank() > 2 ? row.countFrom(2) : 1);
        List<Float> floats = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) floats.add(values.get(i));
        return datum.addAllFloatData(floats).build().toByteArray();
    }

    private static void stream(AtomicFile.Sink sink, Content content) throws IOException {
        var out = new BufferedOutputStream(sink, BUFFER);
        content.writeTo(values -> out.write(bytes(values)));
        out.flush();
    }

    private static byte[] bytes(Tensor values) {
        var bytes = ByteBuffer.allocate(Float.BYTES * values.size());
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < values.size(); i++) bytes.putFloat(values.get(i));
        return bytes.array();
    }
}
