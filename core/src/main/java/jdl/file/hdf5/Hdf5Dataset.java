package jdl.file.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import jdl.file.Damage;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** An array in an HDF5 file; its values are read when asked for. */
public final class Hdf5Dataset {

    private final Hdf5File file;
    private final String path;
    private final Extent extent;
    private final NumberType type;
    private final Storage storage;

    private Hdf5Dataset(
            Hdf5File file, String path, Extent extent, NumberType type, Storage storage) {
        this.file = file;
        this.path = path;
        this.extent = extent;
        this.type = type;
        this.storage = storage;
    }

    static Hdf5Dataset read(Hdf5File file, String path, long address) {
        return file.guarded(
                path,
                () -> {
                    Bytes.Walk walk = file.bytes().walk();
                    var header = ObjectHeader.read(walk, address);
                    if (header.isGroup()) throw new Damage("is a group, not a dataset");
                    var type = NumberType.read(header.must(ObjectHeader.DATATYPE, "type"));
                    var extent = Extent.read(header.must(ObjectHeader.DATASPACE, "shape"));
                    var storage = Layout.read(walk, header, type, extent.asRows());
                    return new Hdf5Dataset(file, path, extent, type, storage);
                });
    }

    /** From the root: "/data/conv1/0". */
    public String path() {
        return path;
    }

    /** The lengths of the axes; none for a scalar. */
    public List<Long> dims() {
        return extent.dims();
    }

    /** The length of the first axis; 1 for a scalar. */
    public long rows() {
        return extent.asRows().dim(0);
    }

    /** The shape of one row. */
    public Shape row() {
        return shape(dims().subList(extent.rank() == 0 ? 0 : 1, extent.rank()));
    }

    /** The shape of the whole. */
    public Shape shape() {
        return shape(dims());
    }

    private Shape shape(List<Long> dims) {
        try {
            return Shape.of(dims);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw file.damaged(path, "has the shape " + dims + ", more than 2^31 - 1 values");
        }
    }

    /** All values. */
    public Tensor read() {
        Shape shape = shape();
        Tensor tensor =
                file.guarded(
                        path,
                        () -> {
                            file.allow(shape.count());
                            return Tensor.zeros(shape);
                        });
        read(0, Math.toIntExact(rows()), tensor.array(), 0);
        return tensor;
    }

    /** Writes the values of some rows into an array, from {@code offset} on. */
    public void read(long first, int rows, float[] into, int offset) {
        file.guarded(
                path,
                () -> {
                    checkNumbers();
                    if (first < 0 || rows < 0 || first > rows() - rows)
                        throw new IllegalArgumentException(
                                "rows %d + %d of %d".formatted(first, rows, rows()));
                    if (Extent.times(rows, extent.asRows().row()) > into.length - offset)
                        throw new IllegalArgumentException(into.length + " floats");
                    storage.read(first, rows, into, offset);
                    return rows;
                });
    }

    private void checkNumbers() throws Damage {
        if (type.kind() == NumberType.Kind.TEXT)
            throw new Damage("holds text, but numbers are expected");
    }

    /** The one whole number that it holds. */
    public long whole() {
        return file.guarded(
                path,
                () -> {
                    if (!type.isWhole() || extent.count() != 1)
                        throw new Damage("should be one whole number");
                    return type.whole(storage.raw(), 0);
                });
    }

    /** The one text that it holds, up to its first zero. */
    public String text() {
        return file.guarded(
                path,
                () -> {
                    if (type.kind() != NumberType.Kind.TEXT || extent.count() != 1)
                        throw new Damage("should be one text of a fixed length");
                    byte[] bytes = rawBytes();
                    int end = 0;
                    while (end < bytes.length && bytes[end] != 0) end++;
                    return new String(bytes, 0, end, StandardCharsets.UTF_8);
                });
    }

    /** The bytes that it holds, one to a value. */
    public byte[] bytes() {
        return file.guarded(
                path,
                () -> {
                    if (!type.isWhole() || type.size() != 1)
                        throw new Damage("should hold bytes, one to a value");
                    return rawBytes();
                });
    }

    private byte[] rawBytes() throws IOException {
        ByteBuffer raw = storage.raw();
        byte[] bytes = new byte[raw.remaining()];
        raw.get(bytes);
        return bytes;
    }
}
