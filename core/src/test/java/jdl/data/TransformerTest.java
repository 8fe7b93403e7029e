package jdl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.TextFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
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

    /** Old runs are repeated only if each draws what it always drew. */
    @Test
    void caffesSettingsDrawInTheirOldOrder() {
        for (int seed = 0; seed < 30; seed++) {
            Dice dice = Dice.of(seed);
            boolean mirrored = dice.nextInt(2) == 1;
            int top = dice.nextInt(2);
            int left = dice.nextInt(3);
            int first = 4 * top + left + (mirrored ? 1 : 0);
            for (String extra : List.of("", " flip: false std_value: 1 color_jitter {}"))
                assertThat(run("crop_size: 2 mirror: true" + extra, bytes(), true, seed)[0])
                        .isEqualTo(first);
        }
    }

    @Test
    void dividesByTheDeviation() {
        float[] result = run("mean_value: 4 scale: 2 std_value: 0.5 std_value: 8", SHAPE, true, 0);
        for (int i = 0; i < 24; i++)
            assertThat(result[i]).isEqualTo((i - 4) * (i < 12 ? 4 : 0.25f));
    }

    @Test
    void redComesFirstWhereAModelWantsIt() {
        Shape shape = Shape.of(3, 1, 2);
        assertThat(run("order: RGB mean_value: 1 mean_value: 2 mean_value: 3", shape, true, 0))
                .containsExactly(3, 4, 0, 1, -3, -2);
    }

    @Test
    void flipsInTrainingAloneAndTheMeanImageFlipsToo() throws IOException {
        String mean = " mean_file: '" + meanFile(2, 3, 4) + "'";
        Set<Float> seen = new HashSet<>();
        for (int seed = 0; seed < 20; seed++) {
            seen.add(run("flip: true", SHAPE, true, seed)[0]);
            assertThat(run("flip: true crop_size: 2" + mean, SHAPE, true, seed)).containsOnly(0.5f);
            assertThat(run("flip: true", SHAPE, false, seed)).isEqualTo(numbers(SHAPE));
        }
        assertThat(seen).containsExactlyInAnyOrder(0f, 8f);
    }

    @Test
    void cutsSquaresOutOfWhatIsMade() {
        for (int seed = 0; seed < 20; seed++) {
            float[] result = run("cutout { size: 2 } mean_value: -1", SHAPE, true, seed);
            int zeros = 0;
            for (int i = 0; i < 12; i++) {
                assertThat(result[i] == 0).isEqualTo(result[12 + i] == 0);
                if (result[i] == 0) zeros++;
                else assertThat(result[i]).isEqualTo(i + 1);
            }
            assertThat(zeros).isIn(1, 2, 4);
            assertThat(run("cutout { size: 2 }", SHAPE, false, seed)).isEqualTo(numbers(SHAPE));
        }
    }

    @Test
    void picturesOfAnySizeBecomeOfOne() {
        for (String settings :
                List.of(
                        "resize { height: 5 width: 4 }",
                        "resize { shorter: 6 } crop_size: 5",
                        "random_resized_crop { size: 5 }")) {
            var transformer = new Transformer(settings(settings), Shape.of(3, 20, 30));
            Tensor batch = Tensor.zeros(Shape.of(2, transformer.shape().count()));
            for (int height = 1; height < 40; height += 7)
                for (boolean training : new boolean[] {true, false}) {
                    var values = new Values();
                    byte[] x = new byte[3 * height * 9];
                    Arrays.fill(x, (byte) 7);
                    values.pixels(x, 0, 3, height, 9);
                    transformer.run(values, batch, 1, training, Dice.of(height));
                    assertThat(batch.part(1, 2).toArray()).containsOnly(7);
                    assertThat(batch.part(0, 2).toArray()).containsOnly(0);
                }
        }
    }

    @Test
    void refusesWhatCannotBeMeant() {
        refused("std_value: 1 std_value: 2 std_value: 3", "once per channel (2), but is given 3");
        refused("order: RGB", "three channels, but these have 2");
        refused("resize {}", "either height and width or shorter");
        refused("resize { height: 3 }", "either height and width or shorter");
        refused("resize { height: 3 width: 3 shorter: 3 }", "write resize {");
        refused("resize { shorter: 99999 }", "resize.shorter is 99999, but may be 16384 at most");
        refused("resize { shorter: 5 } crop_size: 6", "crop_size is 6, but the samples are 2×5×6");
        refused("random_resized_crop {}", "either size or height and width");
        refused("random_resized_crop { size: 3 scale_min: 2 }", "a min above its max");
        refused("random_resized_crop { size: 3 } crop_size: 3", "keep one of them");
        refused("random_resized_crop { size: 3 } mean_file: 'x'", "give mean_value");
        refused("rotate {}", "write rotate { degrees: 10 }");
        refused("color_jitter { hue: 0.1 }", "brightness and contrast fit all pictures");
        refused("cutout {}", "write cutout { size: 8 }");
        assertThatThrownBy(() -> run("rotate { degrees: 9 }", SHAPE, true, 0))
                .hasMessageContaining("transform_param.rotate is for pictures of bytes");
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
        var sample = new Values();
        sample.planes(numbers(shape), 0, shape.dim(0), shape.dim(1), shape.dim(2));
        return run(settings, sample, training, seed);
    }

    /** The numbers of {@link #SHAPE} as bytes. */
    private static Values bytes() {
        byte[] sample = new byte[SHAPE.count()];
        for (int i = 0; i < sample.length; i++) sample[i] = (byte) i;
        var values = new Values();
        values.planes(sample, 0, 2, 3, 4);
        return values;
    }

    private static float[] run(String settings, Values sample, boolean training, long seed) {
        var transformer = new Transformer(settings(settings), sample.shape());
        int count = transformer.shape().count();
        Tensor batch = Tensor.zeros(Shape.of(3, count));
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
