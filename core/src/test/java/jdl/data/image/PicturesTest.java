package jdl.data.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import jdl.data.Values;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.proto.SourceParameter.Color;
import jdl.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesTest {

    private static final String JPEG =
            "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQ"
                    + "WnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/2wBDARUXFx4aHjshITt8U0ZTfHx8fHx8fHx8fHx8"
                    + "fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHz/wAARCAAIABADASIAAhEBAxEB/8QA"
                    + "FgABAQEAAAAAAAAAAAAAAAAAAAQF/8QAHBAAAQMFAAAAAAAAAAAAAAAAABESYWKhouHi/8QAFAEBAAAA"
                    + "AAAAAAAAAAAAAAAABP/EABgRAAIDAAAAAAAAAAAAAAAAAAAFQoHB/9oADAMBAAIRAxEAPwDDbTjyQJFt"
                    + "ADFc60exjeH/2Q==";
    private static final String WEBP =
            "UklGRiYAAABXRUJQVlA4TBkAAAAvAkAAAA9wCo96XMFj/oMDgaQt3vZH9D84AA==";
    private static final int[] COLORS = {
        30, 23, 220, 28, 25, 218, 26, 27, 215, 26, 30, 209, 28, 32, 204, 25, 31, 208, 16, 25, 222,
        74, 33, 184, 153, 5, 43, 212, 13, 5, 203, 8, 18, 200, 6, 22, 201, 8, 18, 201, 11, 12, 200,
        13, 9, 198, 15, 6
    };
    private static final int[] GRAYS = {
        83, 83, 83, 83, 83, 83, 83, 83, 33, 33, 33, 33, 33, 33, 33, 33
    };

    @TempDir Path folder;

    @Test
    void losslessFilesGiveBlueGreenRed() {
        for (String format : List.of("png", "bmp")) {
            var image = Drawings.picture(BufferedImage.TYPE_INT_RGB, 13, 7, 1);
            Values values = Drawings.decoded(Color.COLOR, Drawings.file(image, format));
            assertThat(values.shape()).isEqualTo(Shape.of(3, 7, 13));
            for (int y = 0; y < 7; y++)
                for (int x = 0; x < 13; x++) same(values, y, x, image.getRGB(x, y));
        }
    }

    private static void same(Values values, int y, int x, int rgb) {
        for (int c = 0; c < 3; c++)
            assertThat(values.get(c, y, x)).isEqualTo(rgb >> (8 * c) & 0xff);
    }

    @Test
    void transparencyIsDroppedAndPalettesAreLookedUp() {
        var image = Drawings.picture(BufferedImage.TYPE_INT_ARGB, 13, 7, 2);
        Values values = Drawings.decoded(Color.AS_STORED, Drawings.file(image, "png"));
        for (int y = 0; y < 7; y++) same(values, y, 5, image.getRGB(5, y));
        var few = Drawings.picture(BufferedImage.TYPE_BYTE_INDEXED, 13, 7, 3);
        for (String format : List.of("png", "gif")) {
            values = Drawings.decoded(Color.AS_STORED, Drawings.file(few, format));
            for (int y = 0; y < 7; y++) same(values, y, 5, few.getRGB(5, y));
        }
    }

    @Test
    void greyStaysGreyOrIsSpread() {
        for (int type :
                List.of(
                        BufferedImage.TYPE_BYTE_GRAY,
                        BufferedImage.TYPE_USHORT_GRAY,
                        BufferedImage.TYPE_BYTE_BINARY)) {
            var image = Drawings.picture(type, 19, 4, 4);
            byte[] file = Drawings.file(image, "png");
            Values gray = Drawings.decoded(Color.AS_STORED, file);
            assertThat(gray.shape()).isEqualTo(Shape.of(1, 4, 19));
            int bits = image.getColorModel().getPixelSize();
            for (int x = 0; x < 19; x++) {
                int stored = image.getRaster().getSample(x, 2, 0);
                assertThat(gray.get(0, 2, x))
                        .isEqualTo(bits == 16 ? stored >> 8 : bits == 1 ? stored * 255 : stored);
            }
            Values spread = Drawings.decoded(Color.COLOR, file);
            assertThat(spread.shape()).isEqualTo(Shape.of(3, 4, 19));
            for (int c = 0; c < 3; c++)
                assertThat(spread.get(c, 3, 18)).isEqualTo(gray.get(0, 3, 18));
            assertThat(Drawings.bytes(Drawings.decoded(Color.GRAY, file)))
                    .isEqualTo(Drawings.bytes(gray));
        }
    }

    /** Of 16 × 8 pixels, left red and right blue, by cv2.imwrite; and what cv2.imread gives. */
    @Test
    void jpegHasTheBitsOfOpenCv() {
        byte[] file = Base64.getDecoder().decode(JPEG);
        Values color = Drawings.decoded(Color.COLOR, file);
        assertThat(color.shape()).isEqualTo(Shape.of(3, 8, 16));
        assertThat(pixels(color)).containsExactly(COLORS);
        assertThat(pixels(Drawings.decoded(Color.GRAY, file))).containsExactly(GRAYS);
    }

    private static int[] pixels(Values values) {
        byte[] bytes = Drawings.bytes(values);
        int row = values.width() * values.channels();
        return IntStream.range(3 * row, 4 * row).map(i -> bytes[i] & 0xff).toArray();
    }

    @Test
    void progressiveAndPlainJpegAreTheSamePixels() {
        var image = Drawings.picture(BufferedImage.TYPE_INT_RGB, 50, 41, 5);
        assertThat(bytes(Drawings.file(image, "jpeg", true)))
                .isEqualTo(bytes(Drawings.file(image, "jpeg", false)));
    }

    private static byte[] bytes(byte[] file) {
        return Drawings.bytes(Drawings.decoded(Color.COLOR, file));
    }

    @Test
    void portablePixmapsOfAllKindsAreRead() {
        assertThat(bytes("P3 # three\n2 1\n255\n1 2 3 4 5 6\n".getBytes(ISO_8859_1)))
                .containsExactly(3, 2, 1, 6, 5, 4);
        assertThat(bytes("P6 2 1 255\n\1\2\3\4\5\6".getBytes(ISO_8859_1)))
                .containsExactly(3, 2, 1, 6, 5, 4);
        assertThat(gray("P2 2 2 100 0 50 99 100")).containsExactly(0, (byte) 128, (byte) 252, -1);
        assertThat(gray("P5 2 1 65535\n\0\u00ff\7\u00ff")).containsExactly(0, 7);
        assertThat(gray("P1 3 1 010")).containsExactly(-1, 0, -1);
        assertThat(gray("P4 9 2\n\u00ff\u00ff\0\0"))
                .startsWith(0, 0, 0, 0, 0, 0, 0, 0, 0)
                .endsWith(-1, -1, -1, -1, -1, -1, -1, -1, -1);
    }

    private static byte[] gray(String file) {
        return Drawings.bytes(Drawings.decoded(Color.AS_STORED, file.getBytes(ISO_8859_1)));
    }

    @Test
    void webpIsRead() {
        Values values = Drawings.decoded(Color.COLOR, Base64.getDecoder().decode(WEBP));
        assertThat(values.shape()).isEqualTo(Shape.of(3, 2, 3));
        assertThat(Drawings.bytes(values)).startsWith(10, 20, 30).endsWith(40, 50, 60);
    }

    @Test
    void aFileIsReadWhereItLiesAndOneObjectTakesManyOneAfterTheOther() throws IOException {
        byte[] png = Drawings.file(Drawings.picture(BufferedImage.TYPE_INT_RGB, 5, 4, 6), "png");
        byte[] within = new byte[png.length + 30];
        System.arraycopy(png, 0, within, 20, png.length);
        var pictures = new Pictures(Color.COLOR);
        var values = new Values();
        byte[] jpeg = Drawings.file(Drawings.picture(BufferedImage.TYPE_INT_RGB, 9, 9, 7), "jpeg");
        pictures.decode("x", jpeg, values);
        pictures.decode("x", within, 20, png.length, values);
        assertThat(Drawings.bytes(values)).isEqualTo(bytes(png));
        Path file = Files.write(folder.resolve("picture.jpg"), png);
        pictures.read(file, values);
        assertThat(Drawings.bytes(values)).isEqualTo(bytes(png));
    }

    @Test
    void aMissingOrStrangeFileIsNamed() throws IOException {
        var pictures = new Pictures(Color.COLOR);
        assertThatThrownBy(() -> pictures.read(folder.resolve("none.jpg"), new Values()))
                .hasMessageContaining("none.jpg: there is no such file")
                .extracting(e -> ((Failure) e).kind())
                .isEqualTo(Kind.MISSING);
        Path text = Files.writeString(folder.resolve("text.jpg"), "no picture");
        assertThatThrownBy(() -> pictures.read(text, new Values()))
                .hasMessageContaining("text.jpg: is no JPEG, PNG")
                .extracting(e -> ((Failure) e).kind())
                .isEqualTo(Kind.CORRUPT);
    }
}
