package jdl.data.source;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.proto.Datum;

/**
 * Caffe's Datum as it lies in a record: its bytes are not copied.
 *
 * @param bytes where they are, with {@code from} and {@code length}
 * @param floats the values if there are no bytes
 */
@SuppressWarnings("ArrayRecordComponent") // a view that is never compared
record DatumView(
        int channels,
        int height,
        int width,
        int label,
        boolean encoded,
        byte[] bytes,
        int from,
        int length,
        float[] floats) {

    private static final int CHANNELS = Datum.CHANNELS_FIELD_NUMBER << 3;
    private static final int HEIGHT = Datum.HEIGHT_FIELD_NUMBER << 3;
    private static final int WIDTH = Datum.WIDTH_FIELD_NUMBER << 3;
    private static final int LABEL = Datum.LABEL_FIELD_NUMBER << 3;
    private static final int ENCODED = Datum.ENCODED_FIELD_NUMBER << 3;
    private static final int DATA =
            (Datum.DATA_FIELD_NUMBER << 3) | WireFormat.WIRETYPE_LENGTH_DELIMITED;

    static final DatumView EMPTY =
            new DatumView(0, 0, 0, 0, false, new byte[0], 0, 0, new float[0]);

    static DatumView of(ByteBuffer record) {
        try {
            return parse(record);
        } catch (IOException e) {
            throw corrupt("is no Datum: " + e.getMessage());
        }
    }

    private static DatumView parse(ByteBuffer record) throws IOException {
        byte[] bytes = record.array();
        int first = record.arrayOffset() + record.position();
        var in = CodedInputStream.newInstance(bytes, first, record.remaining());
        int[] numbers = new int[ENCODED + 1];
        int from = first;
        int length = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case CHANNELS, HEIGHT, WIDTH, LABEL, ENCODED -> numbers[tag] = in.readInt32();
                case DATA -> {
                    length = in.readRawVarint32();
                    from = first + in.getTotalBytesRead();
                    in.skipRawBytes(length);
                }
                default -> in.skipField(tag);
            }
        }
        return new DatumView(
                numbers[CHANNELS],
                numbers[HEIGHT],
                numbers[WIDTH],
                numbers[LABEL],
                numbers[ENCODED] != 0,
                bytes,
                from,
                length,
                length > 0 ? new float[0] : floats(record));
    }

    /** Floats may be written in several ways, which is the parser's business. */
    private static float[] floats(ByteBuffer record) throws IOException {
        Datum datum = Datum.parseFrom(record.duplicate());
        float[] floats = new float[datum.getFloatDataCount()];
        for (int i = 0; i < floats.length; i++) floats[i] = datum.getFloatData(i);
        return floats;
    }

    /** Refuses plain values that are not as many as the shape says. */
    void checkShape() {
        boolean sides = channels > 0 && height > 0 && width > 0;
        int count = length > 0 ? length : floats.length;
        double expected = (double) channels * height * width;
        if (!sides || expected != count)
            throw corrupt(
                    "should have %d×%d×%d values, but has %d"
                            .formatted(channels, height, width, count));
    }

    static Failure corrupt(String what) {
        return new Failure(Kind.CORRUPT, what);
    }
}
