package jdl.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.TextFormat;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import jdl.data.Column;
import jdl.data.Source;
import jdl.data.SourceContract;
import jdl.data.Sources;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.layer.Layer;
import jdl.layer.LayerTypes;
import jdl.layer.Reads;
import jdl.proto.LayerParameter;
import jdl.proto.SourceParameter;
import jdl.tensor.Shape;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureSourceTest implements SourceContract {

    @TempDir Path folder;

    /** Three classes with pictures of one colour, and files that are no pictures. */
    @BeforeEach
    void pictures() throws IOException {
        for (String name : List.of("b/2.png", "a/1.png", "a/0.PNG", "c/x y.png", "c/deep/z.png"))
            paint(name, name.length(), 10 * name.length(), 100 + name.length());
        Files.createDirectories(folder.resolve("empty"));
        Files.writeString(folder.resolve("a/notes.txt"), "no picture");
        Files.writeString(folder.resolve("list.txt"), "b/2.png 7\n\nc/x y.png 3\r\na/1.png\t0\n");
    }

    @Override
    public Stream<SourceCase> sources() {
        try {
            pictures();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return Stream.of("folder:" + folder, "images:" + folder.resolve("list.txt"))
                .map(written -> new SourceCase(written, open(written, ""), open(written, "")));
    }

    @Test
    void eachFolderIsAClass() {
        Source source = open("folder:" + folder, "");
        assertThat(source.classes()).containsExactly("a", "b", "c");
        assertThat(source.columns())
                .containsExactly(
                        Column.pictures("data", Shape.of(3, 2, 3)), Column.classes("label"));
        assertThat(keys(source))
                .containsExactly("a/0.PNG", "a/1.png", "b/2.png", "c/deep/z.png", "c/x y.png");
        assertThat(source.label(3)).isEqualTo(2);
        assertThat(SourceContract.pixels(source, 3)) // blue, green, red
                .containsSequence(12, 12, 12, 12, 12, 12, 120, 120, 120, 120, 120, 120, 112);
    }

    @Test
    void aShareOfEachClassCanBeHeldOut() throws IOException {
        for (int i = 0; i < 20; i++) paint("a/more" + i + ".png", 1, 2, 3);
        for (int i = 0; i < 7; i++) paint("b/more" + i + ".png", 1, 2, 3);
        var train = keys(open("folder:" + folder + "?train=0.75", ""));
        var test = keys(open("folder:" + folder + "?test=0.25", ""));
        assertThat(train).hasSize(17 + 6 + 2).doesNotContainAnyElementsOf(test);
        assertThat(test).hasSize(5 + 2 + 0);
        assertThatThrownBy(() -> open("folder:" + folder + "?tests=1", ""))
                .hasMessageContaining("train=0.8");
    }

    @Test
    void aListGivesPathsAndClasses() {
        Source source = open("images:" + folder.resolve("list.txt"), "");
        assertThat(keys(source)).containsExactly("b/2.png", "c/x y.png", "a/1.png");
        assertThat(LongStream.range(0, 3).map(source::label)).containsExactly(7L, 3L, 0L);
    }

    @Test
    void pathsMayBeBelowARootFolder() throws IOException {
        Path list = folder.resolve("empty/list.txt");
        Files.writeString(list, "1.png 4\n");
        for (String root : List.of(folder + "/a/", folder + "/a")) {
            Source source = open("images:" + list, "root_folder: '" + root + "'");
            assertThat(keys(source)).containsExactly("a/1.png");
        }
    }

    @Test
    void picturesMayBeGrey() {
        assertThat(open("folder:" + folder, "color: GRAY").columns().get(0).shape())
                .isEqualTo(Shape.of(1, 2, 3));
    }

    @Test
    void filesAndFoldersWithoutClassesAreASource() {
        Source source = open("files:" + folder.resolve("b/2.png") + "\n" + folder.resolve("c"), "");
        assertThat(keys(source)).containsExactly("b/2.png", "c/deep/z.png", "c/x y.png");
        assertThat(source.columns()).hasSize(1);
    }

    @Test
    void caffesLayerReadsTheSame() throws TextFormat.ParseException {
        var layer =
                TextFormat.parse(
                        "type: 'ImageData' top: 'x' top: 'y' image_data_param { batch_size: 2"
                                + " is_color: false source: '"
                                + folder.resolve("list.txt")
                                + "' }",
                        LayerParameter.class);
        var made = LayerTypes.installed().get("ImageData").create(layer, List.of());
        assertThat(made.plan().tops()).containsExactly(Shape.of(2, 1, 2, 3), Shape.of(2));
        assertThat(((Reads) made).size()).isEqualTo(3);
    }

    @Test
    void caffesLayerStretchesWhatItReads() throws TextFormat.ParseException {
        String settings = "new_height: 5 new_width: 4 batch_size: 2";
        assertThat(imageData(settings, "crop_size: 3").plan().tops())
                .containsExactly(Shape.of(2, 3, 3, 3), Shape.of(2));
        assertThatThrownBy(() -> imageData(settings, "resize { shorter: 3 }"))
                .hasMessageContaining("keep one of them");
    }

    private Layer imageData(String settings, String transform) throws TextFormat.ParseException {
        String text =
                "type: 'ImageData' top: 'x' top: 'y' image_data_param { source: '%s' %s } transform_param { %s }";
        var layer =
                TextFormat.parse(
                        text.formatted(folder.resolve("list.txt"), settings, transform),
                        LayerParameter.class);
        return LayerTypes.installed().get("ImageData").create(layer, List.of());
    }

    @Test
    void whatIsWrongIsToldWithItsPlace() throws IOException {
        Path list = folder.resolve("list.txt");
        Files.writeString(list, "a/1.png 0\na/1.png cat\n");
        refused("images:" + list, Kind.CORRUPT, "list.txt:2: a path, a space and a class");
        Files.writeString(list, "\n");
        refused("images:" + list, Kind.CORRUPT, "names no images");
        Files.writeString(list, "nowhere.png 0\n");
        refused("images:" + list, Kind.MISSING, "nowhere.png");
        Files.writeString(list, "a/notes.txt 0\n");
        refused("images:" + list, Kind.CORRUPT, "notes.txt");
        refused("folder:" + folder.resolve("empty"), Kind.MISSING, "a folder for each class");
        refused("folder:" + folder.resolve("nowhere"), Kind.MISSING, "no such folder");
    }

    private static void refused(String source, Kind kind, String what) {
        assertThatThrownBy(() -> open(source, ""))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(what)
                .extracting(e -> ((Failure) e).kind())
                .isEqualTo(kind);
    }

    private List<String> keys(Source source) {
        return LongStream.range(0, source.size())
                .mapToObj(i -> folder.relativize(Path.of(source.key(i))).toString())
                .toList();
    }

    private static Source open(String written, String settings) {
        try {
            return Sources.installed()
                    .open(written, TextFormat.parse(settings, SourceParameter.class));
        } catch (TextFormat.ParseException e) {
            throw new AssertionError(settings, e);
        }
    }

    /** A picture of two rows and three columns. */
    private void paint(String name, int blue, int green, int red) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        var image = new BufferedImage(3, 2, BufferedImage.TYPE_3BYTE_BGR);
        for (int i = 0; i < 6; i++) image.setRGB(i % 3, i / 3, red << 16 | green << 8 | blue);
        ImageIO.write(image, "png", file.toFile());
    }
}
