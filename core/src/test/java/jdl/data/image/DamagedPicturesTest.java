package jdl.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import jdl.data.Values;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.proto.SourceParameter.Color;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A picture is whole or refused, and nothing but a Failure comes out of a file. */
class DamagedPicturesTest {

    private final Pictures pictures = new Pictures(Color.COLOR);
    private final Values values = new Values();

    /** A whole file and its pixels. */
    private static final class Good {
        final byte[] file;
        final byte[] pixels;

        Good(byte[] file, byte[] pixels) {
            this.file = file;
            this.pixels = pixels;
        }
    }

    @Test
    void cutOffJpegAndPngAreRefused() {
        for (Good good : made("jpeg", "png")) cut(good, 120, 1);
    }

    @Test
    void wipedOutJpegAndPngAreRefused() {
        for (Good good : made("jpeg", "png")) wipe(good, 120, 2);
    }

    @Test
    void nothingButAFailureComesOutOfOthers() {
        for (Good good : made("gif", "bmp", "png")) flip(good, 100, 3);
    }

    @Test
    void realPhotographsAreRefusedWhenCutOffOrWipedOut() throws IOException {
        for (Good good : real()) {
            cut(good, 10, 4);
            wipe(good, 10, 5);
        }
    }

    @Tag("slow")
    @Test
    void tenThousandDamagedFiles() {
        for (Good good : made("jpeg", "png")) {
            cut(good, 600, 6);
            wipe(good, 600, 7);
        }
        for (Good good : made("jpeg", "png", "gif", "bmp")) flip(good, 900, 8);
    }

    @Test
    void bombsAreRefusedBeforeTheyAreOpened() {
        byte[] png = Drawings.file(new BufferedImage(9, 9, BufferedImage.TYPE_BYTE_GRAY), "png");
        png[18] = 0x27; // 10,000 columns and rows more
        png[22] = 0x27;
        assertThat(Drawings.refusal(png)).contains("too much for a file of");
        byte[] jpeg = Drawings.file(new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB), "jpeg");
        for (int i = 0; i < jpeg.length - 9; i++)
            if ((jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == 0xc0)
                Arrays.fill(jpeg, i + 5, i + 9, (byte) 0xfe);
        assertThat(Drawings.refusal(jpeg)).contains("65278 × 65278 pixels, which is too much");
        byte[] pgm = "P5 100000 100000 255\n".getBytes(StandardCharsets.US_ASCII);
        assertThat(Drawings.refusal(pgm)).contains("too much for a file of");
    }

    @Test
    void aJpegOfThousandScansIsRefused() {
        byte[] jpeg = Drawings.file(new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB), "jpeg");
        int scan = 0;
        for (int i = 0; i < jpeg.length - 1; i++)
            if ((jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == 0xda) scan = i;
        int length = jpeg.length - 2 - scan;
        byte[] many = Arrays.copyOf(jpeg, scan + 1000 * length + 2);
        for (int i = 0; i < 1000; i++)
            System.arraycopy(jpeg, scan, many, scan + i * length, length);
        System.arraycopy(jpeg, jpeg.length - 2, many, many.length - 2, 2);
        assertThat(Drawings.refusal(many)).contains("more than 100 scans");
    }

    private static List<byte[]> files(String format) {
        var files = new ArrayList<byte[]>();
        for (int type : List.of(BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_BYTE_GRAY)) {
            BufferedImage image = Drawings.picture(type, 61, 47, type);
            files.add(Drawings.file(image, format));
            if (format.equals("jpeg")) files.add(Drawings.file(image, format, true));
        }
        return files;
    }

    private List<Good> made(String... formats) {
        return Arrays.stream(formats).flatMap(f -> files(f).stream()).map(this::good).toList();
    }

    private Good good(byte[] file) {
        pictures.decode("good", file, values);
        return new Good(file, Drawings.bytes(values));
    }

    private List<Good> real() throws IOException {
        Path shared =
                Path.of(System.getProperty("jdl.root", ".."), "..", "shared", "data", "images");
        assumeTrue(Files.isDirectory(shared), "no pictures in " + shared);
        var goods = new ArrayList<Good>();
        try (var files = Files.walk(shared)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".jpg")).sorted().toList())
                goods.add(good(Files.readAllBytes(file)));
        }
        return goods;
    }

    private void cut(Good good, int times, long seed) {
        var random = new Random(seed);
        for (int i = 0; i < times; i++)
            refused(good, Arrays.copyOf(good.file, random.nextInt(good.file.length)));
    }

    /** Zeros over some part, as a disk leaves them; the same pixels may remain. */
    private void wipe(Good good, int times, long seed) {
        var random = new Random(seed);
        for (int i = 0; i < times; i++) {
            byte[] file = good.file.clone();
            int length = Math.min(128 << random.nextInt(3), file.length / 2);
            int from = random.nextInt(file.length - length);
            Arrays.fill(file, from, from + length, (byte) 0);
            refused(good, file);
        }
    }

    private void refused(Good good, byte[] file) {
        try {
            pictures.decode("the file", file, values);
        } catch (Failure e) {
            assertThat(e.kind()).isEqualTo(Kind.CORRUPT);
            assertThat(e.message()).startsWith("the file: ");
            return;
        }
        assertThat(Drawings.bytes(values)).isEqualTo(good.pixels);
    }

    private void flip(Good good, int times, long seed) {
        var random = new Random(seed);
        for (int i = 0; i < times; i++) {
            byte[] file = good.file.clone();
            for (int k = 0; k < 1 + i % 3; k++)
                file[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
            if (i % 4 == 0) file = Arrays.copyOf(file, random.nextInt(file.length));
            try {
                pictures.decode("the file", file, values);
            } catch (Failure e) {
                assertThat(e.kind()).isEqualTo(Kind.CORRUPT);
            }
        }
    }

    @Test
    void aDecoderThatFailedDecodesTheNextFile() {
        Good good = made("jpeg").get(0);
        assertThatThrownBy(() -> pictures.decode("half", Arrays.copyOf(good.file, 700), values))
                .isInstanceOf(Failure.class);
        pictures.decode("whole", good.file, values);
        assertThat(Drawings.bytes(values)).isEqualTo(good.pixels);
    }
}
