package jdl.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdl.failure.Failure;
import jdl.tensor.Tensor;

/** A {@code .npy}: one tensor as NumPy writes it. What is no float becomes the nearest one. */
public final class NpyFile {

    /** The header's length is a multiple of this, so that the values are aligned. */
    private static final int ALIGNMENT = 64;

    /** How many values are read at a time. */
    private static final int PIECE = 1 << 16;

    private NpyFile() {}

    /** Reads a file of floats, doubles, halves, integers or booleans, in any order. */
    public static Tensor read(Path path) {
        try (var file = RandomFile.open(path)) {
            return values(file, header(file));
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    static Failure failure(Path path, IOException e) {
        if (!Damage.is(e)) return Trouble.reading(path, e);
        return new Failure(
                Failure.Kind.CORRUPT,
                path + ": " + Damage.words(e) + "\n    write it anew with numpy.save");
    }

    /** The header of a file that has as many bytes as the header says. */
    static NpyHeader header(RandomFile file) throws IOException {
        NpyHeader header = NpyHeader.read(in(file, 0));
        long bytes = file.size() - header.length();
        if (bytes != header.bytes()) throw length(header, bytes);
        return header;
    }

    static Damage length(NpyHeader header, long bytes) {
        return new Damage(
                "has the shape "
                        + header.dims()
                        + " of "
                        + header.type().bytes()
                        + " bytes each, but "
                        + bytes
                        + " bytes of values");
    }

    static Tensor values(RandomFile file, NpyHeader header) throws IOException {
        return values(in(file, header.length()), header);
    }

    /** All values, piece by piece. */
    static Tensor values(NpyHeader.In in, NpyHeader header) throws IOException {
        Tensor tensor = Tensor.zeros(header.shape());
        var order = new FortranOrder(tensor.shape());
        NpyType.Next next = header.type().next();
        for (int from = 0; from < tensor.size(); from += PIECE) {
            int count = Math.min(PIECE, tensor.size() - from);
            ByteBuffer bytes = in.next(count * header.type().bytes()).order(header.order());
            for (int i = from; i < from + count; i++)
                tensor.set(header.fortran() ? order.next() : i, next.read(bytes));
        }
        return tensor;
    }

    private static NpyHeader.In in(RandomFile file, long from) {
        return new NpyHeader.In() {
            private long at = from;

            @Override
            public ByteBuffer next(int length) {
                at += length;
                return file.read(at - length, length, "what is expected");
            }
        };
    }

    /** Writes version 1.0, little-endian floats in C order. */
    public static void write(Path path, Tensor tensor) {
        try {
            Files.createDirectories(FileName.folder(path));
            Files.write(path, bytes(tensor));
        } catch (IOException e) {
            throw Trouble.creating(path, e);
        }
    }

    static byte[] bytes(Tensor tensor) {
        byte[] header = header(tensor.shape().dims());
        var bytes = ByteBuffer.allocate(Math.addExact(header.length, 4 * tensor.size()));
        bytes.order(ByteOrder.LITTLE_ENDIAN).put(header);
        for (int i = 0; i < tensor.size(); i++) bytes.putFloat(tensor.get(i));
        return bytes.array();
    }

    static byte[] header(List<? extends Number> lengths) {
        var dims = new StringBuilder("(");
        lengths.forEach(dim -> dims.append(dim).append(lengths.size() == 1 ? "," : ", "));
        String words =
                "{'descr': '<f4', 'fortran_order': False, 'shape': "
                        + dims.toString().replaceFirst(", $", "")
                        + "), }";
        int used = NpyHeader.MAGIC.length + 4 + words.length() + 1;
        words += " ".repeat((ALIGNMENT - used % ALIGNMENT) % ALIGNMENT) + "\n";
        var bytes = ByteBuffer.allocate(NpyHeader.MAGIC.length + 4 + words.length());
        bytes.order(ByteOrder.LITTLE_ENDIAN).put(NpyHeader.MAGIC).put((byte) 1).put((byte) 0);
        bytes.putShort((short) words.length());
        return bytes.put(words.getBytes(StandardCharsets.ISO_8859_1)).array();
    }
}
