package jdl.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.proto.BlobProto;
import jdl.proto.BlobShape;
import jdl.proto.LayerParameter;
import jdl.proto.NetParameter;
import jdl.proto.V0LayerParameter;
import jdl.proto.V1LayerParameter;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsFileTest {

    @TempDir Path folder;

    @Test
    void whatIsWrittenIsReadToTheLastBit() {
        Path file = folder.resolve("a.caffemodel");
        ByteString sha256 = WeightsFile.write(file, "LeNet", Samples.layers(1));
        Weights weights = WeightsFile.read(file);
        assertThat(weights.netName()).isEqualTo("LeNet");
        assertThat(Samples.bitsOf(weights.layers())).isEqualTo(Samples.bitsOf(Samples.layers(1)));
        assertThat(weights.sha256()).isEqualTo(sha256);
    }

    /**
     * A fork of Caffe has scale and shift in its BatchNorm as well, and there they are set apart.
     */
    @Test
    void aBatchNormThatScalesIsReadAsItWasWritten() {
        Path file = folder.resolve("a.caffemodel");
        Tensor each = Samples.random(1, 3);
        for (float factor : new float[] {0, 1, 9.5f}) {
            var blobs = List.of(each, each, Tensor.of(Shape.of(1), factor), each, each);
            var layers = List.of(new NamedLayer("bn", "BatchNorm", blobs, List.of()));
            WeightsFile.write(file, "net", layers);
            assertThat(Samples.bitsOf(WeightsFile.read(file).layers()))
                    .isEqualTo(Samples.bitsOf(layers));
            NetParameter whole = ModelFile.read(file, Optional.empty()).net();
            assertThat(whole.getLayerList()).hasSize(1);
            assertThat(whole.getLayer(0).getBlobs(2).getData(0)).isEqualTo(factor);
        }
    }

    @Test
    void aPlainProtobufParserReadsWhatWasMeant() throws IOException {
        Path file = folder.resolve("a.caffemodel");
        var layer =
                new NamedLayer(
                        "ip", "InnerProduct", List.of(Samples.window()), List.of(Samples.window()));
        WeightsFile.write(file, "net", List.of(layer));
        var blob =
                BlobProto.newBuilder()
                        .setShape(BlobShape.newBuilder().addDim(3))
                        .addAllData(List.of(1f, 2f, 3f))
                        .addAllDiff(List.of(1f, 2f, 3f));
        var expected =
                NetParameter.newBuilder()
                        .setName("net")
                        .addLayer(
                                LayerParameter.newBuilder()
                                        .setName("ip")
                                        .setType("InnerProduct")
                                        .addBlobs(blob))
                        .build();
        var found = NetParameter.parseFrom(Files.readAllBytes(file));
        assertThat(found.getSeal().getSha256().size()).isEqualTo(32);
        assertThat(found.toBuilder().clearSeal().build()).isEqualTo(expected);
    }

    @Test
    void doublesAndUnpackedFloatsAreRead() throws IOException {
        var doubles = blob(2).addDoubleData(0.1).addDoubleData(2).addDoubleDiff(3).addDoubleDiff(4);
        assertThat(Samples.bits(read(doubles).blobs()))
                .isEqualTo(Samples.bits(List.of(Tensor.of(Shape.of(2), 0.1f, 2))));
        var unpacked =
                UnknownFieldSet.newBuilder()
                        .addField(
                                BlobProto.DATA_FIELD_NUMBER,
                                UnknownFieldSet.Field.newBuilder()
                                        .addFixed32(Float.floatToRawIntBits(7))
                                        .addFixed32(Float.floatToRawIntBits(8))
                                        .build());
        assertThat(read(blob(2).setUnknownFields(unpacked.build())).blobs().get(0).toArray())
                .containsExactly(7, 8);
    }

    @Test
    void filesOfAllErasAreRead() throws IOException {
        var blob =
                BlobProto.newBuilder()
                        .setNum(1)
                        .setChannels(1)
                        .setHeight(1)
                        .setWidth(2)
                        .addData(1)
                        .addData(2);
        var v0 = V0LayerParameter.newBuilder().setName("a").setType("conv").addBlobs(blob);
        var v1 =
                V1LayerParameter.newBuilder()
                        .setName("b")
                        .setType(V1LayerParameter.LayerType.INNER_PRODUCT)
                        .addBlobs(blob);
        var net =
                NetParameter.newBuilder()
                        .addLayers(V1LayerParameter.newBuilder().setLayer(v0))
                        .addLayers(v1);
        var layers = WeightsFile.read(file(net.build().toByteArray())).layers();
        assertThat(layers).extracting(NamedLayer::name).containsExactly("a", "b");
        assertThat(layers).extracting(NamedLayer::type).containsExactly("conv", "INNER_PRODUCT");
        assertThat(layers.get(1).blobs().get(0).shape()).isEqualTo(Shape.of(1, 1, 1, 2));
    }

    @Test
    void aLegacyShapeFitsWhenItIsFilledUpWithOnes() throws IOException {
        var old = BlobProto.newBuilder().setNum(1).setChannels(1).setHeight(3).setWidth(2);
        for (int i = 0; i < 6; i++) old.addData(i);
        var legacy = read(old);
        assertThat(legacy.fits(0, Shape.of(3, 2))).isTrue();
        assertThat(legacy.fits(0, Shape.of(1, 1, 3, 2))).isTrue();
        assertThat(legacy.fits(0, Shape.of(6))).isFalse();
        assertThat(legacy.fits(0, Shape.of(2))).isFalse();
        assertThat(legacy.fits(0, Shape.of(1, 1, 1, 3, 2))).isFalse();
        var modern = new NamedLayer("", "", List.of(Samples.random(1, 1, 1, 3, 2)), List.of());
        assertThat(modern.fits(0, Shape.of(3, 2))).isFalse();
        assertThat(modern.fits(0, Shape.of(1, 1, 3, 2))).isTrue();
    }

    @Test
    void aShapeThatDoesNotMatchItsValuesIsTold() {
        assertThatThrownBy(() -> read(blob(3).addData(1)))
                .hasMessageContaining("layer \"ip\": blob 0: has the shape [3], but 1 values");
        assertThatThrownBy(() -> read(blob(1).addData(1).addDiff(1).addDiff(2)))
                .hasMessageContaining("2 in its diff");
        assertThatThrownBy(() -> read(blob(-1))).hasMessageContaining("[-1]");
        var huge = BlobShape.newBuilder().addDim(1L << 40).addDim(1L << 40);
        assertThatThrownBy(() -> read(BlobProto.newBuilder().setShape(huge)))
                .hasMessageContaining("0 values");
    }

    @Test
    void aLengthThatLiesAllocatesNothing() throws IOException {
        // name, a layer of 2 GiB, in it a blob of 2 GiB, in it data of 2 GiB
        byte[] lie = {
            0x0a,
            1,
            'n',
            (byte) 0xa2,
            6,
            -1,
            -1,
            -1,
            -1,
            7,
            0x3a,
            -1,
            -1,
            -1,
            -1,
            7,
            0x2a,
            -1,
            -1,
            -1,
            -1,
            7
        };
        for (int nested : new int[] {10, 16, 22}) {
            byte[] cut = Arrays.copyOf(lie, nested);
            assertThat(
                            catchThrowableOfType(Failure.class, () -> WeightsFile.read(file(cut)))
                                    .kind())
                    .isEqualTo(Kind.CORRUPT);
        }
    }

    @Test
    void otherFilesAreToldByName() throws IOException {
        Path state = folder.resolve("a.solverstate");
        StateFile.write(state, Samples.state(3));
        assertThatThrownBy(() -> WeightsFile.read(state))
                .hasMessageContaining("is a solver state, not a weights file")
                .hasMessageContaining("--resume");
        var mean = blobProto(3).setNum(1).setChannels(1).setHeight(1).setWidth(3).clearShape();
        assertThatThrownBy(() -> WeightsFile.read(file(mean.build().toByteArray())))
                .hasMessageContaining("image mean");
    }

    @Test
    void whatIsNoMessageIsToldByItsBeginning() throws IOException {
        refused("name: \"LeNet\" layer { }", Kind.CORRUPT, "a text file");
        refused("\n<!DOCTYPE html><html>404", Kind.CORRUPT, "a web page");
        refused("version https://git-lfs.git", Kind.CORRUPT, "Git LFS pointer");
        refused("", Kind.CORRUPT, "is empty");
        refused("\u0089HDF\r\n\u001a\n0", Kind.CORRUPT, "HDF5");
        refused("\u001f\u008b0", Kind.CORRUPT, "gzip");
        refused("PK\u0003\u0004", Kind.CORRUPT, "zip");
        refused("\u0012\u0001", Kind.CORRUPT, "damaged");
        refused("\u0018\u0001", Kind.CORRUPT, "holds no layers");
    }

    private void refused(String content, Kind kind, String words) throws IOException {
        Path file = file(content.getBytes(StandardCharsets.ISO_8859_1));
        var failure = catchThrowableOfType(Failure.class, () -> WeightsFile.read(file));
        assertThat(failure).hasMessageContaining(words).hasMessageContaining(file.toString());
        assertThat(failure.kind()).isEqualTo(kind);
    }

    @Test
    void filesThatCannotBeReadAreToldByKind() {
        assertThat(kind(folder.resolve("none"))).isEqualTo(Kind.MISSING);
        assertThat(kind(folder)).isEqualTo(Kind.MISSING);
        assertThat(kind(folder.resolve("a.caffemodel.h5"))).isEqualTo(Kind.MISSING);
    }

    @Test
    void fieldsThatNobodyKnowsAreSkipped() throws IOException {
        var bytes = new ByteArrayOutputStream();
        UnknownFieldSet.newBuilder()
                .addField(
                        55555,
                        UnknownFieldSet.Field.newBuilder()
                                .addGroup(UnknownFieldSet.getDefaultInstance())
                                .build())
                .addField(1000, UnknownFieldSet.Field.newBuilder().addFixed64(1).build())
                .build()
                .writeTo(bytes);
        NetParameter.newBuilder()
                .addLayer(LayerParameter.newBuilder().setName("x"))
                .build()
                .writeTo(bytes);
        assertThat(WeightsFile.read(file(bytes.toByteArray())).layers()).hasSize(1);
    }

    private Kind kind(Path file) {
        return catchThrowableOfType(Failure.class, () -> WeightsFile.read(file)).kind();
    }

    private NamedLayer read(BlobProto.Builder blob) throws IOException {
        var layer = LayerParameter.newBuilder().setName("ip").addBlobs(blob);
        var net = NetParameter.newBuilder().addLayer(layer).build();
        return WeightsFile.read(file(net.toByteArray())).layers().get(0);
    }

    private static BlobProto.Builder blob(long dim) {
        return BlobProto.newBuilder().setShape(BlobShape.newBuilder().addDim(dim));
    }

    private static BlobProto.Builder blobProto(int count) {
        var blob = blob(count);
        for (int i = 0; i < count; i++) blob.addData(i);
        return blob;
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("file.caffemodel"), content);
    }
}
