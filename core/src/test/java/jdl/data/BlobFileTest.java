package jdl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import jdl.failure.Failure;
import jdl.proto.BlobProto;
import jdl.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobFileTest {

    private static final int DOUBLE = 0;
    private static final int FLOAT = 1;
    private static final int FLOAT16 = 2;

    @TempDir Path folder;

    @Test
    void nvidiasFormIsReadInEachPrecision() throws IOException {
        byte[] floats = little(8).putFloat(1.5f).putFloat(-2).array();
        assertThat(values(raw(FLOAT, floats))).containsExactly(1.5f, -2);
        byte[] doubles = little(16).putDouble(1.5).putDouble(-2).array();
        assertThat(values(raw(DOUBLE, doubles))).containsExactly(1.5f, -2);
        byte[] halves = {0x00, 0x3e, 0x00, (byte) 0xc0};
        assertThat(values(raw(FLOAT16, halves))).containsExactly(1.5f, -2);
    }

    @Test
    void doublesAreRead() throws IOException {
        var blob = BlobProto.newBuilder().addDoubleData(0.1).addDoubleData(-2).build();
        assertThat(values(blob)).containsExactly(0.1f, -2);
    }

    @Test
    void whatDoesNotFillItsShapeIsRefused() {
        refused(raw(FLOAT, new byte[12]), "2 values expected, but found 3");
        refused(raw(FLOAT, new byte[7]), "2 values expected, but found 1.75");
        refused(raw(6, new byte[8]), "no raw_data_type that NVCaffe knows");
        var unsaid = Field.newBuilder().addLengthDelimited(ByteString.copyFrom(new byte[8]));
        refused(with(UnknownFieldSet.newBuilder().addField(12, unsaid.build())), "raw_data_type");
    }

    private void refused(BlobProto blob, String words) {
        assertThatThrownBy(() -> values(blob))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("mean_file")
                .hasMessageContaining(words);
    }

    private float[] values(BlobProto blob) throws IOException {
        Path file = Files.write(folder.resolve("mean.binaryproto"), blob.toByteArray());
        return BlobFile.read("mean_file", file.toString()).as(Shape.of(2)).toArray();
    }

    private static BlobProto raw(int type, byte[] bytes) {
        var values = Field.newBuilder().addLengthDelimited(ByteString.copyFrom(bytes)).build();
        return with(
                UnknownFieldSet.newBuilder()
                        .addField(10, Field.newBuilder().addVarint(type).build())
                        .addField(12, values));
    }

    private static BlobProto with(UnknownFieldSet.Builder fields) {
        return BlobProto.newBuilder().setUnknownFields(fields.build()).build();
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
