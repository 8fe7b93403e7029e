package jdl.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import jdl.file.Damage;
import jdl.proto.BlobProto;
import jdl.proto.BlobShape;
import jdl.tensor.Shape;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Blobs of all ages and dialects. */
class BlobReaderTest {

    @Test
    void nvcaffesRawDataIsReadInAllItsTypes() throws IOException {
        var numbers = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(raw(0, numbers.putDouble(0, 1.5).putDouble(8, -2)).data().toArray())
                .containsExactly(1.5f, -2);
        assertThat(raw(1, numbers.putFloat(0, 3).putFloat(4, 4).limit(8)).data().toArray())
                .containsExactly(3, 4);
        assertThat(raw(2, numbers.putInt(0, 0xc0003c00).limit(4)).data().toArray())
                .containsExactly(1, -2);
        numbers.clear().putLong(0, -1);
        assertThat(raw(3, numbers.limit(8)).data().toArray()).containsExactly(-1, -1);
        assertThat(raw(4, numbers.limit(8)).data().toArray()).containsExactly(0x1p32f, 0x1p32f);
        assertThat(raw(5, numbers.limit(2)).data().toArray()).containsExactly(1, 1);
    }

    @Test
    void aRawDiffIsReadBesideRawData() throws IOException {
        var found =
                read(
                        out -> {
                            out.writeMessage(7, BlobShape.newBuilder().addDim(1).build());
                            out.writeEnum(10, 1);
                            out.writeEnum(11, 0);
                            out.writeByteArray(12, new byte[4]);
                            out.writeByteArray(13, new byte[8]);
                        });
        assertThat(found.diff().orElseThrow().toArray()).containsExactly(0);
    }

    @Test
    void rawDataThatCannotBeMeantIsDamage() {
        var numbers = ByteBuffer.allocate(16);
        assertThatThrownBy(() -> raw(6, numbers)).hasMessageContaining("raw_data_type 6");
        assertThatThrownBy(() -> raw(0, numbers.limit(12))).hasMessageContaining("part of a value");
        assertThatThrownBy(() -> raw(1, numbers.limit(12))).hasMessageContaining("3 values");
        assertThatThrownBy(() -> read(out -> out.writeByteArray(12, new byte[4])))
                .isInstanceOf(Damage.class)
                .hasMessageContaining("without raw_data_type");
    }

    @Test
    void doublesWinOverFloatsAsInCaffe() throws IOException {
        var blob =
                BlobProto.newBuilder()
                        .setShape(BlobShape.newBuilder().addDim(2))
                        .addAllData(List.of(1f, 2f, 3f))
                        .addAllDoubleData(List.of(4.0, 5.0));
        assertThat(read(blob.build()).data().toArray()).containsExactly(4, 5);
    }

    @Test
    void valuesThatComeOneByOneAreRead() throws IOException {
        int count = 1000;
        var found =
                read(
                        out -> {
                            for (int i = 0; i < count; i++) out.writeFloat(5, i);
                            out.writeMessage(7, BlobShape.newBuilder().addDim(count).build());
                        });
        assertThat(found.data().shape()).isEqualTo(Shape.of(count));
        assertThat(found.data().get(count - 1)).isEqualTo(count - 1f);
        assertThat(found.data().array()).hasSize(count);
    }

    /** Caffe writes one pack; a file of many would otherwise take time by their square. */
    @Test
    void manySmallPacksTakeNoLongerThanOne() throws IOException {
        int count = 300_000;
        byte[] bytes =
                bytes(
                        out -> {
                            for (int i = 0; i < count; i++) {
                                out.writeTag(5, 2);
                                out.writeUInt32NoTag(4);
                                out.writeFloatNoTag(i);
                            }
                            out.writeMessage(7, BlobShape.newBuilder().addDim(count).build());
                        });
        Assertions.assertTimeout(
                Duration.ofSeconds(5),
                () -> assertThat(read(bytes).data().get(count - 1)).isEqualTo(count - 1f));
    }

    @Test
    void oldAndNewShapesAreToldApart() throws IOException {
        var old = BlobProto.newBuilder().setNum(1).setChannels(1).setHeight(1).setWidth(3);
        for (int i = 0; i < 3; i++) old.addData(i);
        assertThat(read(old.build()).legacy()).isTrue();
        assertThat(read(old.build()).data().shape()).isEqualTo(Shape.of(1, 1, 1, 3));
        assertThat(read(BlobProto.newBuilder().addData(7).build()).data().shape())
                .isEqualTo(Shape.scalar());
    }

    private static BlobReader.Found raw(int type, ByteBuffer numbers) throws IOException {
        return read(
                out -> {
                    out.writeMessage(7, BlobShape.newBuilder().addDim(2).build());
                    out.writeEnum(10, type);
                    out.writeBytes(12, ByteString.copyFrom(numbers.rewind()));
                });
    }

    private interface Body {
        void writeTo(CodedOutputStream out) throws IOException;
    }

    private static byte[] bytes(Body body) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = CodedOutputStream.newInstance(bytes);
        body.writeTo(out);
        out.flush();
        return bytes.toByteArray();
    }

    private static BlobReader.Found read(Body body) throws IOException {
        return read(bytes(body));
    }

    private static BlobReader.Found read(BlobProto blob) throws IOException {
        return read(blob.toByteArray());
    }

    private static BlobReader.Found read(byte[] blob) throws IOException {
        var all = new ByteArrayOutputStream();
        var out = CodedOutputStream.newInstance(all);
        out.writeByteArrayNoTag(blob);
        out.flush();
        return BlobReader.read(CodedInputStream.newInstance(all.toByteArray()));
    }
}
