package jdl.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import jdl.failure.Failure;
import jdl.proto.BlobProto;
import jdl.proto.BlobShape;
import jdl.proto.LayerParameter;
import jdl.proto.NetParameter;
import jdl.proto.SolverState;
import jdl.proto.V0LayerParameter;
import jdl.proto.V1LayerParameter;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Damaged files of each format are read or refused, in little memory and at once. */
class FormatDamageTest {

    private static final int SOME = 250;
    private static final int MANY = 10_000;
    private static final long ROOM = 64L << 20;
    private static final int SHARE = 16;

    @TempDir Path folder;

    @TestFactory
    List<DynamicTest> someDamagedFilesOfEachFormat() throws IOException {
        return tests(SOME);
    }

    @Tag("slow")
    @TestFactory
    List<DynamicTest> tenThousandDamagedFilesOfEachFormat() throws IOException {
        return tests(MANY);
    }

    private List<DynamicTest> tests(int count) throws IOException {
        Path safetensors = folder.resolve("a.safetensors");
        SafetensorsWeights.write(safetensors, "net", named());
        return List.of(
                test("today.caffemodel", count, today(), WeightsFile::read),
                test("v1.caffemodel", count, v1(), WeightsFile::read),
                test("v0.caffemodel", count, v0(), WeightsFile::read),
                test("raw.caffemodel", count, raw(), WeightsFile::read),
                test("whole.caffemodel", count, raw(), f -> ModelFile.read(f, Optional.empty())),
                test("a.solverstate", count, state(), StateFile::read),
                test(
                        "mean.binaryproto",
                        count,
                        blob(4).toByteArray(),
                        f -> Inspection.of(f, Optional.empty())),
                test("any", count, raw(), f -> Inspection.of(f, Optional.empty())),
                test("b.safetensors", count, Files.readAllBytes(safetensors), WeightsFile::read));
    }

    private DynamicTest test(String name, int count, byte[] good, Consumer<Path> read) {
        return DynamicTest.dynamicTest(
                name,
                () -> {
                    Path file = folder.resolve(name);
                    Files.write(file, good);
                    read.accept(file);
                    int refused = 0;
                    for (int seed = 0; seed < count; seed++)
                        if (isRefused(file, damaged(good, new Random(seed)), seed, read)) refused++;
                    assertThat(refused).isBetween(count / 10, count - 1);
                });
    }

    private static boolean isRefused(Path file, byte[] bytes, int seed, Consumer<Path> read)
            throws IOException {
        Files.write(file, bytes);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        boolean refused = false;
        try {
            read.accept(file);
        } catch (Failure e) {
            refused = true;
            assertThat(e).as("seed %d", seed).hasMessageContaining(file.toString());
        }
        long taken = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        assertThat(taken).as("seed %d", seed).isLessThan(ROOM + SHARE * (long) bytes.length);
        return refused;
    }

    /** A cut, some flipped bits, or a stretch of zeros or of bytes from elsewhere. */
    private static byte[] damaged(byte[] good, Random random) {
        byte[] bad = good.clone();
        int at = random.nextInt(bad.length);
        int length = Math.min(bad.length - at, 1 + random.nextInt(16));
        switch (random.nextInt(4)) {
            case 0 -> bad = Arrays.copyOf(bad, at);
            case 1 -> Arrays.fill(bad, at, at + length, (byte) 0);
            case 2 -> {
                for (int i = 0; i < length; i++)
                    bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            }
            default ->
                    System.arraycopy(
                            good, random.nextInt(bad.length - length + 1), bad, at, length);
        }
        return bad;
    }

    private static List<NamedLayer> named() {
        return List.of(
                new NamedLayer("a", "A", List.of(Samples.random(1, 2, 3)), List.of()),
                new NamedLayer("b", "B", List.of(Samples.random(2, 4)), List.of()));
    }

    private static byte[] today() {
        var net = NetParameter.newBuilder().setName("net");
        for (String name : List.of("a", "b"))
            net.addLayer(layer(name).addBlobs(blob(3)).addBlobs(blob(2)));
        return net.build().toByteArray();
    }

    private static byte[] v1() {
        var layer = V1LayerParameter.newBuilder().setName("a").addBlobs(old());
        layer.setType(V1LayerParameter.LayerType.CONVOLUTION);
        return NetParameter.newBuilder().addLayers(layer).addLayers(layer).build().toByteArray();
    }

    private static byte[] v0() {
        var layer = V0LayerParameter.newBuilder().setName("a").setType("conv").addBlobs(old());
        var outer = V1LayerParameter.newBuilder().setLayer(layer);
        return NetParameter.newBuilder().addLayers(outer).addLayers(outer).build().toByteArray();
    }

    private static byte[] raw() {
        var data =
                UnknownFieldSet.Field.newBuilder()
                        .addLengthDelimited(ByteString.copyFrom(new byte[12]));
        var type = UnknownFieldSet.Field.newBuilder().addVarint(1);
        var form =
                UnknownFieldSet.newBuilder().addField(10, type.build()).addField(12, data.build());
        var blob =
                BlobProto.newBuilder()
                        .setShape(BlobShape.newBuilder().addDim(3))
                        .setUnknownFields(form.build());
        var net = NetParameter.newBuilder();
        net.addLayer(layer("ip").addBlobs(blob).addBlobs(blob(3)));
        var norm = layer("bn").setType("BatchNorm");
        for (int i = 0; i < 5; i++) norm.addBlobs(blob);
        return net.addLayer(norm).build().toByteArray();
    }

    private static byte[] state() {
        var state = SolverState.newBuilder().setIter(5).setLearnedNet("a.caffemodel");
        return state.addHistory(blob(3)).addHistory(old()).build().toByteArray();
    }

    private static LayerParameter.Builder layer(String name) {
        return LayerParameter.newBuilder().setName(name).setType("InnerProduct");
    }

    private static BlobProto blob(int count) {
        var blob = BlobProto.newBuilder().setShape(BlobShape.newBuilder().addDim(count));
        for (int i = 0; i < count; i++) blob.addData(i).addDiff(i);
        return blob.build();
    }

    private static BlobProto old() {
        var blob = BlobProto.newBuilder().setNum(1).setChannels(1).setHeight(2).setWidth(2);
        for (int i = 0; i < 4; i++) blob.addDoubleData(i);
        return blob.build();
    }
}
