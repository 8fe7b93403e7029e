package jdl.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.TextFormat;
import jdl.proto.LayerParameter;
import jdl.proto.NetState;
import jdl.proto.Phase;
import org.junit.jupiter.api.Test;

class RulesTest {

    private static final NetState TRAIN = NetState.newBuilder().setPhase(Phase.TRAIN).build();
    private static final NetState TEST = NetState.newBuilder().setPhase(Phase.TEST).build();

    private static LayerParameter layer(String rules) throws TextFormat.ParseException {
        return TextFormat.parse("name: 'l' type: 'ReLU' " + rules, LayerParameter.class);
    }

    @Test
    void aLayerWithoutRulesIsAlwaysThere() throws Exception {
        assertThat(Rules.includes(layer(""), TRAIN)).isTrue();
        assertThat(Rules.includes(layer(""), TEST)).isTrue();
    }

    @Test
    void includeKeepsThePhaseAndExcludeDropsIt() throws Exception {
        assertThat(Rules.includes(layer("include { phase: TRAIN }"), TRAIN)).isTrue();
        assertThat(Rules.includes(layer("include { phase: TRAIN }"), TEST)).isFalse();
        assertThat(Rules.includes(layer("exclude { phase: TRAIN }"), TRAIN)).isFalse();
        assertThat(Rules.includes(layer("exclude { phase: TRAIN }"), TEST)).isTrue();
    }

    @Test
    void everyConditionOfARuleMustBeMetButAnyRuleSuffices() throws Exception {
        NetState state = TEST.toBuilder().setLevel(2).addStage("a").addStage("b").build();
        assertThat(
                        Rules.includes(
                                layer(
                                        "include { stage: 'a' stage: 'b' min_level: 2 max_level: 2 }"),
                                state))
                .isTrue();
        assertThat(Rules.includes(layer("include { stage: 'a' stage: 'c' }"), state)).isFalse();
        assertThat(Rules.includes(layer("include { min_level: 3 }"), state)).isFalse();
        assertThat(Rules.includes(layer("include { max_level: 1 }"), state)).isFalse();
        assertThat(Rules.includes(layer("include { not_stage: 'b' }"), state)).isFalse();
        assertThat(Rules.includes(layer("include { stage: 'c' } include { phase: TEST }"), state))
                .isTrue();
    }

    @Test
    void bothKindsOfRulesTogetherAreRefused() throws Exception {
        LayerParameter both = layer("include { phase: TRAIN } exclude { phase: TEST }");
        assertThatThrownBy(() -> Rules.includes(both, TRAIN))
                .isInstanceOf(LayerFailure.class)
                .hasMessageContaining("layer \"l\" (ReLU): has both include and exclude rules");
    }
}
