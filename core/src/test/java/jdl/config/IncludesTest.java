package jdl.config;

import static org.assertj.core.api.Assertions.assertThat;

import jdl.proto.LayerParameter;
import org.junit.jupiter.api.Test;

class IncludesTest {

    private static final String BASE =
            """
            name: base
            vars: {width: 3, kind: ReLU}
            state: {level: 2, stage: [a, b]}
            layers:
              - {type: Input, name: data}
              - {type: "${kind}", name: "r${width}"}
            """;

    @Test
    void whatIsWrittenHereWinsOverTheBase() {
        var net =
                Written.plain()
                        .with("base.yaml", BASE)
                        .net(
                                "include: base.yaml",
                                "name: own",
                                "state: {stage: c}",
                                "vars: {width: 4}");
        assertThat(net.getName()).isEqualTo("own");
        assertThat(net.getState().getLevel()).isEqualTo(2);
        assertThat(net.getState().getStageList()).containsExactly("c");
        assertThat(net.getLayerList())
                .extracting(LayerParameter::getName)
                .containsExactly("data", "r4");
    }

    @Test
    void ofSeveralBasesTheLaterWins() {
        var net =
                Written.plain()
                        .with("a.yaml", "name: a\ndebug_info: true")
                        .with("b.yaml", "name: b")
                        .net("include: [a.yaml, b.yaml]");
        assertThat(net.getName()).isEqualTo("b");
        assertThat(net.getDebugInfo()).isTrue();
    }

    @Test
    void aPathIsRelativeToTheFileThatNamesIt() {
        var net =
                Written.plain()
                        .with("parts/a.yaml", "include: b.yaml")
                        .with("parts/b.yaml", "name: b")
                        .net("include: parts/a.yaml");
        assertThat(net.getName()).isEqualTo("b");
    }

    @Test
    void aPartsLayersStandWhereItIsNamed() {
        var written =
                Written.plain()
                        .with("list.yaml", "[{type: ReLU}, {include: more.yaml}]")
                        .with("more.yaml", "vars: {n: 7}\nlayers: [{type: TanH, name: 't${n}'}]");
        assertThat(
                        written.layers(
                                "- {type: Input, include: {phase: TEST}}",
                                "- include: list.yaml",
                                "- {type: Softmax}"))
                .extracting(LayerParameter::getName)
                .containsExactly("input1", "relu1", "t7", "softmax1");
    }

    @Test
    void aPartMayStandInABlockAndBringBlocks() {
        var written =
                Written.plain()
                        .with("act.yaml", "- {type: ReLU}")
                        .with(
                                "part.yaml",
                                "blocks: {b: {layers: [{include: act.yaml}]}}\nlayers: [{block: b}]");
        assertThat(written.layers("- include: part.yaml"))
                .extracting(LayerParameter::getType)
                .containsExactly("ReLU");
    }

    @Test
    void aNetInASolverMayBeAFile() {
        var solver =
                Written.plain()
                        .with("base.yaml", BASE)
                        .solver("net_param: {include: base.yaml, name: own}", "vars: {width: 9}");
        assertThat(solver.getNetParam().getName()).isEqualTo("own");
        assertThat(solver.getNetParam().getLayer(1).getName()).isEqualTo("r9");
    }

    @Test
    void aCircleIsAnErrorWhereItCloses() {
        var written =
                Written.plain().with("a.yaml", "include: b.yaml").with("b.yaml", "include: a.yaml");
        assertThat(written.problems("include: a.yaml"))
                .singleElement()
                .asString()
                .startsWith("b.yaml:1:10: the files include one another in a circle")
                .endsWith("net.yaml → a.yaml → b.yaml → a.yaml");
    }

    @Test
    void aFileMayBeIncludedTwice() {
        var written = Written.plain().with("act.yaml", "- {type: ReLU}");
        assertThat(written.layers("- include: act.yaml", "- include: act.yaml")).hasSize(2);
    }

    @Test
    void allThatIsWrongIsToldAtItsPlace() {
        var written =
                Written.plain()
                        .with("bad.yaml", "a: [")
                        .with("keys.yaml", "name: x\nlayers: [{type: ReLU}]")
                        .with("odd.yaml", "- 1");
        var problems =
                written.problems(
                        "include: [bad.yaml, ~, none.yaml, odd.yaml]",
                        "layers:",
                        "  - include: keys.yaml");
        assertThat(problems)
                .anyMatch(p -> p.startsWith("bad.yaml:1:"))
                .anyMatch(p -> p.startsWith("net.yaml:1:21: \"include\" wants a file"))
                .anyMatch(p -> p.startsWith("net.yaml:1:24: there is no file \"none.yaml\""))
                .anyMatch(p -> p.startsWith("odd.yaml:1:1: an included file wants a mapping"))
                .anyMatch(p -> p.startsWith("keys.yaml:1:1: \"name\" in a part does nothing"));
    }
}
