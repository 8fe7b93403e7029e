package jdl.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.Message;
import java.util.Arrays;
import java.util.List;
import jdl.proto.DataParameter;
import jdl.proto.LayerParameter;
import jdl.proto.NetParameter;
import jdl.proto.Phase;
import jdl.proto.SolverParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverridesTest {

    private static final String YAML =
            """
            name: net
            layers:
              - {name: d, type: Data, batch_size: 64, include: {phase: TRAIN}}
              - {name: d, type: Data, batch_size: 100, include: {phase: TEST}}
              - {name: c, type: Convolution, num_output: 20, param: [{lr_mult: 1}, {lr_mult: 2}]}
              - {name: r/1, type: ReLU}
            """;

    private static final String PROTOTXT =
            """
            name: "net"
            layer {
              name: "d" type: "Data" top: "data" top: "label"
              data_param { batch_size: 64 } include { phase: TRAIN }
            }
            layer {
              name: "d" type: "Data" top: "data" top: "label"
              data_param { batch_size: 100 } include { phase: TEST }
            }
            layer {
              name: "c" type: "Convolution" bottom: "data" top: "c"
              param { lr_mult: 1 } param { lr_mult: 2 } convolution_param { num_output: 20 }
            }
            layer { name: "r/1" type: "ReLU" bottom: "c" top: "r/1" }
            """;

    private static Overrides overrides(String... texts) {
        return new Overrides(Arrays.stream(texts).map(ConfigOverride::parse).toList());
    }

    private static <M extends Message> M read(
            Overrides overrides, String file, String content, M message) {
        return Written.plain()
                .then(overrides.forSolver(), overrides.forNet())
                .read(file, content, message);
    }

    /** The net with overrides, which is the same from either language. */
    private static NetParameter net(String... texts) {
        var yaml = overrides(texts);
        var net = read(yaml, "net.yaml", YAML, NetParameter.getDefaultInstance());
        var prototxt = overrides(texts);
        assertThat(read(prototxt, "net.prototxt", PROTOTXT, NetParameter.getDefaultInstance()))
                .isEqualTo(net);
        yaml.checkUsed();
        prototxt.checkUsed();
        return net;
    }

    private static SolverParameter solver(String content, String... texts) {
        return read(overrides(texts), "s.prototxt", content, SolverParameter.getDefaultInstance());
    }

    private static void assertSays(String text, String... parts) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> net(text))
                .satisfies(
                        e ->
                                assertThat(e.problems())
                                        .singleElement()
                                        .satisfies(
                                                p ->
                                                        assertThat(p.place())
                                                                .hasToString("--set " + text))
                                        .asString()
                                        .contains(parts));
    }

    @Test
    void aSolversValueIsReplacedOrAdded() {
        var solver = solver("base_lr: 0.01", "solver.base_lr=0.02", "solver.lr_policy=step");
        assertThat(solver.getBaseLr()).isEqualTo(0.02f);
        assertThat(solver.getLrPolicy()).isEqualTo("step");
    }

    @Test
    void listsAreSetAsAWholeOrInPart() {
        assertThat(
                        solver("test_iter: 1 test_iter: 2", "solver.test_iter=[3, 4, 5]")
                                .getTestIterList())
                .containsExactly(3, 4, 5);
        assertThat(solver("test_iter: 1 test_iter: 2", "solver.test_iter[1]=9").getTestIterList())
                .containsExactly(1, 9);
        assertThat(solver("", "solver.test_iter[0]=9", "solver.test_iter[1]=8").getTestIterList())
                .containsExactly(9, 8);
        assertThat(solver("", "solver.test_state[0].stage=[a, b]").getTestState(0).getStageList())
                .containsExactly("a", "b");
    }

    @Test
    void nothingTakesAValueAway() {
        assertThat(solver("base_lr: 1", "solver.base_lr=~").hasBaseLr()).isFalse();
        assertThat(solver("base_lr: 1", "solver.base_lr=").hasBaseLr()).isFalse();
    }

    @Test
    void aLayerIsFoundByName() {
        var net =
                net(
                        "layer[c].convolution_param.num_output=32",
                        "layer[c].param[1].lr_mult=0",
                        "layer[r/1].relu_param={negative_slope: 0.1}",
                        "net.name=other");
        assertThat(net.getLayer(2).getConvolutionParam().getNumOutput()).isEqualTo(32);
        assertThat(net.getLayer(2).getParam(0).getLrMult()).isEqualTo(1);
        assertThat(net.getLayer(2).getParam(1).getLrMult()).isZero();
        assertThat(net.getLayer(3).getReluParam().getNegativeSlope()).isEqualTo(0.1f);
        assertThat(net.getName()).isEqualTo("other");
    }

    @Test
    void aSettingOfTheTypeMayStandDirectlyInTheLayer() {
        var net = net("layer[c].num_output=32", "layer[d].backend=LMDB", "layer[d].source=idx:a b");
        assertThat(net.getLayer(2).getConvolutionParam().getNumOutput()).isEqualTo(32);
        assertThat(net.getLayerList().subList(0, 2))
                .extracting(LayerParameter::getDataParam)
                .allMatch(d -> d.getBackend() == DataParameter.DB.LMDB)
                .allMatch(d -> d.getSource().equals("idx:a b"));
    }

    @Test
    void aLayerIsFoundByPhaseByIndexOrWithAllOthers() {
        var net = net("layer[d@TEST].batch_size=7", "layer[3].name=r2", "layer[*].phase=TRAIN");
        assertThat(net.getLayerList())
                .extracting(l -> l.getDataParam().getBatchSize())
                .startsWith(64, 7);
        assertThat(net.getLayer(3).getName()).isEqualTo("r2");
        assertThat(net.getLayerList())
                .extracting(LayerParameter::getPhase)
                .containsOnly(Phase.TRAIN);
    }

    @Test
    void allLayersMeansThoseThatHaveTheSetting() {
        var net = net("layer[*].bias_term=false");
        assertThat(net.getLayer(2).getConvolutionParam().getBiasTerm()).isFalse();
        assertThat(net.getLayer(3)).isEqualTo(net().getLayer(3));
    }

    @Test
    void theLastWins() {
        assertThat(net("net.name=a", "net.name=b").getName()).isEqualTo("b");
    }

    @Test
    void netsInASolverAreFoundAndSoAreCaffesOldLayers() {
        var solver =
                solver(
                        "net_param { layers { name: \"c\" type: CONVOLUTION } }",
                        "layer[c].convolution_param.num_output=3",
                        "solver.net_param.name=x");
        assertThat(solver.getNetParam().getName()).isEqualTo("x");
        assertThat(solver.getNetParam().getLayers(0).getConvolutionParam().getNumOutput())
                .isEqualTo(3);
    }

    @Test
    void whatIsNotThereIsTold() {
        assertSays("layer[r1].phase=TEST", "no layer is called \"r1\"", "did you mean \"r/1\"?");
        assertSays("layer[9].num_output=1", "no layer is called \"9\"", "known layers: d, c, r/1");
        assertSays("layer[c@TEST].num_output=1", "no layer \"c\" is for TEST alone");
        assertSays("layer[*].num_ouput=1", "no layer has \"num_ouput\"");
        assertSays("solver.base_lr=1", "there is no solver");
        assertSays("layer[c].param[3].lr_mult=1", "\"param\" has 2 values, so there is no [3]");
        assertSays("layer[c].param.lr_mult=1", "\"param\" stands 2 times", "param[0] to param[1]");
    }

    @Test
    void whatTheSchemaDoesNotAllowIsToldByTheReader() {
        assertSays("layer[c].convolution_param.num_ouput=1", "did you mean \"num_output\"?");
        assertSays("layer[c].num_ouput=1", "unknown key \"num_ouput\"", "num_output");
        assertSays("layer[c].num_output=many", "expected an integer");
        assertSays("net.nmae=x", "did you mean \"name\"?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "base_lr=1",
                "solver",
                "solver=1",
                "solver.=1",
                "solver.base_lr",
                "layer[].a=1",
                "solver.a-b=1",
                "solver.a[b]=1",
                "layer[c]=1",
                "solver.a=[1",
                "solver.a={"
            })
    void whatIsNoPathOrNoValueIsTold(String text) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ConfigOverride.parse(text))
                .satisfies(
                        e ->
                                assertThat(e.problems())
                                        .allMatch(p -> p.place().file().equals("--set " + text)));
    }

    @Test
    void aSourceGoesByAnotherName() {
        var aliases = new Aliases(java.util.Map.of("a/train", "idx:x", "a/tset", "idx:y"));
        var net =
                Written.plain()
                        .then(aliases)
                        .read(
                                "net.prototxt",
                                "layer { data_param { source: \"a/train\" } } layer { data_param { source: \"a/test\" } }",
                                NetParameter.getDefaultInstance());
        assertThat(net.getLayerList())
                .extracting(l -> l.getDataParam().getSource())
                .containsExactly("idx:x", "a/test");
        assertThat(aliases.unused()).isEqualTo(List.of("a/tset"));
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(aliases::checkUsed)
                .withMessageContaining("--alias a/tset=idx:y: no source is called \"a/tset\"")
                .withMessageContaining("did you mean \"a/test\"?");
    }
}
