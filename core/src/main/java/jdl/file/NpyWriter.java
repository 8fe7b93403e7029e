package jdl.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import jdl.tensor.Tensor;

/** Writes a {@code .npy} of floats part by part, none of which is kept. */
public final class NpyWriter {

    private final OutputStream out;
    private long left;

    private NpyWriter(OutputStream out, long values) {
        this.out = out;
        this.left = values;
    }

    /** Puts all values; may be called again, then for a new file. */
    public interface Content {
        void writeTo(NpyWriter out) throws IOException;
    }

    /** Makes or replaces a file with an array of these lengths. */
    public static void write(Path file, List<? extends Number> dims, Content content) {
        byte[] header = NpyFile.header(dims);
        long values = 1;
        for (Number dim : dims) values = Math.multiplyExact(values, dim.longValue());
        long count = values;
        new AtomicFile(new RealDisk(), file)
                .write(
                        header.length + Float.BYTES * count,
                        sink -> {
                            var out = new BufferedOutputStream(sink, 1 << 16);
                            out.write(header);
                            var writer = new NpyWriter(out, count);
                            content.writeTo(writer);
                            if (writer.left != 0)
                                throw new IllegalStateException(writer.left + " values missing");
                            out.flush();
                        });
    }

    /** Puts the next values. */
    public void put(Tensor values) throws IOException {
        var bytes = ByteBuffer.allocate(Float.BYTES * values.size());
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < values.size(); i++) bytes.putFloat(values.get(i));
        left -= values.size();
        out.write(bytes.array());
    }
}
