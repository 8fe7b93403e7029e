package jdl.config;

import static jdl.config.Reading.complaint;
import static jdl.config.Reading.layer;
import static jdl.config.Reading.net;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** YAML is read with its places and without its traps. */
class YamlParserTest {

    private static Node parse(String text) {
        var problems = new ArrayList<Problem>();
        Node root = YamlParser.parse(new Text("a.yaml", text), problems);
        assertThat(problems).isEmpty();
        return root;
    }

    private static Node value(String text) {
        return ((Node.Mapping) parse("key: " + text)).entries().get(0).value();
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "010", "12:30:45", "1_000", "2001-01-01", "yes", "0o7", "1e3"})
    void aPlainScalarKeepsItsText(String text) {
        var place = new Place("a.yaml", 1, 6);
        assertThat(value(text)).isEqualTo(new Node.Scalar(place, text, Node.Style.PLAIN));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"'null'", "\"null\"", "!!str null", "|-\n  null"})
    void quotesMakeAString(String text) {
        assertThat(((Node.Scalar) value(text)).style()).isEqualTo(Node.Style.QUOTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"~", "null", "", "# nothing", "NULL"})
    void nothingIsNull(String text) {
        assertThat(((Node.Scalar) value(text)).style()).isEqualTo(Node.Style.NULL);
    }

    @Test
    void keysAndValuesHavePlaces() {
        var root = (Node.Mapping) parse("\uFEFF# first\nlayers:\n  - name: x\n");
        var layers = root.entries().get(0);
        var layer = (Node.Mapping) ((Node.Listing) layers.value()).items().get(0);
        assertThat(layers.place()).hasToString("a.yaml:2:1");
        assertThat(layer.place()).hasToString("a.yaml:3:5");
        assertThat(layer.entries().get(0).value().place()).hasToString("a.yaml:3:11");
    }

    @Test
    void anEmptyTextIsAnEmptyMapping() {
        assertThat(net("a.yaml", "# nothing\n")).isEqualTo(net("a.prototxt", ""));
    }

    @Test
    void anAliasStandsForWhatItsAnchorHolds() {
        var text = "bottom: &b [x, y]\ntop: *b\n";
        assertThat(layer("a.yaml", text).getTopList()).containsExactly("x", "y");
    }

    @Test
    void whatIsWrittenWinsOverWhatIsMergedAndTheFirstMergeOverTheSecond() {
        var text =
                """
                - &a {name: a, type: A}
                - &b {type: B, phase: TEST}
                - name: own
                  <<: [*a, *b]
                """;
        var merged = (Node.Mapping) ((Node.Listing) parse(text)).items().get(2);
        assertThat(merged.entries())
                .map(e -> e.key() + "=" + ((Node.Scalar) e.value()).text())
                .containsExactly("name=own", "type=A", "phase=TEST");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name: a: b | 1:8: a \":\" is not expected here",
                "name: [a, b | 1:12: a list is not closed, or lacks a comma",
                "state: {phase: TEST | 1:20: a \"{\" is not closed, or lacks a comma",
                "name: 'a | 1:9: a quoted text is not closed",
                "name: @a | 1:7: a text cannot begin with this character",
                "name: *x | 1:7: unknown alias \"*x\"",
                "name: &x [*x] | 1:11: unknown alias \"*x\"",
                "name: !!float 3 | 1:7: the tag \"!!float\" has no meaning here",
                "? [a] | 1:3: expected a key, but got a list or a mapping",
                "<<: 3 | 1:5: \"<<\" merges mappings, but got something else",
                "- a | 1:1: expected keys with values, but got a list",
            })
    void aMistakeInTheFormIsPlaced(String text, String complaint) {
        assertThat(complaint("a.yaml", text).lines().findFirst()).hasValue("a.yaml:" + complaint);
    }

    @Test
    void aTabIsNamed() {
        assertThat(complaint("a.yaml", "layers:\n\t- name: a\n"))
                .isEqualTo(
                        """
                        a.yaml:2:1: a tab cannot stand here
                            indent with spaces\
                        """);
    }

    @Test
    void wrongIndentationNamesBothEnds() {
        assertThat(complaint("a.yaml", "layers:\n  - name: a\n   type: b\n"))
                .isEqualTo(
                        """
                        a.yaml:3:4: this does not fit the lines above (begun at a.yaml:2:3)
                            look for wrong indentation, or a missing "- " or ":"\
                        """);
    }

    @Test
    void aCharacterThatYamlForbidsIsPlaced() {
        assertThat(complaint("a.yaml", "name: a\nlayers: \u0001"))
                .startsWith("a.yaml:2:9: a character that YAML does not allow\n");
    }

    @Test
    void aSecondDocumentIsRefused() {
        assertThat(complaint("a.yaml", "name: a\n---\nname: b\n"))
                .isEqualTo(
                        """
                        a.yaml:2:1: a second document begins here
                            one file holds one document\
                        """);
    }

    @Test
    void aDuplicateKeyIsNamedOnceWithTheFirst() {
        assertThat(complaint("a.yaml", "name: a\nnam: x\nname: b\n").lines())
                .containsExactly(
                        "a.yaml:2:1: unknown key \"nam\"",
                        "    did you mean \"name\"? known keys: name, layers, state, force_backward,"
                                + " debug_info, input, input_shape, input_dim, v1_layers, class_name, seal",
                        "a.yaml:3:1: duplicate key \"name\"",
                        "    it was first set at a.yaml:1:1");
    }

    @Test
    void aMillionLaughsAreTooMany() {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            String last = "*a" + (i - 1);
            text.append("a" + i + ": &a" + i + " [" + last + (", " + last).repeat(9) + "]\n");
        }
        assertThat(complaint("a.yaml", text.toString()))
                .startsWith("a.yaml:6:")
                .endsWith("the aliases up to here stand for more than a million values");
    }

    @Test
    void depthHasALimitAlsoByAlias() {
        assertThat(complaint("a.yaml", "name: " + "[".repeat(20_000)))
                .isEqualTo("a.yaml:1:107: more than 100 levels of nesting");
        String deep = "[".repeat(60) + "]".repeat(60);
        String inAlias = "[".repeat(60) + "*a" + "]".repeat(60);
        assertThat(complaint("a.yaml", "a: &a " + deep + "\nb: " + inAlias))
                .isEqualTo("a.yaml:2:64: more than 100 levels of nesting");
    }
}
