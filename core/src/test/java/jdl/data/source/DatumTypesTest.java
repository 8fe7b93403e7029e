package jdl.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import jdl.data.Column;
import jdl.data.Source;
import jdl.data.SourceContract;
import jdl.data.Sources;
import jdl.data.Values;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.file.SharedData;
import jdl.file.lmdb.LmdbWriter;
import jdl.proto.DataParameter;
import jdl.proto.DataParameter.DB;
import jdl.proto.Datum;
import jdl.proto.SourceParameter;
import jdl.proto.SourceParameter.Color;
import jdl.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatumTypesTest implements SourceContract {

    @TempDir private Path folder;

    @Override
    public Stream<SourceCase> sources() {
        write(datums(9));
        String written = "lmdb:" + folder;
        return Stream.of(new SourceCase("lmdb", open(written), Sources.installed().open(written)));
    }

    @Test
    void aDatabaseOfMnistHoldsMnist() {
        Source mnist = open("idx:" + SharedData.of("mnist") + "/test");
        Path db = SharedData.of("db");
        assertSame(open("lmdb:" + db.resolve("generated-lmdb-mnist-test-first300")), 300, mnist, 0);
        assertSame(
                open("leveldb:" + db.resolve("generated-leveldb-snappy-mnist-test-first300")),
                300,
                mnist,
                0);
        assertSame(
                open("leveldb:" + db.resolve("leveldb-mnist-test-caffe-subset")),
                1830,
                mnist,
                8170);
    }

    private static void assertSame(Source found, int size, Source mnist, int first) {
        assertThat(found.size()).isEqualTo(size);
        assertThat(found.columns()).isEqualTo(Column.labelled(Shape.of(1, 28, 28)));
        for (int i = 0; i < size; i++) {
            assertThat(found.key(i)).endsWith(", record \"%08d\"".formatted(first + i));
            assertThat(found.label(i)).isEqualTo(mnist.label(first + i));
            assertThat(SourceContract.pixels(found, i))
                    .isEqualTo(SourceContract.pixels(mnist, first + i));
        }
    }

    @Test
    void encodedPicturesAreDecoded() {
        Source source = open("lmdb:" + SharedData.of("db/generated-lmdb-encoded-jpeg"));
        assertThat(source.size()).isEqualTo(8);
        assertThat(source.columns().get(0).shape().dim(0)).isEqualTo(3);
        for (int i = 0; i < 8; i++) {
            assertThat(source.label(i)).isIn(0, 3);
            assertThat(SourceContract.pixels(source, i)).hasSizeGreaterThan(10_000);
        }
    }

    @Test
    void picturesAreDecodedInTheColourAskedFor() throws IOException {
        write(List.of(datum(7).setEncoded(true).setData(png()).build()));
        assertThat(shape(Color.AS_STORED)).isEqualTo(Shape.of(3, 2, 4));
        assertThat(shape(Color.GRAY)).isEqualTo(Shape.of(1, 2, 4));
        Source source = open("lmdb:" + folder);
        assertThat(source.label(0)).isEqualTo(7);
        assertThat(SourceContract.pixels(source, 0)).containsOnly(30, 20, 10).startsWith(30);
    }

    private Shape shape(Color color) {
        var settings = SourceParameter.newBuilder().setColor(color).build();
        return Sources.installed().open("lmdb:" + folder, settings).columns().get(0).shape();
    }

    @Test
    void floatsAreReadWhereThereAreNoBytes() {
        var datum = datum(3).setChannels(2).setHeight(1).setWidth(2);
        write(List.of(datum.addAllFloatData(List.of(0.5f, -1f, 3e9f, 0f)).build()));
        Source source = open("lmdb:" + folder);
        assertThat(source.columns().get(0).shape()).isEqualTo(Shape.of(2, 1, 2));
        assertThat(SourceContract.pixels(source, 0)).containsExactly(0.5f, -1, 3e9f, 0);
        assertThat(source.label(0)).isEqualTo(3);
    }

    @Test
    void recordsThatAreNoDatumAreRefusedByThemselves() {
        var good = plain(1);
        var shortOne = plain(2).toBuilder().setData(ByteString.copyFrom(new byte[5])).build();
        var without = Datum.newBuilder().setLabel(1).build();
        var wide = plain(3).toBuilder().setWidth(-6).setHeight(-1).build();
        write(List.of(shortOne, good, without, wide));
        Source source = open("lmdb:" + folder);
        assertThat(source.columns().get(0).shape()).isEqualTo(Shape.of(1, 2, 3));
        refused(source, 0, "should have 1×2×3 values, but has 5");
        refused(source, 2, "should have 0×0×0 values, but has 0");
        refused(source, 3, "should have 1×-1×-6 values");
        assertThat(source.label(3)).isEqualTo(3);
        writeBytes(List.of(new byte[] {(byte) 0xff, (byte) 0xff}));
        assertThatThrownBy(() -> open("lmdb:" + folder))
                .hasMessageContaining(folder + ", record \"00000000\": is no Datum");
        writeBytes(List.of());
        assertThatThrownBy(() -> open("lmdb:" + folder)).hasMessageContaining("holds no records");
    }

    private static void refused(Source source, long index, String message) {
        assertThatThrownBy(() -> source.read(index, 0, new Values()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(message)
                .extracting(e -> ((Failure) e).kind())
                .isEqualTo(Kind.CORRUPT);
    }

    @Test
    void caffesOwnPathsAreReadByWhatTheFolderHolds() {
        write(datums(3));
        for (String path : List.of(folder.toString(), folder.resolve("data.mdb").toString())) {
            assertThat(caffe(path).size()).isEqualTo(3);
            assertThat(caffe(path, DB.LMDB).size()).isEqualTo(3);
            assertThatThrownBy(() -> caffe(path, DB.LEVELDB))
                    .hasMessageContaining("holds a database of LMDB, but backend is LEVELDB")
                    .hasMessageContaining("write data_param.backend: LMDB");
        }
    }

    @Test
    void levelDbIsFoundAsWell() {
        String path = SharedData.of("db/leveldb-mnist-test-caffe-subset").toString();
        assertThat(caffe(path).size()).isEqualTo(1830);
        assertThat(caffe(path, DB.LEVELDB).size()).isEqualTo(1830);
        assertThatThrownBy(() -> caffe(path, DB.LMDB))
                .hasMessageContaining("holds a database of LEVELDB, but backend is LMDB");
    }

    @Test
    void aFolderWithoutADatabaseIsToldSo() throws IOException {
        assertThatThrownBy(() -> caffe(folder.toString()))
                .hasMessageContaining("is no LMDB database")
                .hasMessageContaining("--alias " + folder + "=idx:DIR/train");
        write(datums(1));
        Files.writeString(folder.resolve("CURRENT"), "MANIFEST-000001\n");
        assertThatThrownBy(() -> caffe(folder.toString())).hasMessageContaining("say which");
        assertThat(caffe(folder.toString(), DB.LMDB).size()).isEqualTo(1);
    }

    private static Source caffe(String path) {
        return Sources.installed()
                .open(
                        DataParameter.newBuilder().setSource(path).build(),
                        SourceParameter.getDefaultInstance());
    }

    private static Source caffe(String path, DB backend) {
        return Sources.installed()
                .open(
                        DataParameter.newBuilder().setSource(path).setBackend(backend).build(),
                        SourceParameter.getDefaultInstance());
    }

    private static Source open(String written) {
        return Sources.installed().open(written);
    }

    private static List<Datum> datums(int count) {
        return IntStream.range(0, count).mapToObj(DatumTypesTest::plain).toList();
    }

    private static Datum plain(int label) {
        byte[] bytes = {(byte) label, (byte) 200, 3, 4, 5, 6};
        var datum = datum(label).setChannels(1).setHeight(2).setWidth(3);
        return datum.setData(ByteString.copyFrom(bytes)).build();
    }

    private static Datum.Builder datum(int label) {
        return Datum.newBuilder().setLabel(label);
    }

    private static ByteString png() throws IOException {
        var image = new BufferedImage(4, 2, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 8; i++) image.setRGB(i % 4, i / 4, 0x0a141e);
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return ByteString.copyFrom(out.toByteArray());
    }

    private void write(List<Datum> datums) {
        writeBytes(datums.stream().map(Datum::toByteArray).toList());
    }

    private void writeBytes(List<byte[]> values) {
        LmdbWriter.write(
                folder,
                -1,
                out -> {
                    for (int i = 0; i < values.size(); i++)
                        out.put(
                                "%08d".formatted(i).getBytes(StandardCharsets.UTF_8),
                                ByteBuffer.wrap(values.get(i)));
                });
    }
}
