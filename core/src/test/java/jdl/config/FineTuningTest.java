package jdl.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jdl.proto.SolverParameter;
import jdl.proto.WeightsParameter;
import org.junit.jupiter.api.Test;

class FineTuningTest {

    @Test
    void weightsMayBeAMapping() {
        var solver =
                Written.plain()
                        .solver(
                                "weights:",
                                "  from: [a.caffemodel, b.caffemodel]",
                                "  map: {conv1: conv1_new, fc6: fc6/1}",
                                "  ignore: fc*",
                                "  on_mismatch: skip",
                                "freeze: ['conv*', pool]");
        var weights = solver.getWeightsFrom();
        assertThat(weights.getFromList()).containsExactly("a.caffemodel", "b.caffemodel");
        assertThat(weights.getMap(0).getInFile()).isEqualTo("conv1");
        assertThat(weights.getMap(0).getInNet()).isEqualTo("conv1_new");
        assertThat(weights.getMap(1).getInNet()).isEqualTo("fc6/1");
        assertThat(weights.getIgnoreList()).containsExactly("fc*");
        assertThat(weights.getOnMismatch()).isEqualTo(WeightsParameter.OnMismatch.SKIP);
        assertThat(solver.getFreezeList()).containsExactly("conv*", "pool");
        assertThat(solver.getWeightsList()).isEmpty();
    }

    @Test
    void whatIsPrintedIsReadAgain() {
        var solver = Written.plain().solver("weights: {from: a, map: {b: c}, on_mismatch: SKIP}");
        String yaml = YamlPrinter.print(solver);
        assertThat(Written.plain().solver(yaml)).isEqualTo(solver);
        String prototxt = PrototxtPrinter.print(solver);
        var read =
                Written.plain()
                        .read("solver.prototxt", prototxt, SolverParameter.getDefaultInstance());
        assertThat(read).isEqualTo(solver);
    }

    @Test
    void aPlainNameIsStillCaffes() {
        assertThat(Written.plain().solver("weights: 'a.caffemodel,b.caffemodel'").getWeightsList())
                .containsExactly("a.caffemodel,b.caffemodel");
    }

    @Test
    void mistakesAreToldWhereTheyStand() {
        var e =
                catchThrowableOfType(
                        ConfigException.class,
                        () ->
                                Written.plain()
                                        .solver("weights:", "  form: a", "  on_mismatch: skipp"));
        assertThat(e)
                .hasMessageContaining("solver.yaml:2:3: unknown key \"form\"")
                .hasMessageContaining("did you mean \"from\"")
                .hasMessageContaining("solver.yaml:3:16: on_mismatch")
                .hasMessageContaining("SKIP");
    }
}
