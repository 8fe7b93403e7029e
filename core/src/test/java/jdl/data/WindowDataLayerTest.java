package jdl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import jdl.data.WindowFile.Window;
import jdl.failure.Failure;
import jdl.layer.Clock;
import jdl.layer.LayerCase;
import jdl.proto.BlobProto;
import jdl.proto.BlobShape;
import jdl.proto.LayerParameter;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowDataLayerTest {

    private static final int SIZE = 8;

    @TempDir Path folder;
    private Path list = Path.of("");

    /** A picture whose blue tells the column and whose green tells the row; and its windows. */
    @BeforeEach
    void picture() throws IOException {
        var image = new BufferedImage(20, 12, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 12; y++)
            for (int x = 0; x < 20; x++) image.setRGB(x, y, 7 << 16 | (10 * y) << 8 | 10 * x);
        ImageIO.write(image, "png", folder.resolve("a.png").toFile());
        list =
                Files.writeString(
                        folder.resolve("windows.txt"),
                        """
                        # 0
                        a.png
                        3
                        12
                        20
                        3
                        2 0.9 4 2 11 9
                        5 0.2 0 0 7 7
                        1 0.45 3 3 6 6
                        """);
    }

    @Test
    void aWindowOfTheSizeOfTheSquareIsItself() {
        Tensor data = make(layer("fg_fraction: 1, bg_threshold: 0.3", ""), 0).get(0);
        for (int y = 0; y < SIZE; y++)
            for (int x = 0; x < SIZE; x++) {
                assertThat(at(data, 0, y, x)).isEqualTo(10 * (x + 4));
                assertThat(at(data, 1, y, x)).isEqualTo(10 * (y + 2));
                assertThat(at(data, 2, y, x)).isEqualTo(7);
            }
    }

    @Test
    void backgroundComesFirstAndIsOfClassZero() {
        var layer = layer("fg_fraction: 0.5, bg_threshold: 0.3", "");
        assertThat(make(layer, 3).get(1).toArray()).containsExactly(0, 0, 2, 2);
        Tensor data = make(layer, 3).get(0);
        assertThat(at(data, 0, 0, 0)).isZero();
        assertThat(at(data, 0, 0, 1)).isEqualTo(10);
    }

    /** The window 0 0 7 7 with 1 pixel around: 11 pixels from -1 to 9, of which one is outside. */
    @Test
    void whatLiesOutsideOfTheImageIsEmpty() {
        var image = new Values();
        image.planes(new byte[3 * 12 * 20], 0, 3, 12, 20);
        var window = new Window(Path.of("a"), 0, 0, 0, 7, 7);
        var cut = WindowCut.of(window, image, SIZE, 1, false, false);
        // context 8/6: half 4 becomes 5.33, from 4 - 5.33 = -1.33 to 9.33, so -1 to 9
        assertThat(cut).isEqualTo(new WindowCut(0, 0, 10, 10, 1, 1, 7, 7));
        var mirrored = WindowCut.of(window, image, SIZE, 1, false, true);
        assertThat(mirrored.left()).isZero();
        var layer = layer("fg_fraction: 0, bg_threshold: 0.3, context_pad: 1", "mean_value: 1");
        Tensor data = make(layer, 0).get(0);
        assertThat(at(data, 2, 0, 3)).isZero();
        assertThat(at(data, 2, 3, 0)).isZero();
        assertThat(at(data, 2, 1, 1)).isEqualTo(6);
    }

    @Test
    void aSquareIsTakenAroundALongWindow() {
        var image = new Values();
        image.planes(new byte[3 * 12 * 20], 0, 3, 12, 20);
        var window = new Window(Path.of("a"), 0, 4, 5, 11, 6);
        // half 4 around the middle 8, 6: from 4 to 12 and from 2 to 10, as Caffe rounds
        assertThat(WindowCut.of(window, image, SIZE, 0, true, false))
                .isEqualTo(new WindowCut(4, 2, 9, 9, 0, 0, 8, 8));
    }

    /** 27 - 27 · 224/192 is -4.5, which would become -5; of floats it is a little more. */
    @Test
    void halvesAreRoundedInCaffesPrecision() {
        var cut = cut(new Window(Path.of("a"), 0, 0, 0, 53, 53), 80, 224, 16, false);
        assertThat(cut.width()).isEqualTo(60);
        // -4 to 59 are 64 columns in 224: 4 of them are 14
        assertThat(cut.left()).isEqualTo(14);
        assertThat(cut.toWidth()).isEqualTo(210);
    }

    /** 19 to 34 are 16 columns in 8, of which one is in the image: 7.5 empty ones are all 8. */
    @Test
    void aWindowThatRoundsToNothingIsOutside() {
        var window = new Window(Path.of("a"), 0, 21, 0, 31, 10);
        assertThat(cut(window, 20, SIZE, 1, false).toWidth()).isEqualTo(1);
        assertThat(catchThrowableOfType(Failure.class, () -> cut(window, 20, SIZE, 1, true)))
                .hasMessageContaining("does not lie in it");
    }

    @Test
    void aWindowFarLargerThanItsImageIsOutside() {
        int end = 999_999_999;
        var window = new Window(Path.of("a"), 0, 0, 0, end, end);
        assertThat(catchThrowableOfType(Failure.class, () -> cut(window, 20, 227, 113, false)))
                .hasMessageContaining("does not lie in it");
    }

    private static WindowCut cut(Window window, int side, int size, int pad, boolean mirrored) {
        var image = new Values();
        image.planes(new byte[3 * side * side], 0, 3, side, side);
        return WindowCut.of(window, image, size, pad, false, mirrored);
    }

    @Test
    void theScaleStandsInEitherPlace() {
        var here = layer("fg_fraction: 1, bg_threshold: 0.3, scale: 0.5", "");
        var there = layer("fg_fraction: 1, bg_threshold: 0.3", "scale: 0.5");
        assertThat(at(make(here, 0).get(0), 0, 0, 0)).isEqualTo(20);
        assertThat(at(make(there, 0).get(0), 0, 0, 0)).isEqualTo(20);
        assertThat(failure("scale: 1", "scale: 0.5")).contains("both have scale");
    }

    /** The mean image counts its values; the middle of it begins at row 1, column 1. */
    @Test
    void theMiddleOfAMeanImageIsTaken() throws IOException {
        var mean = BlobProto.newBuilder().setShape(shape(1, 3, 10, 10));
        for (int i = 0; i < 300; i++) mean.addData(i);
        Tensor data = make(withMean(mean.build()), 0).get(0);
        assertThat(at(data, 0, 0, 0)).isEqualTo(40 - 11);
        assertThat(at(data, 1, 2, 3)).isEqualTo(40 - (100 + 34));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -8, 0, 7, 1 << 14, 1 << 15, Long.MAX_VALUE})
    void aMeanImageThatCannotBeIsRefused(long side) {
        var mean = BlobProto.newBuilder().setShape(shape(1, 3, side, side)).build();
        assertThat(catchThrowableOfType(Failure.class, () -> withMean(mean)))
                .hasMessageContaining("mean.binaryproto");
    }

    private static BlobShape shape(long... dims) {
        var shape = BlobShape.newBuilder();
        for (long dim : dims) shape.addDim(dim);
        return shape.build();
    }

    private WindowDataLayer withMean(BlobProto mean) throws IOException {
        Path file = Files.write(folder.resolve("mean.binaryproto"), mean.toByteArray());
        return layer("fg_fraction: 1, bg_threshold: 0.3", "mean_file: \"" + file + "\"");
    }

    @Test
    void whatIsDrawnIsAFunctionOfTheSeedAndThePass() {
        var layer = layer("fg_fraction: 0.25, bg_threshold: 0.5", "mirror: true, mean_value: 3");
        var again = layer("fg_fraction: 0.25, bg_threshold: 0.5", "mirror: true, mean_value: 3");
        boolean differ = false;
        for (int pass = 0; pass < 20; pass++) {
            float[] data = make(layer, pass).get(0).toArray();
            assertThat(make(again, pass).get(0).toArray()).containsExactly(data);
            differ |= !java.util.Arrays.equals(data, make(layer, pass + 1).get(0).toArray());
        }
        assertThat(differ).isTrue();
    }

    @Test
    void imagesThatAreKeptAreTheSame() {
        var fresh = layer("fg_fraction: 0.5, bg_threshold: 0.3", "");
        var kept = layer("fg_fraction: 0.5, bg_threshold: 0.3, cache_images: true", "");
        for (int pass = 0; pass < 2; pass++)
            assertThat(make(kept, pass).get(0).toArray())
                    .containsExactly(make(fresh, pass).get(0).toArray());
    }

    @Test
    void aMirroredWindowIsMirrored() {
        var layer = layer("fg_fraction: 1, bg_threshold: 0.3", "mirror: true");
        var seen = new java.util.TreeSet<Float>();
        for (int pass = 0; pass < 20; pass++) seen.add(at(make(layer, pass).get(0), 0, 0, 0));
        assertThat(seen).containsExactly(40f, 110f);
    }

    @Test
    void eachMistakeIsToldWithItsLine() throws IOException {
        refused(list.getFileName() + ":8", "5 0.2 0 0 7 7", "5 0.2 0 0 7");
        refused("a class expected, but got \"x\"", "2 0.9", "x 0.9");
        refused("has a class from 1", "2 0.9", "0 0.9");
        refused("the file ends", "20\n3", "20\n30");
        refused(list.getFileName() + ":6: the number of its windows", "20\n3", "20\n3 4");
        refused("y2 expected, but got \"1000000000\"", "11 9", "11 1000000000");
        refused("images of 3 channels", "a.png\n3", "a.png\n1");
        refused("upper left", "4 2 11 9", "11 9 4 2");
    }

    @Test
    void settingsThatCannotBeAreRefused() {
        assertThat(failure("fg_fraction: 2", "")).contains("fg_fraction");
        assertThat(failure("context_pad: 4", "")).contains("half of crop_size");
        assertThat(failure("crop_mode: \"round\"", "")).contains("warp or square");
        assertThat(failure("fg_threshold: 0.95", "")).contains("fg_threshold");
        assertThat(failure("mirror: true", "")).contains("transform_param.mirror");
        assertThat(failure("", "flip: true")).contains("transform_param.flip is not done");
    }

    @Test
    void damageEndsInAMessage() throws IOException {
        damage(1000);
    }

    @Tag("slow")
    @Test
    void damageEndsInAMessageTenThousandTimes() throws IOException {
        damage(10_000);
    }

    private void damage(int cases) throws IOException {
        byte[] whole = Files.readAllBytes(list);
        var random = new Random(5);
        for (int i = 0; i < cases; i++) {
            byte[] bytes = whole.clone();
            for (int n = random.nextInt(4); n >= 0; n--)
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(128);
            Files.write(list, java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)));
            try {
                WindowFile.read(list, layer().getWindowDataParam());
            } catch (Failure e) {
                assertThat(e).hasMessageContaining("windows.txt");
            }
        }
    }

    private void refused(String message, String from, String to) throws IOException {
        String whole = Files.readString(list);
        Files.writeString(list, whole.replace(from, to));
        assertThat(failure("bg_threshold: 0.3", "")).contains(message);
        Files.writeString(list, whole);
    }

    private String failure(String settings, String transform) {
        return catchThrowableOfType(Failure.class, () -> layer(settings, transform)).message();
    }

    private static float at(Tensor data, int channel, int y, int x) {
        return data.get((channel * SIZE + y) * SIZE + x);
    }

    private static List<Tensor> make(WindowDataLayer layer, long pass) {
        var into = layer.plan().tops().stream().map(Tensor::zeros).toList();
        assertThat(layer.plan().tops().get(0)).isEqualTo(Shape.of(4, 3, SIZE, SIZE));
        for (int i = 0; i < 4; i++) layer.make(new Clock(true, 1, pass), i, into);
        return into;
    }

    private WindowDataLayer layer(String settings, String transform) {
        return new WindowDataLayer(parsed(settings, transform), Sources.installed());
    }

    private LayerParameter layer() {
        return parsed("fg_fraction: 0.5", "");
    }

    private LayerParameter parsed(String settings, String transform) {
        String text =
                "{name: \"w\" type: \"WindowData\" top: \"data\" top: \"label\" transform_param {crop_size: 8 %s} window_data_param {source: \"%s\" batch_size: 4 %s}}"
                        .formatted(transform, list, settings);
        return LayerCase.layer(text).settings();
    }
}
