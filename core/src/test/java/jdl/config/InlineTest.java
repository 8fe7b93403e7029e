package jdl.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InlineTest {

    @Test
    void settingsStandDirectlyInTheLayer() {
        var layer =
                Written.plain()
                        .layers(
                                "- {type: Convolution, num_output: 20, kernel_size: [5, 3], name: c}")
                        .get(0);
        assertThat(layer.getConvolutionParam().getNumOutput()).isEqualTo(20);
        assertThat(layer.getConvolutionParam().getKernelSizeList()).containsExactly(5, 3);
        assertThat(layer.getName()).isEqualTo("c");
    }

    @Test
    void ofSeveralSeatsTheFirstThatHasTheKeyWins() {
        var layer =
                Written.plain()
                        .layers(
                                "- {type: Data, scale: 2, batch_size: 3, source: x, shuffle: true, crop_size: 4}")
                        .get(0);
        assertThat(layer.getTransformParam().getScale()).isEqualTo(2);
        assertThat(layer.getTransformParam().getCropSize()).isEqualTo(4);
        assertThat(layer.getDataParam().getBatchSize()).isEqualTo(3);
        assertThat(layer.getDataParam().hasScale()).isFalse();
        assertThat(layer.getSourceParam().getShuffle()).isTrue();
    }

    @Test
    void theyJoinThoseInTheirOwnMessage() {
        var layer =
                Written.plain()
                        .layers("- {type: Pooling, pooling_param: {pool: AVE}, kernel_size: 2}")
                        .get(0);
        assertThat(layer.getPoolingParam().getPool().name()).isEqualTo("AVE");
        assertThat(layer.getPoolingParam().getKernelSize()).isEqualTo(2);
    }

    @Test
    void aSettingInBothPlacesIsADuplicate() {
        assertThat(
                        Written.plain()
                                .problems(
                                        "layers: [{type: Pooling, pooling_param: {pad: 1}, pad: 2}]"))
                .singleElement()
                .asString()
                .startsWith(
                        "net.yaml:1:51: duplicate key \"pad\" | it was first set at net.yaml:1:42");
    }

    @Test
    void aTypoInASettingIsGuessed() {
        assertThat(
                        Written.plain()
                                .problems(
                                        "layers: [{type: Convolution, num_ouput: 2, kernel_size: 1}]"))
                .singleElement()
                .asString()
                .startsWith(
                        "net.yaml:1:30: unknown key \"num_ouput\" | did you mean \"num_output\"?");
    }

    @Test
    void aTypoInTheTypeIsToldInsteadOfItsSettings() {
        assertThat(Written.plain().problems("layers: [{type: Convolutoin, num_output: 2, pad: 1}]"))
                .singleElement()
                .asString()
                .startsWith(
                        "net.yaml:1:17: layer type \"Convolutoin\" has no setting \"num_output\"")
                .contains("did you mean \"Convolution\"?");
        assertThat(Written.plain().problems("layers: [{tpye: Convolution, num_output: 2, pad: 1}]"))
                .singleElement()
                .asString()
                .startsWith("net.yaml:1:11: unknown key \"tpye\" | did you mean \"type\"?");
        assertThat(Written.plain().problems("layers: [{name: a, num_output: 2}]"))
                .singleElement()
                .asString()
                .startsWith("net.yaml:1:10: this layer has no type");
    }
}
