package jdl.data.source;

import jdl.data.Source;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** Samples that lie in memory as bytes, at equal distances. */
record ByteSource(String name, Shape shape, long size, Column pixels, Column labels)
        implements Source {

    @Override
    public void read(long index, Tensor into) {
        byte[] bytes = pixels.bytes();
        int from = pixels.at(index);
        float[] to = into.array();
        int offset = into.offset();
        int count = shape.count();
        for (int i = 0; i < count; i++) to[offset + i] = bytes[from + i] & 0xff;
    }

    @Override
    public int label(long index) {
        return labels.bytes()[labels.at(index)] & 0xff;
    }

    @Override
    public boolean atHand(long index) {
        return true;
    }

    @Override
    public String key(long index) {
        return name + ", image " + index;
    }

    /** Where the entries of a table begin: {@code first}, and {@code stride} further each. */
    @SuppressWarnings("ArrayRecordComponent") // a view that is never compared
    record Column(byte[] bytes, int first, int stride) {
        int at(long index) {
            return first + Math.multiplyExact(Math.toIntExact(index), stride);
        }
    }
}
