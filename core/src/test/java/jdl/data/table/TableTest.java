package jdl.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.TextFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import jdl.data.Column;
import jdl.data.Source;
import jdl.data.Values;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.proto.SourceParameter;
import jdl.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {

    private static final String IRIS =
            """
            length,colour,"leaf, kind",species
            1.5,red,broad,rose
            2.5,blue,thin,"sweet ""pea\"""
            4,red,thin,rose
            """;

    @TempDir Path folder;

    @Test
    void theLastColumnIsTheLabelAndTheOthersAreFeatures() {
        Source source = open("a,b,label\n1,2,0\n-3.5,4e2,7\n", "");
        assertThat(source.size()).isEqualTo(2);
        assertThat(source.columns())
                .containsExactly(Column.numbers("features", Shape.of(2)), Column.classes("label"));
        assertThat(numbers(source, 1, 0)).containsExactly(-3.5f, 400f);
        assertThat(source.label(1)).isEqualTo(7);
        assertThat(source.key(1)).endsWith("table.csv:3");
    }

    @Test
    void wordsBecomeClassesInTheOrderOfTheAlphabet() {
        Source source = open(IRIS, "categorical: 'colour' indexed: 'leaf, kind'");
        assertThat(source.classes()).containsExactly("rose", "sweet \"pea\"");
        assertThat(source.label(0)).isZero();
        assertThat(source.label(1)).isEqualTo(1);
        assertThat(numbers(source, 0, 0)).containsExactly(1.5f, 0f, 1f, 0f);
        assertThat(numbers(source, 1, 0)).containsExactly(2.5f, 1f, 0f, 1f);
    }

    @Test
    void severalColumnsMayBeLabels() {
        Source source = open("x,price,kind\n1,2.5,0\n2,-1,3\n", "label: 'kind' label: 'price'");
        assertThat(source.columns().subList(1, 3))
                .containsExactly(Column.classes("kind"), Column.numbers("price", Shape.of()));
        assertThat(numbers(source, 1, 1)).containsExactly(3f);
        assertThat(numbers(source, 1, 2)).containsExactly(-1f);
    }

    @Test
    void aColumnMayNamePictures() throws IOException {
        Files.writeString(folder.resolve("a.pgm"), "P2 2 1 255 7 9");
        Source source = open("file,age,label\na.pgm,30,1\na.pgm,40,0\n", "picture: 'file'");
        assertThat(source.columns())
                .containsExactly(
                        Column.pictures("picture", Shape.of(3, 1, 2)),
                        Column.numbers("features", Shape.of(1)),
                        Column.classes("label"));
        var values = new Values();
        source.read(1, 0, values);
        assertThat(values.get(2, 0, 1)).isEqualTo(9);
        assertThat(numbers(source, 1, 1)).containsExactly(40f);
        assertThat(source.label(0)).isEqualTo(1);
        assertThat(source.atHand(0)).isFalse();
    }

    @Test
    void featuresAreStandardizedByTheTableTheyWereLearntOn() {
        Path train = write("train.csv", "x,y\n1,0\n3,1\n");
        String of = "standardize: true statistics_of: '" + train + "'";
        Source test = open("x,y\n2,0\n5,1\n", of);
        assertThat(numbers(test, 0, 0)).containsExactly(0f);
        assertThat(numbers(test, 1, 0)).containsExactly(3f);
        Source words =
                open(
                        "x,y\nb,0\n",
                        "categorical: 'x' statistics_of: '"
                                + write("words.csv", "x,y\na,0\nb,0\nc,1\n")
                                + "'");
        assertThat(numbers(words, 0, 0)).containsExactly(0f, 1f, 0f);
    }

    @Test
    void linesMayEndAsOnAnySystemAndFieldsMayHoldLineEnds() {
        Source source = open("\ufeffx,y\r\n\r\n1,\"a\nb\"\r\n2,c\r\n", "");
        assertThat(source.classes()).containsExactly("a\nb", "c");
        assertThat(source.key(1)).endsWith(":5");
    }

    @Test
    void aTableWithoutNamesCountsItsColumns() {
        Source source = open("1;2\n".replace(';', ',') + "3,4\n", "header: false label: 'c0'");
        assertThat(source.size()).isEqualTo(2);
        assertThat(numbers(source, 1, 0)).containsExactly(4f);
    }

    @Test
    void whatCannotBeMeantIsToldWithItsLine() {
        refused("x,y\n1,0\n2\n", "", Kind.CORRUPT, "table.csv:3: the record has 1 fields");
        refused("x,y\na,0\n", "", Kind.CORRUPT, "table.csv:2: column \"x\": a number expected");
        refused("x,y\n,0\n", "", Kind.CORRUPT, "source_param.table.missing");
        refused("x,y\n\"1,0\n", "", Kind.CORRUPT, "table.csv:2: the record begins a quote");
        refused("x,y\n\"1\"2,0\n", "", Kind.CORRUPT, "behind a closing quote");
        refused("x,x\n1,0\n", "", Kind.CORRUPT, "two columns are called \"x\"");
        refused("x,y\n", "", Kind.CORRUPT, "has no records");
        refused("", "", Kind.CORRUPT, "has no lines");
        refused("x,price\n1,0\n", "label: 'prise'", Kind.CONFIG, "did you mean \"price\"?");
        refused("x,y\n1,0\n", "label: 'x' ignore: 'x'", Kind.CONFIG, "twice");
        assertThat(numbers(open("x,y\n,0\n", "missing: -1"), 0, 0)).containsExactly(-1f);
    }

    @Test
    void damagedTablesGiveNumbersOrAFailureThatNamesThem() throws IOException {
        var random = new Random(5);
        byte[] good = IRIS.repeat(20).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 500; i++) {
            byte[] bad = good.clone();
            for (int flips = random.nextInt(4); flips >= 0; flips--)
                bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(folder.resolve("table.csv"), bad);
            try {
                assertThat(open(folder.resolve("table.csv"), "ignore: 'colour'").size())
                        .isPositive();
            } catch (Failure e) {
                assertThat(e.message()).contains("table.csv");
            }
        }
    }

    private void refused(String table, String settings, Kind kind, String what) {
        assertThatThrownBy(() -> open(table, settings))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(what)
                .extracting(e -> ((Failure) e).kind())
                .isEqualTo(kind);
    }

    private Source open(String table, String settings) {
        return open(write("table.csv", table), settings);
    }

    private static Source open(Path file, String settings) {
        var parameter = SourceParameter.newBuilder();
        try {
            TextFormat.merge("table { " + settings + " }", parameter);
        } catch (TextFormat.ParseException e) {
            throw new AssertionError(settings, e);
        }
        return new CsvType().open(file.toString(), parameter.build());
    }

    private Path write(String name, String text) {
        Path file = folder.resolve(name);
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return file;
    }

    private static List<Float> numbers(Source source, long record, int column) {
        var values = new Values();
        source.read(record, column, values);
        var numbers = new ArrayList<Float>();
        for (int i = 0; i < values.count(); i++) numbers.add(values.get(i, 0, 0));
        return numbers;
    }
}
