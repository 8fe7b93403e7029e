package jdl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.TextFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.proto.BlobProto;
import jdl.proto.BlobShape;
import jdl.proto.TransformationParameter;
import jdl.tensor.Dice;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransformerTest {

    private static final Shape SHAPE = Shape.of(2, 3, 4);

    @TempDir Path folder;

    @Test
    void leavesASampleAloneUnlessToldOtherwise() {
        assertThat(run("", SHAPE, true, 0)).isEqualTo(numbers(SHAPE));
    }

    @Test
    void takesTheMeanOffBeforeItScales() {
        float[] result = run("scale: 0.5 mean_value: 4", SHAPE, true, 0);
        for (int i = 0; i < 24; i++) assertThat(result[i]).isEqualTo((i - 4) * 0.5f);
    }

    @Test
    void eachChannelMayHaveItsMean() {
        float[] result = run("mean_value: 1 mean_value: 20", SHAPE, true, 0);
        assertThat(result[11]).isEqualTo(10);
        assertThat(result[12]).isEqualTo(-8);
    }

    @Test
    void cropsTheMiddleWhenNotTraining() {
        assertThat(run("crop_size: 2", SHAPE, false, 5))
                .containsExactly(1, 2, 5, 6, 13, 14, 17, 18);
        Shape odd = Shape.of(1, 5, 4);
        assertThat(run("crop_size: 2", odd, false, 5)).containsExactly(5, 6, 9, 10);
    }

    @Test
    void cropsAnywhereInTrainingAndReachesEachPlace() {
        Set<Float> corners = new HashSet<>();
        for (int seed = 0; seed < 200; seed++) {
            float[] window = run("crop_size: 2", SHAPE, true, seed);
            float c = window[0];
            assertThat(window)
                    .containsExactly(c, c + 1, c + 4, c + 5, c + 12, c + 13, c + 16, c + 17);
            corners.add(c);
        }
        assertThat(corners).containsExactlyInAnyOrder(0f, 1f, 2f, 4f, 5f, 6f);
    }

    @Test
    void mirrorsHalfOfThemInEitherPhaseAsCaffeDoes() {
        for (boolean training : new boolean[] {true, false}) {
            int mirrored = 0;
            for (int seed = 0; seed < 400; seed++) {
                float[] result = run("mirror: true", SHAPE, training, seed);
                if (result[0] == 3) {
                    assertThat(result).startsWith(3, 2, 1, 0, 7, 6, 5, 4);
                    mirrored++;
                } else assertThat(result).startsWith(0, 1, 2, 3);
            }
            assertThat(mirrored).isBetween(150, 250);
        }
    }

    @Test
    void theMeanImageIsTakenWhereTheWindowLies() throws IOException {
        String file = meanFile(2, 3, 4);
        for (int seed = 0; seed < 20; seed++)
            assertThat(
                            run(
                                    "crop_size: 2 mirror: true mean_file: '" + file + "'",
                                    SHAPE,
                                    true,
                                    seed))
                    .containsOnly(0.5f);
    }

    @Test
    void refusesWhatCaffeRefuses() throws IOException {
        refused("crop_size: 4", "crop_size is 4, but the samples are 2×3×4");
        refused("crop_size: 4294967295", "crop_size is 4294967295");
        refused(
                "mean_value: 1 mean_value: 2 mean_value: 3",
                "once per channel (2), but is given 3");
        refused("mean_value: 1 mean_file: 'x'", "both mean_file and mean_value");
        refused(
                "mean_file: '" + meanFile(1, 3, 4) + "'",
                "holds 1×1×3×4, but the samples are 2×3×4");
        refused("force_gray: true", "encoded images");
    }

    @Test
    void aBrokenOrMissingMeanFileIsNamed() throws IOException {
        Path file = folder.resolve("broken");
        Files.write(file, new byte[] {1, 2, 3});
        assertThatThrownBy(() -> run("mean_file: '" + file + "'", SHAPE, true, 0))
                .hasMessageContaining(file.toString())
                .extracting(e -> ((Failure) e).kind())
                .isEqualTo(Kind.CORRUPT);
        assertThatThrownBy(() -> run("mean_file: '" + file + "x'", SHAPE, true, 0))
                .hasMessageContaining(file + "x")
                .extracting(e -> ((Failure) e).kind())
                .isEqualTo(Kind.MISSING);
    }

    /** The mean of a sample that is everywhere half a step below {@link #numbers}. */
    private String meanFile(int... dims) throws IOException {
        var blob = BlobProto.newBuilder();
        var shape = BlobShape.newBuilder().addDim(1);
        for (int dim : dims) shape.addDim(dim);
        for (int i = 0; i < Shape.of(dims).count(); i++) blob.addData(i - 0.5f);
        Path file = folder.resolve("mean" + dims[0]);
        Files.write(file, blob.setShape(shape).build().toByteArray());
        return file.toString();
    }

    private static void refused(String settings, String what) {
        assertThatThrownBy(() -> run(settings, SHAPE, true, 0))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(what)
                .extracting(e -> ((Failure) e).kind())
                .isEqualTo(Kind.CONFIG);
    }

    private static float[] run(String settings, Shape shape, boolean training, long seed) {
        var transformer = new Transformer(settings(settings), shape);
        int count = transformer.shape().count();
        Tensor batch = Tensor.zeros(Shape.of(3, count));
        var sample = new Values();
        sample.planes(numbers(shape), 0, shape.dim(0), shape.dim(1), shape.dim(2));
        transformer.run(sample, batch, 1, training, Dice.of(seed));
        assertThat(batch.part(0, 3).toArray()).containsOnly(0);
        assertThat(batch.part(2, 3).toArray()).containsOnly(0);
        return batch.part(1, 3).toArray();
    }

    private static float[] numbers(Shape shape) {
        float[] sample = new float[shape.count()];
        for (int i = 0; i < sample.length; i++) sample[i] = i;
        return sample;
    }

    private static TransformationParameter settings(String text) {
        try {
            return TextFormat.parse(text, TransformationParameter.class);
        } catch (TextFormat.ParseException e) {
            throw new AssertionError(text, e);
        }
    }
}
