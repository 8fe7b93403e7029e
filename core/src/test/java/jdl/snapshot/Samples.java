package jdl.snapshot;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import jdl.proto.JdlState;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** Small layers and states, with the floats that are easily lost. */
final class Samples {

    private Samples() {}

    static Tensor oddFloats() {
        float[] values = {
            Float.intBitsToFloat(0x7fc12345),
            Float.intBitsToFloat(0xff800001),
            -0f,
            Float.MIN_VALUE,
            -1.1e-40f,
            Float.NEGATIVE_INFINITY,
            Float.MAX_VALUE,
            1 / 3f
        };
        return Tensor.of(Shape.of(2, 1, 4), values);
    }

    static Tensor random(long seed, int... dims) {
        var tensor = Tensor.zeros(Shape.of(dims));
        var random = new Random(seed);
        for (int i = 0; i < tensor.size(); i++) tensor.set(i, random.nextFloat());
        return tensor;
    }

    /** A tensor that looks at the middle of a longer array. */
    static Tensor window() {
        return new Tensor(Shape.of(3), new float[] {9, 1, 2, 3, 9}, 1);
    }

    static List<NamedLayer> layers(long seed) {
        return List.of(
                new NamedLayer(
                        "conv1",
                        "Convolution",
                        List.of(random(seed, 2, 1, 3, 3), window()),
                        List.of()),
                new NamedLayer("relu/1", "ReLU", List.of(), List.of()),
                new NamedLayer(
                        "ödd",
                        "InnerProduct",
                        List.of(oddFloats(), Tensor.of(Shape.scalar(), 5), random(seed, 0, 3)),
                        List.of(random(seed, 2, 1, 4), oddScalar(), random(seed, 0, 3))));
    }

    static State state(int iter) {
        var extra =
                JdlState.newBuilder()
                        .setSeed(-5)
                        .addRecentLoss(Float.NaN)
                        .addRecentLoss(0.5f)
                        .setConfigSha256(ByteString.copyFromUtf8("config"));
        return new State(
                iter,
                "somewhere/else.caffemodel",
                List.of(oddFloats(), random(iter, 7), Tensor.of(Shape.scalar(), 5)),
                2,
                Optional.of(extra.build()));
    }

    private static Tensor oddScalar() {
        return Tensor.of(Shape.scalar(), Float.NaN);
    }

    /** Shapes and bits, which compare as they should. */
    static List<Object> bits(List<Tensor> tensors) {
        return tensors.stream().map(Samples::bits).toList();
    }

    private static Object bits(Tensor tensor) {
        var bits = ByteString.newOutput();
        for (float value : tensor.toArray()) {
            int raw = Float.floatToRawIntBits(value);
            for (int shift = 0; shift < 32; shift += 8) bits.write(raw >>> shift);
        }
        return List.of(tensor.shape(), bits.toByteString());
    }

    static List<Object> bitsOf(List<NamedLayer> layers) {
        return layers.stream()
                .<Object>map(
                        layer ->
                                List.of(
                                        layer.name(),
                                        layer.type(),
                                        bits(layer.blobs()),
                                        bits(layer.diffs()),
                                        layer.legacy()))
                .toList();
    }
}
