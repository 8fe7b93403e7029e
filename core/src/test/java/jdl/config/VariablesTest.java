package jdl.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariablesTest {

    private static final String LAYER = "layers: [{type: InnerProduct, num_output: \"${%s}\"}]";

    @Test
    void aNameStandsForItsValue() {
        var net =
                Written.plain()
                        .net(
                                "vars: {width: 32, fill: {type: msra}, end: loss}",
                                "name: net-${width}-${end}",
                                "layers:",
                                "  - type: InnerProduct",
                                "    num_output: ${width}",
                                "    weight_filler: ${fill}");
        assertThat(net.getName()).isEqualTo("net-32-loss");
        var settings = net.getLayer(0).getInnerProductParam();
        assertThat(settings.getNumOutput()).isEqualTo(32);
        assertThat(settings.getWeightFiller().getType()).isEqualTo("msra");
    }

    @ParameterizedTest
    @CsvSource({
        "width * 2, 64",
        "width*2+1, 65",
        "2 * (width - 1), 62",
        "width / 4 / 2, 4",
        "- 3 + width, 29",
        "-(width - 40), 8",
        "1 + 2 * 3, 7",
        "n, 3",
    })
    void numbersAreWorkedOut(String expression, int value) {
        var net =
                Written.plain()
                        .net(
                                "vars: {width: 32, n: 3}",
                                "name: ${width}${n}",
                                LAYER.formatted(expression));
        assertThat(net.getLayer(0).getInnerProductParam().getNumOutput()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "width / 5, 32 / 5 is no whole number",
        "width / 0, 32 / 0 is no whole number",
        "width *, a number or a name is missing",
        "(width, a ')' is missing",
        "width width, unexpected 'w'",
        "width + 2.5, unexpected '.'",
        "width * name, '\"name\" is \"net\", but a whole number is wanted'",
        "width * 9223372036854775807, the number grows beyond 64 bits",
    })
    void whatCannotBeWorkedOutIsAnErrorAtItsPlace(String expression, String mistake) {
        var problems =
                Written.plain()
                        .problems(
                                "vars: {width: 32, name: net}",
                                "name: ${width}${name}",
                                LAYER.formatted(expression));
        assertThat(problems)
                .singleElement()
                .asString()
                .startsWith("net.yaml:3:43: ")
                .contains(mistake);
    }

    @Test
    void twoDollarsMeanOne() {
        assertThat(Written.plain().net("name: a$${b}$c$").getName()).isEqualTo("a${b}$c$");
    }

    @Test
    void aVariableMayNeedAnotherAndTheCaller() {
        var written = Written.plain().given("HOME", "/home/ada");
        var net = written.net("vars: {data: '${HOME}/data', mnist: '${data}/m'}", "name: ${mnist}");
        assertThat(net.getName()).isEqualTo("/home/ada/data/m");
    }

    @Test
    void theFileKnowsBetterThanTheCaller() {
        var written = Written.plain().given("HOME", "/home/ada");
        assertThat(written.net("vars: {HOME: here}", "name: ${HOME}").getName()).isEqualTo("here");
    }

    @Test
    void aNumberInQuotesStaysAText() {
        assertThat(Written.plain().problems("vars: {w: '3'}", LAYER.formatted("w")))
                .singleElement()
                .asString()
                .startsWith("net.yaml:2:43: ");
    }

    @Test
    void anUnknownVariableIsAnErrorWithAGuess() {
        assertThat(Written.plain().problems("vars: {width: 3}", "name: ${width} ${widht}"))
                .singleElement()
                .asString()
                .startsWith("net.yaml:2:7: unknown variable \"widht\" | did you mean \"width\"?");
    }

    @Test
    void anUnusedVariableIsAnError() {
        assertThat(Written.plain().problems("vars: {a: 1, b: '${a}', c: 2}", "name: ${c}"))
                .hasSize(2)
                .anyMatch(p -> p.startsWith("net.yaml:1:8: variable \"a\" is never used"))
                .anyMatch(p -> p.startsWith("net.yaml:1:14: variable \"b\" is never used"));
    }

    @Test
    void aCircleIsAnError() {
        assertThat(Written.plain().problems("vars: {a: '${b}', b: '${a}'}", "name: ${a}"))
                .anyMatch(p -> p.contains("needs itself"));
    }

    @Test
    void anOpenBraceIsAnError() {
        assertThat(Written.plain().problems("name: a${b"))
                .singleElement()
                .asString()
                .startsWith("net.yaml:1:7: \"${\" without its \"}\"");
    }

    @Test
    void aListIsNoPartOfAText() {
        assertThat(Written.plain().problems("vars: {a: [1, 2]}", "name: a${a}"))
                .singleElement()
                .asString()
                .contains("is not a single value");
    }

    @Test
    void prototxtKnowsNoVariables() {
        var net =
                Written.plain()
                        .read(
                                "net.prototxt",
                                "name: \"${a}\"",
                                jdl.proto.NetParameter.getDefaultInstance());
        assertThat(net.getName()).isEqualTo("${a}");
    }

    @Test
    void aSolverHasVariablesToo() {
        var solver = Written.plain().solver("vars: {n: 3}", "max_iter: ${n * 100}");
        assertThat(solver.getMaxIter()).isEqualTo(300);
    }
}
