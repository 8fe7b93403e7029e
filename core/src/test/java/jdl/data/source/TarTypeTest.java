package jdl.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import jdl.data.Column;
import jdl.data.Source;
import jdl.data.SourceContract;
import jdl.data.Sources;
import jdl.data.Values;
import jdl.file.tar.TarShardWriter;
import jdl.file.tar.TarShardWriter.Sample;
import jdl.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarTypeTest implements SourceContract {

    @TempDir private Path folder;

    @Override
    public Stream<SourceCase> sources() {
        write("s", 7);
        String written = "tar:" + folder + "/s-*.tar";
        return Stream.of(new SourceCase("tar", open(written), open(written)));
    }

    @Test
    void shardsAreNamedByRangesAndStars() {
        write("s", 7);
        Source all = open("tar:" + folder + "/s-00000?.tar");
        assertThat(all.size()).isEqualTo(7);
        assertThat(all.columns())
                .containsExactly(
                        Column.pictures("data", Shape.of(3, 2, 2)), Column.classes("label"));
        for (int i = 0; i < 7; i++) assertThat(all.label(i)).isEqualTo(i);
        assertThat(all.key(6)).contains("s-00000").endsWith(", sample \"key6\"");
        long two = open("tar:" + folder + "/s-{000000..000001}.tar").size();
        assertThat(two).isEqualTo(2 * open("tar:" + folder + "/s-000000.tar").size());
        assertThatThrownBy(() -> open("tar:" + folder + "/t*.tar"))
                .hasMessageContaining("there are no such files");
        assertThatThrownBy(() -> open("tar:" + folder + "/s-{3..1}.tar"))
                .hasMessageContaining("no range of numbers");
    }

    @Test
    void aSampleWithoutAPictureOrWithAStrangeClassIsRefusedByItself() {
        var parts = new TreeMap<String, byte[]>();
        parts.put("png", png(1));
        parts.put("cls", text("3\n"));
        write("t", parts, "good");
        Source source = open("tar:" + folder + "/t-*.tar");
        assertThat(source.label(0)).isEqualTo(3);
        parts.put("cls", text("three"));
        write("u", parts, "strange");
        Source strange = open("tar:" + folder + "/u-*.tar");
        assertThatThrownBy(() -> strange.read(0, 1, new Values()))
                .hasMessageContaining("cls should be a class from 0, but is \"three\"");
        parts.remove("png");
        write("v", parts, "blind");
        assertThatThrownBy(() -> open("tar:" + folder + "/v-*.tar"))
                .hasMessageContaining("sample \"blind\": has no picture (jpg, png, …), but cls");
    }

    private void write(String name, int count) {
        TarShardWriter.write(
                folder,
                name,
                7000,
                new TarShardWriter.Samples() {
                    @Override
                    public long size() {
                        return count;
                    }

                    @Override
                    public Sample get(long index) {
                        var parts = new TreeMap<String, byte[]>();
                        parts.put("png", png((int) index));
                        parts.put("cls", text(Long.toString(index)));
                        return new Sample("key" + index, parts);
                    }
                });
    }

    private void write(String name, SortedMap<String, byte[]> parts, String key) {
        TarShardWriter.write(
                folder,
                name,
                7000,
                new TarShardWriter.Samples() {
                    @Override
                    public long size() {
                        return 1;
                    }

                    @Override
                    public Sample get(long index) {
                        return new Sample(key, parts);
                    }
                });
    }

    private static Source open(String written) {
        return Sources.installed().open(written);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] png(int shade) {
        try {
            var image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
            for (int i = 0; i < 4; i++) image.setRGB(i % 2, i / 2, shade * 0x010203);
            var out = new ByteArrayOutputStream();
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
