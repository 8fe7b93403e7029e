package jdl.config;

import static jdl.config.Reading.complaint;
import static jdl.config.Reading.layer;
import static jdl.config.Reading.layerComplaint;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import jdl.proto.Datum;
import jdl.proto.LayerParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Prototxt is read as C++ protobuf reads it, and mistakes in it have a place. */
class PrototxtParserTest {

    private static LayerParameter read(String text) {
        return layer("a.prototxt", text);
    }

    private static String refused(String text) {
        return layerComplaint("a.prototxt", text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bottom: 'a' bottom: \"b\"",
                "bottom: [\"a\", 'b']",
                "bottom: [ 'a' ] ; bottom: 'b',",
                "\uFEFF# a comment\r\nbottom:'a'#another\r\nbottom\n:\n\"b\"\r\n",
                "bottom: 'a' bottom: [] bottom: 'b'",
                "bottom: \"\" 'a' bottom: \"\\x62\"",
                "bottom: '\\141' bottom: '\\u0062'",
            })
    void aListIsWrittenInManyWays(String text) {
        assertThat(read(text).getBottomList()).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "include { phase: TEST } include { stage: 'x' }",
                "include: { phase: TEST } include < stage: 'x' >",
                "include [{ phase: TEST }, < stage: 'x', >]",
                "include: [{ phase: 1; }, { stage: ['x'] }]",
            })
    void aMessageIsWrittenInManyWays(String text) {
        var expected = read("include { phase: TEST }\ninclude { stage: \"x\" }");
        assertThat(read(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0x1F, 31",
        "-0x10, -16",
        "017, 15",
        "- 3, -3",
        "-2147483648, -2147483648",
        "0, 0",
        "-0, 0"
    })
    void anIntegerMayBeHexOrOctal(String text, int expected) {
        assertThat(read("concat_param { axis: " + text + " }").getConcatParam().getAxis())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1.0f, 1",
        "1F, 1",
        ".5, 0.5",
        "5., 5",
        "1e-3, 1e-3",
        "- 1E+2f, -100",
        "inf, Infinity",
        "-Infinity, -Infinity",
        "NaN, NaN",
        "1e400, Infinity",
        "7, 7",
        "18446744073709551616, 18446744073709551616",
        "0.1, 0.1"
    })
    void aNumberMayBeWrittenAsInC(String text, Float expected) {
        assertThat(read("loss_weight: " + text).getLossWeight(0)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "true, true",
        "t, true",
        "True, true",
        "1, true",
        "0x1, true",
        "01, true",
        "false, false",
        "f, false",
        "False, false",
        "0, false"
    })
    void aTruthValueMayBeWrittenAsInCpp(String text, boolean expected) {
        assertThat(read("propagate_down: " + text).getPropagateDown(0)).isEqualTo(expected);
    }

    @Test
    void aStringKnowsAllEscapes() {
        var text =
                "name: '\\a\\b\\f\\n\\r\\t\\v\\\\\\?\\'\\\"\\0\\101\\x41\\u00e9\\U0001F600\\ud83d\\ude00é'";
        assertThat(read(text).getName())
                .isEqualTo("\u0007\b\f\n\r\t\u000b\\?'\"\0AAé\uD83D\uDE00\uD83D\uDE00é");
    }

    @Test
    void halvesOfACharacterMayStandInTwoLiterals() {
        assertThat(read("name: '\\303' '\\251'").getName()).isEqualTo("é");
        assertThat(refused("name: '\\303'"))
                .isEqualTo("a.prototxt:1:7: name: this string is not UTF-8");
    }

    @Test
    void bytesNeedNotBeUtf8() {
        var text = new Text("d.prototxt", "data: '\\377\\0é'");
        var datum = Reading.READER.read(text, Datum.getDefaultInstance()).message();
        assertThat(datum.getData().toByteArray()).containsExactly(0xff, 0, 0xc3, 0xa9);
    }

    @Test
    void theTreeHasThePlacesOfKeysAndValues() {
        var tree = PrototxtParser.parse(new Text("f", "a {\n  b: 'x'\n}"));
        var a = tree.entries().get(0);
        var b = ((Node.Mapping) a.value()).entries().get(0);
        assertThat(List.of(a.place(), a.value().place(), b.place(), b.value().place()))
                .map(Place::toString)
                .containsExactly("f:1:1", "f:1:3", "f:2:3", "f:2:6");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name 'a' | 1:6: expected \":\" or \"{\" after \"name\", but got a string",
                "name: } | 1:7: expected a value after \"name:\", but got \"}\"",
                "name: | 1:6: expected a value after \"name:\", but got the end of the text",
                ": 3 | 1:1: expected a key, but got \":\"",
                "bottom: ['a' 'b', ] | 1:19: expected a value after \"bottom:\", but got \"]\"",
                "bottom: ['a'; | 1:13: expected \",\" or \"]\" in the list opened at a.prototxt:1:9,"
                        + " but got \";\"",
                "include < phase: TEST } | 1:23: expected \">\" for the \"<\" opened at"
                        + " a.prototxt:1:9, but got \"}\"",
                "} | 1:1: \"}\" closes nothing",
                "loss_weight: 1.2.3 | 1:14: \"1.2.3\" is not a number",
                "loss_weight: 5x | 1:14: \"5x\" is not a number",
                "loss_weight: +5 | 1:14: expected a value after \"loss_weight:\", but got \"+\"",
                "propagate_down [true] | 1:17: expected \":\" or \"{\" after \"propagate_down\","
                        + " but got \"true\"",
                "[a.b | 1:5: expected \"]\", but got the end of the text",
            })
    void aMistakeInTheFormIsPlaced(String text, String complaint) {
        assertThat(refused(text).lines().findFirst()).hasValue("a.prototxt:" + complaint);
    }

    @Test
    void mistakesHaveAWayOut() {
        assertThat(refused("name: \"a\nloss_weight: 09\nbottom: '\\q'"))
                .isEqualTo(
                        """
                        a.prototxt:1:7: this string is not closed
                            put a " at its end
                        a.prototxt:2:14: "09" is not a number
                            a number that begins with 0 is octal: leave the 0 away
                        a.prototxt:3:10: unknown escape in a string
                            write \\\\ for a backslash; known escapes: \\n, \\t, \\", \\', \\ooo, \\xhh, \\uhhhh\
                        """);
    }

    @Test
    void aCharacterOfNoTokenIsNamed() {
        assertThat(refused("name: 'a' é\n\u0001"))
                .isEqualTo(
                        """
                        a.prototxt:1:11: unexpected character U+00E9 "é"
                            only strings and comments may hold it
                        a.prototxt:2:1: unexpected character U+0001
                            only strings and comments may hold it\
                        """);
    }

    @Test
    void aMissingBraceNamesTheOneThatIsOpen() {
        assertThat(complaint("n.prototxt", "name: 'a'\nlayer {\n  name: 'x'\n"))
                .isEqualTo(
                        """
                        n.prototxt:4:1: the text ends, but a "}" is missing
                            the "{" was opened at n.prototxt:2:7\
                        """);
    }

    @Test
    void aValueThatIsMissingIsMissedWhereItShouldStand() {
        assertThat(refused("name:\ntype: 'x'"))
                .isEqualTo("a.prototxt:2:1: expected a value after \"name:\", but got \"type\"");
    }

    @Test
    void oneMistakeDoesNotHideTheNext() {
        var text = "layer 5 {\n  name: 'a'\n}\nlayer {\n  name: = \n  type = 3\n}\n}\nname: ]";
        assertThat(complaint("n.prototxt", text).lines())
                .containsExactly(
                        "n.prototxt:1:7: expected \":\" or \"{\" after \"layer\", but got \"5\"",
                        "n.prototxt:5:9: expected a value after \"name:\", but got \"=\"",
                        "n.prototxt:6:8: expected \":\" or \"{\" after \"type\", but got \"=\"",
                        "n.prototxt:8:1: \"}\" closes nothing",
                        "n.prototxt:9:7: expected a value after \"name:\", but got \"]\"");
    }

    @Test
    void depthHasALimit() {
        assertThat(complaint("n.prototxt", "a {".repeat(20_000)))
                .isEqualTo("n.prototxt:1:303: more than 100 levels of \"{\"");
    }

    @Test
    void anExtensionIsAnUnknownKey() {
        assertThat(refused("[jdl.x] { }")).startsWith("a.prototxt:1:1: unknown key \"[jdl.x]\"");
    }
}
