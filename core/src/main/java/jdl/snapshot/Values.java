package jdl.snapshot;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdl.file.Damage;
import jdl.file.Element;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * The values of one field of a blob, which come in packs or one by one. There is one pack as a
 * rule, and it gets just the room that it needs; beyond that, never more than the blob has bytes.
 */
final class Values {

    private static final int CHUNK = 1 << 15;

    private float[] values = {};
    private int size;
    private boolean seen;

    /** Reads a field of floats or doubles; tells whether it is one. */
    boolean read(CodedInputStream in, int type, Element element) throws IOException {
        int single =
                element == Element.F64 ? WireFormat.WIRETYPE_FIXED64 : WireFormat.WIRETYPE_FIXED32;
        if (type == WireFormat.WIRETYPE_LENGTH_DELIMITED) return pack(in, element);
        if (type != single) return false;
        int width = 1 + element.bytes();
        if (size == values.length) grow(size + 1 + in.getBytesUntilLimit() / width);
        values[size++] = element == Element.F64 ? (float) in.readDouble() : in.readFloat();
        seen = true;
        return true;
    }

    /** Reads a field that is one pack of elements. */
    boolean pack(CodedInputStream in, Element element) throws IOException {
        int rest = in.getBytesUntilLimit();
        int outer = Wire.enter(in);
        int length = in.getBytesUntilLimit();
        int width = element.bytes();
        if (length % width != 0) throw new Damage("holds a part of a value");
        int end = size + length / width;
        // Of many packs in a row each would mean a copy; what is left of the blob holds them all.
        if (end > values.length) grow(seen ? size + rest / width : end);
        while (size < end) {
            int count = Math.min(end - size, CHUNK / width);
            var bytes = ByteBuffer.wrap(in.readRawBytes(count * width));
            element.read(bytes.order(ByteOrder.LITTLE_ENDIAN), values, size, count);
            size += count;
        }
        in.popLimit(outer);
        seen = true;
        return true;
    }

    private void grow(int length) {
        values = Arrays.copyOf(values, length);
    }

    int size() {
        return size;
    }

    boolean seen() {
        return seen;
    }

    Tensor tensor(Shape shape) {
        if (values.length > size) values = Arrays.copyOf(values, size);
        return new Tensor(shape, values, 0);
    }
}
