package jdl.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import jdl.failure.Failure;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** A {@code .npy}: one tensor as NumPy writes it. What is no float becomes the nearest one. */
public final class NpyFile {

    /** The header's length is a multiple of this, so that the values are aligned. */
    private static final int ALIGNMENT = 64;

    private NpyFile() {}

    /** Reads a file of floats, doubles, integers or booleans, in C order and any byte order. */
    public static Tensor read(Path path) {
        try {
            return tensor(ByteBuffer.wrap(Files.readAllBytes(path)));
        } catch (Damage e) {
            throw new Failure(
                    Failure.Kind.CORRUPT,
                    path + ": " + e.getMessage() + "\n    write it anew with numpy.save");
        } catch (IOException e) {
            throw Trouble.reading(path, e);
        }
    }

    private static Tensor tensor(ByteBuffer bytes) throws Damage {
        NpyHeader header = NpyHeader.read(bytes);
        int size = header.type().bytes();
        if (bytes.remaining() != (long) size * header.shape().count())
            throw new Damage(
                    "has the shape "
                            + header.shape()
                            + " of "
                            + size
                            + " bytes each, but "
                            + bytes.remaining()
                            + " bytes of values");
        bytes.order(header.order());
        Tensor tensor = Tensor.zeros(header.shape());
        for (int i = 0; i < tensor.size(); i++) tensor.set(i, header.type().next().read(bytes));
        return tensor;
    }

    /** Writes version 1.0, little-endian floats in C order. */
    public static void write(Path path, Tensor tensor) {
        byte[] header = header(tensor.shape());
        var bytes = ByteBuffer.allocate(Math.addExact(header.length, 4 * tensor.size()));
        bytes.order(ByteOrder.LITTLE_ENDIAN).put(header);
        for (int i = 0; i < tensor.size(); i++) bytes.putFloat(tensor.get(i));
        try {
            Files.createDirectories(FileName.folder(path));
            Files.write(path, bytes.array());
        } catch (IOException e) {
            throw Trouble.creating(path, e);
        }
    }

    private static byte[] header(Shape shape) {
        var dims = new StringBuilder("(");
        shape.dims().forEach(dim -> dims.append(dim).append(shape.rank() == 1 ? "," : ", "));
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
