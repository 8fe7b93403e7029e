package jdl.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdl.proto.BatchNormParameter;
import jdl.proto.BlobProto;
import jdl.proto.BlobShape;
import jdl.proto.ClipParameter;
import jdl.proto.LayerParameter;
import jdl.proto.NetParameter;
import jdl.proto.PoolingParameter;
import jdl.proto.RecurrentParameter;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import jdl.upgrade.Upgrade;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFileTest {

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "cifar10-v1-everpeace/cifar10_quick_iter_5000.caffemodel, BVLC",
        "lenet-digits-nvidia/snapshot_iter_28140.caffemodel, BVLC",
        "mtcnn-v2/det3.caffemodel, BVLC",
        "slim-320-nonbvlc/slim-320.caffemodel, SSD",
    })
    void realModelsTellTheirDialect(String name, Dialect dialect) {
        Path file =
                Path.of(System.getProperty("jdl.root", "."))
                        .resolve("../shared/data/models")
                        .resolve(name);
        assumeThat(file).exists();
        assertThat(ModelFile.read(file, Optional.empty()).dialect()).isEqualTo(dialect);
    }

    @Test
    void aFormThatCaffeWouldNeverWriteTellsTheDialect() throws IOException {
        assertThat(dialect(with(145, varint(2)))).isEqualTo(Dialect.NVIDIA);
        assertThat(dialect(with(149, bytes("MKL2017")))).isEqualTo(Dialect.INTEL);
        assertThat(dialect(with(203, bytes("")).setType("PriorBox"))).isEqualTo(Dialect.SSD);
        assertThat(dialect(with(4711, varint(1)))).isEqualTo(Dialect.BVLC);
        var raw = UnknownFieldSet.newBuilder().addField(10, varint(1)).build();
        var blob = BlobProto.newBuilder().setUnknownFields(raw);
        assertThat(dialect(layer("ip").addBlobs(blob))).isEqualTo(Dialect.NVIDIA);
    }

    @Test
    void whatCaffeHasUnderAnotherNumberMovesThere() throws IOException {
        var settings = RecurrentParameter.newBuilder().setNumOutput(7).build();
        var layer = with(151, Field.newBuilder().addLengthDelimited(settings.toByteString()));
        var read = read(layer.setType("LSTM"), Optional.of(Dialect.NVIDIA)).net().getLayer(0);
        assertThat(read.getRecurrentParam()).isEqualTo(settings);
        assertThat(read.getUnknownFields().asMap()).isEmpty();
    }

    @Test
    void whatLiesUnderANumberOfCaffesIsNotTakenForIt() throws IOException {
        var sigma = ClipParameter.newBuilder().setMin(3).buildPartial();
        var layer =
                layer("loss")
                        .setClipParam(sigma)
                        .setPoolingParam(
                                PoolingParameter.newBuilder()
                                        .setRoundMode(PoolingParameter.RoundMode.FLOOR));
        var model = read(layer, Optional.of(Dialect.INTEL));
        assertThat(model.net().getLayer(0).hasClipParam()).isFalse();
        assertThat(model.net().getLayer(0).getPoolingParam().hasRoundMode()).isFalse();
        assertThat(model.notes())
                .anyMatch(note -> note.contains("smooth_l1_loss_param"))
                .anyMatch(note -> note.contains("avg_include_pad"));
        assertThatThrownBy(() -> read(layer, Optional.of(Dialect.BVLC)))
                .hasMessageContaining("clip_param.max")
                .hasMessageContaining("--dialect");
    }

    @Test
    void aBatchNormWithAScaleInItIsTakenApart() throws IOException {
        var settings =
                BatchNormParameter.newBuilder()
                        .setEps(0.5f)
                        .setUnknownFields(
                                UnknownFieldSet.newBuilder().addField(7, varint(1)).build());
        var layer =
                layer("bn")
                        .setType("BatchNorm")
                        .addBottom("x")
                        .addTop("y")
                        .setBatchNormParam(settings)
                        .addBlobs(raw(1, 2))
                        .addBlobs(raw(3, 4))
                        .addBlobs(raw(1))
                        .addBlobs(raw(5, 6))
                        .addBlobs(raw(7, 8));
        var net = read(layer, Optional.empty()).net();
        assertThat(net.getLayerList())
                .extracting(LayerParameter::getName)
                .containsExactly("bn", "bn_scale");
        assertThat(net.getLayer(0).getBatchNormParam())
                .isEqualTo(BatchNormParameter.newBuilder().setEps(0.5f).build());
        assertThat(net.getLayer(0).getBlobs(1).getDataList()).containsExactly(3f, 4f);
        var scale = net.getLayer(1);
        assertThat(scale.getBottomList()).containsExactly("y");
        assertThat(scale.getScaleParam().getBiasTerm()).isTrue();
        assertThat(scale.getBlobs(1).getDataList()).containsExactly(7f, 8f);

        var layers = WeightsFile.read(folder.resolve("net.caffemodel")).layers();
        assertThat(layers).extracting(NamedLayer::name).containsExactly("bn", "bn_scale");
        assertThat(layers.get(0).blobs().get(2).toArray()).containsExactly(1);
        assertThat(layers.get(1).blobs().get(0).toArray()).containsExactly(5, 6);
    }

    @Test
    void theOlderOrdersOfNvcaffeAreKnown() {
        var b = List.of(Samples.random(1, 3), Samples.random(2, 3), Samples.random(3, 3));
        var last = List.of(b.get(0), b.get(1), b.get(2), b.get(1), Samples.random(5, 1));
        var bn = new NamedLayer("bn", "BatchNorm", last, List.of());
        assertThat(ForeignBatchNorm.plain(bn, false).get(0).blobs().get(0).toArray())
                .isEqualTo(b.get(2).toArray());
        var c = Samples.random(7, 1, 3, 1, 1);
        var one = Samples.random(8, 1, 1, 1, 1);
        var mean = Samples.random(9, 1, 3, 1, 1);
        var cudnn = new NamedLayer("bn", "BatchNorm", List.of(c, c, one, mean, c), List.of());
        assertThat(ForeignBatchNorm.plain(cudnn, false).get(0).blobs().get(0).toArray())
                .isEqualTo(mean.toArray());
    }

    @Test
    void meansThatAreNotToBeDividedHaveAFactorOfOne() {
        var mean = Samples.random(1, 3);
        var nvidia = batchNorm(mean, 0);
        assertThat(ForeignBatchNorm.plain(nvidia, false).get(0).blobs().get(2).get(0)).isEqualTo(1);
        var caffe = batchNorm(mean, 999);
        assertThat(ForeignBatchNorm.plain(caffe, false)).containsExactly(caffe);
        assertThat(ForeignBatchNorm.plain(caffe, true).get(0).blobs().get(2).get(0)).isEqualTo(1);
        var fresh = batchNorm(Samples.random(1, 0), 0);
        assertThat(ForeignBatchNorm.plain(fresh, false)).containsExactly(fresh);
    }

    @Test
    void unknownFieldsOfAnyDepthComeThrough() throws IOException {
        var mark = UnknownFieldSet.newBuilder().addField(4711, bytes("kept")).build();
        var blob =
                BlobProto.newBuilder()
                        .setShape(BlobShape.newBuilder().addDim(1).setUnknownFields(mark));
        blob.addData(1).setUnknownFields(mark);
        var layer =
                layer("conv")
                        .addBlobs(blob)
                        .setUnknownFields(mark)
                        .setPoolingParam(PoolingParameter.newBuilder().setUnknownFields(mark));
        var net = NetParameter.newBuilder().addLayer(layer).setUnknownFields(mark).build();
        Path in = Files.write(folder.resolve("in.caffemodel"), net.toByteArray());
        Path out = folder.resolve("out.caffemodel");
        for (Dialect dialect : Dialect.values()) {
            var model = ModelFile.read(in, Optional.of(dialect));
            WeightsFile.write(out, Upgrade.net(model.net()).message());
            var written = NetParameter.parseFrom(Files.readAllBytes(out)).toBuilder().clearSeal();
            assertThat(written.build()).as(dialect.word()).isEqualTo(net);
        }
    }

    private Dialect dialect(LayerParameter.Builder layer) throws IOException {
        return read(layer, Optional.empty()).dialect();
    }

    private ModelFile read(LayerParameter.Builder layer, Optional<Dialect> chosen)
            throws IOException {
        var net = NetParameter.newBuilder().addLayer(layer.buildPartial()).buildPartial();
        Path file = Files.write(folder.resolve("net.caffemodel"), net.toByteArray());
        return ModelFile.read(file, chosen);
    }

    private static LayerParameter.Builder layer(String name) {
        return LayerParameter.newBuilder().setName(name);
    }

    private static LayerParameter.Builder with(int number, Field.Builder value) {
        return with(number, value.build());
    }

    private static LayerParameter.Builder with(int number, Field value) {
        return layer("x")
                .setUnknownFields(UnknownFieldSet.newBuilder().addField(number, value).build());
    }

    private static Field varint(long value) {
        return Field.newBuilder().addVarint(value).build();
    }

    private static Field bytes(String value) {
        return Field.newBuilder().addLengthDelimited(ByteString.copyFromUtf8(value)).build();
    }

    private static BlobProto raw(float... values) {
        var bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) bytes.putFloat(value);
        var form = UnknownFieldSet.newBuilder().addField(10, varint(1));
        var data = Field.newBuilder().addLengthDelimited(ByteString.copyFrom(bytes.array()));
        return BlobProto.newBuilder()
                .setShape(BlobShape.newBuilder().addDim(values.length))
                .setUnknownFields(form.addField(12, data.build()).build())
                .build();
    }

    private static NamedLayer batchNorm(Tensor mean, float factor) {
        var blobs = new ArrayList<>(List.of(mean, mean));
        blobs.add(Tensor.of(Shape.of(1), factor));
        return new NamedLayer("bn", "BatchNorm", blobs, List.of());
    }
}
