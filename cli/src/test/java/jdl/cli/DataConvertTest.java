package jdl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import jdl.data.Source;
import jdl.data.Sources;
import jdl.data.Values;
import jdl.data.image.Resize;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataConvertTest {

    @TempDir private Path folder;
    private Path photos = Path.of("");
    private Path out = Path.of("");

    @BeforeEach
    void photos() throws IOException {
        photos = Photos.folder(folder.resolve("photos"));
        out = folder.resolve("out");
    }

    private Run convert(String source, String... more) {
        Stream<String> begin = Stream.of("data", "convert", source, out.toString());
        return Run.jdl(Stream.concat(begin, Stream.of(more)).toArray(String[]::new));
    }

    private void converts(String source, String... more) {
        Run run = convert(source, more);
        assertThat(run.code()).as(run.err()).isZero();
    }

    private static Source open(String written) {
        return Sources.installed().open(written);
    }

    /** All values of a record's first column. */
    private static List<Float> values(Source source, long index) {
        var values = new Values();
        source.read(index, 0, values);
        return all(values);
    }

    private static List<Float> all(Values values) {
        List<Float> all = new ArrayList<>(List.of((float) values.height()));
        for (int c = 0; c < values.channels(); c++)
            for (int y = 0; y < values.height(); y++)
                for (int x = 0; x < values.width(); x++) all.add(values.get(c, y, x));
        return all;
    }

    private static void assertSame(Source made, Source source, List<Long> order) {
        assertThat(made.size()).isEqualTo(order.size());
        for (int i = 0; i < order.size(); i++) {
            assertThat(values(made, i)).isEqualTo(values(source, order.get(i)));
            assertThat(made.label(i)).isEqualTo(source.label(order.get(i)));
        }
    }

    private static List<Long> count(long size) {
        return LongStream.range(0, size).boxed().toList();
    }

    @Test
    void plainValuesAndPngAreReadBackAsTheyWere() throws IOException {
        Source source = open("folder:" + photos);
        for (String encoding : List.of("none", "png", "keep")) {
            converts(photos.toString(), "--to", "lmdb", "--encode", encoding, "--force");
            assertSame(open("lmdb:" + out), source, count(6));
            assertThat(open("lmdb:" + out).key(4)).contains("00000004_bee1.png");
        }
        assertThat(Files.readAllLines(out.resolve("labels.txt"))).containsExactly("ant", "bee");
    }

    @Test
    void shardsOfTarHaveThePicturesAndTheirClasses() {
        Source source = open("folder:" + photos);
        converts(photos.toString(), "--to", "tar");
        assertSame(open("tar:" + out + "/*.tar"), source, count(6));
    }

    @Test
    void severalShardsAreReadAsOneSet() {
        converts("digits:test", "--to", "tar", "--shard-mb", "1");
        assertThat(out.resolve("shard-000001.tar")).exists();
        Source made = open("tar:" + out + "/*.tar");
        Source digits = open("digits:test");
        assertThat(made.size()).isEqualTo(digits.size());
        var grey = new Values();
        var colour = new Values();
        for (long i = 0; i < made.size(); i += 37) {
            digits.read(i, 0, grey);
            made.read(i, 0, colour);
            // Shards are read in colour: three channels alike.
            for (int place = 0; place < grey.count(); place++)
                assertThat(colour.get(2, place / grey.width(), place % grey.width()))
                        .isEqualTo(grey.get(0, place / grey.width(), place % grey.width()));
            assertThat(made.label(i)).isEqualTo(digits.label(i));
        }
    }

    @Test
    void aShuffleIsTheSameForASeedAndHasEveryRecordOnce() {
        converts(photos.toString(), "--to", "lmdb", "--shuffle", "5");
        List<Integer> first = sizes();
        converts(photos.toString(), "--to", "lmdb", "--shuffle", "5", "--force");
        assertThat(sizes()).isEqualTo(first);
        assertThat(first).containsExactlyInAnyOrder(20, 21, 22, 20, 21, 22);
        assertThat(first).isNotEqualTo(List.of(20, 21, 22, 20, 21, 22));
    }

    private List<Integer> sizes() {
        Source made = open("lmdb:" + out);
        return IntStream.range(0, 6).mapToObj(i -> values(made, i).get(0).intValue()).toList();
    }

    @Test
    void aResizeIsThatOfOpenCv() {
        converts(photos.toString(), "--to", "lmdb", "--resize", "8x10");
        Source source = open("folder:" + photos);
        Source made = open("lmdb:" + out);
        var whole = new Values();
        var small = new Values();
        for (int i = 0; i < 6; i++) {
            source.read(i, 0, whole);
            Resize.run(whole, 8, 10, small);
            assertThat(values(made, i)).isEqualTo(all(small));
        }
        converts(photos.toString(), "--to", "lmdb", "--shorter", "10", "--force");
        made = open("lmdb:" + out);
        assertThat(made.columns().get(0).shape().dims()).containsExactly(3, 10, 15);
    }

    @Test
    void columnsOfNumbersBecomeFloats() throws IOException {
        Path csv = Files.writeString(folder.resolve("t.csv"), "a,b,label\n1.5,10,x\n3,-20,y\n");
        converts(csv.toString(), "--to", "lmdb");
        Source table = open("csv:" + csv);
        assertThat(table.columns()).hasSize(2);
        Source made = open("lmdb:" + out);
        for (int i = 0; i < 2; i++) {
            assertThat(values(made, i)).isEqualTo(values(table, i));
            assertThat(made.label(i)).isEqualTo(table.label(i));
        }
        assertThat(convert(csv.toString(), "--to", "tar", "--force").code()).isEqualTo(2);
    }

    @Test
    void aBrokenRecordFailsAllOrIsLeftOut() throws IOException {
        Path broken = Photos.breakOne(photos);
        for (String form : List.of("lmdb", "tar")) {
            Run fails = convert(photos.toString(), "--to", form);
            assertThat(fails.code()).isEqualTo(65);
            assertThat(fails.err()).contains(broken.toString());
            try (Stream<Path> left = Files.list(folder)) {
                assertThat(left).containsExactly(photos);
            }
            Run skips = convert(photos.toString(), "--to", form, "--on-bad", "skip");
            assertThat(skips.code()).as(skips.err()).isZero();
            assertThat(skips.out()).contains("5 records; 1 were left out");
            Source made = open(form + ":" + out + (form.equals("tar") ? "/*.tar" : ""));
            assertSame(made, open("folder:" + photos), List.of(0L, 1L, 2L, 3L, 5L));
            assertThat(made.size()).isEqualTo(5);
            try (Stream<Path> files = Files.list(out)) {
                for (Path file : files.toList()) Files.delete(file);
            }
            Files.delete(out);
        }
    }

    @Test
    void whatIsThereIsReplacedOnlyWhenToldAndOnlyByItsLike() throws IOException {
        converts(photos.toString(), "--to", "lmdb");
        assertThat(convert(photos.toString(), "--to", "tar").code()).isEqualTo(73);
        assertThat(open("lmdb:" + out).size()).isEqualTo(6);
        converts(photos.toString(), "--to", "tar", "--force");
        assertThat(out.resolve("data.mdb")).doesNotExist();
        Path mine = Files.writeString(out.resolve("mine.txt"), "dear to me");
        Run run = convert(photos.toString(), "--to", "lmdb", "--force");
        assertThat(run.code()).isEqualTo(73);
        assertThat(run.err()).contains("mine.txt");
        assertThat(mine).hasContent("dear to me");
    }

    @Test
    void wishesThatCannotBeAreRefused() {
        String source = photos.toString();
        assertThat(convert(source, "--to", "tar", "--encode", "none").code()).isEqualTo(2);
        assertThat(convert(source, "--to", "lmdb", "--resize", "8", "--shorter", "8").code())
                .isEqualTo(2);
        assertThat(convert(source, "--to", "lmdb", "--resize", "8x").code()).isEqualTo(2);
        assertThat(convert(source, "--to", "lmdb", "--quality", "0").code()).isEqualTo(2);
        assertThat(convert(source, "--to", "lmdb", "--encode", "keep", "--resize", "8").err())
                .contains("keep");
        assertThat(convert("digits:test", "--to", "lmdb", "--encode", "keep").code()).isEqualTo(2);
        assertThat(out).doesNotExist();
    }

    @Test
    void realPicturesSurvive() {
        Path real = Path.of(Run.file("../shared/data/image-folder/omniglot-greek12"));
        assumeThat(real).exists();
        Source source = open("folder:" + real);
        converts(real.toString(), "--to", "lmdb", "--encode", "png");
        assertSame(open("lmdb:" + out), open("folder:" + real), count(source.size()));
    }
}
