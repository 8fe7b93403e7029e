package jdl.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * The rows of a {@code .npy}, the parts along its first axis, read from any thread and as they are
 * asked for. Only what is written with the first axis innermost is read as a whole.
 */
public final class NpyRows implements Closeable {

    private final RandomFile file;
    private final NpyHeader header;
    private final Shape row;
    private final Optional<Tensor> turned;

    private NpyRows(RandomFile file) throws IOException {
        this.file = file;
        this.header = NpyFile.header(file);
        if (header.dims().isEmpty()) throw new Damage("holds one value and no rows");
        this.row = header.shapeFrom(1);
        this.turned =
                header.fortran() ? Optional.of(NpyFile.values(file, header)) : Optional.empty();
    }

    @SuppressWarnings("MustBeClosedChecker")
    public static NpyRows open(Path path) {
        RandomFile file = RandomFile.open(path);
        try {
            return new NpyRows(file);
        } catch (IOException e) {
            file.close();
            throw NpyFile.failure(path, e);
        } catch (Throwable e) {
            file.close();
            throw e;
        }
    }

    /** How many rows there are, perhaps none. */
    public long size() {
        return header.dims().get(0);
    }

    /** The shape of a row: the axes but the first. */
    public Shape row() {
        return row;
    }

    /** Writes a row's values into a tensor of as many. */
    public void read(long index, Tensor into) {
        if (index < 0 || index >= size())
            throw new IndexOutOfBoundsException(index + " of " + size() + " rows");
        if (turned.isPresent()) {
            into.copyFrom(turned.get().part((int) index, (int) size()));
            return;
        }
        long length = (long) row.count() * header.type().bytes();
        ByteBuffer bytes = file.read(header.length() + index * length, length, "row " + index);
        bytes.order(header.order());
        NpyType.Next next = header.type().next();
        for (int i = 0; i < row.count(); i++) into.set(i, next.read(bytes));
    }

    @Override
    public void close() {
        file.close();
    }
}
