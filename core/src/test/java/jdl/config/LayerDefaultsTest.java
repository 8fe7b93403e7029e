package jdl.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import jdl.proto.LayerParameter;
import org.junit.jupiter.api.Test;

class LayerDefaultsTest {

    @Test
    void aLayerReadsTheOneAboveAndIsCalledByItsType() {
        var layers =
                Written.plain()
                        .layers(
                                "- {type: Data}",
                                "- {type: InnerProduct}",
                                "- {type: ReLU, top: innerproduct1}",
                                "- {type: Silence, bottom: label}",
                                "- {type: HDF5Output}",
                                "- {type: ReLU, name: last}");
        assertThat(layers)
                .extracting(
                        LayerParameter::getName,
                        l -> List.copyOf(l.getBottomList()),
                        l -> List.copyOf(l.getTopList()))
                .containsExactly(
                        tuple("data1", List.of(), List.of("data", "label")),
                        tuple("innerproduct1", List.of("data"), List.of("innerproduct1")),
                        tuple("relu1", List.of("innerproduct1"), List.of("innerproduct1")),
                        tuple("silence1", List.of("label"), List.of()),
                        tuple("hdf5output1", List.of("innerproduct1"), List.of()),
                        tuple("last", List.of("innerproduct1"), List.of("last")));
    }

    @Test
    void whatIsWrittenWinsEvenIfItIsNothing() {
        var layers =
                Written.plain()
                        .layers(
                                "- {type: Input}",
                                "- {type: ReLU, name: ~, bottom: [], top: []}",
                                "- {type: TanH}");
        assertThat(layers.get(1)).isEqualTo(LayerParameter.newBuilder().setType("ReLU").build());
        assertThat(layers.get(2).getBottomList()).containsExactly("input1");
    }

    @Test
    void aMadeNameMeetsNoOther() {
        var layers =
                Written.plain()
                        .layers(
                                "- {type: Input, name: relu2}",
                                "- {type: ReLU, name: a}",
                                "- {type: ReLU}");
        assertThat(layers.get(2).getName()).isEqualTo("relu3");
        assertThat(Written.plain().problems("layers: [{type: ReLU}, {type: TanH, name: relu1}]"))
                .singleElement()
                .asString()
                .startsWith(
                        "net.yaml:1:37: \"relu1\" is already the name of the unnamed layer at net.yaml:1:10");
    }

    @Test
    void theFirstLayerReadsNothingThatIsNotSaid() {
        assertThat(Written.plain().layers("- {type: ReLU}").get(0).getBottomCount()).isZero();
    }

    @Test
    void netsInASolverHaveDefaultsOfTheirOwn() {
        var solver =
                Written.plain()
                        .solver(
                                "net_param: {layers: [{type: Input}, {type: ReLU}]}",
                                "test_net_param: [{layers: [{type: Input}, {type: ReLU}]}]");
        assertThat(solver.getNetParam().getLayer(1).getBottom(0)).isEqualTo("input1");
        assertThat(solver.getTestNetParam(0)).isEqualTo(solver.getNetParam());
    }

    @Test
    void prototxtHasNoDefaults() {
        var net =
                Written.plain()
                        .read(
                                "net.prototxt",
                                "layer { type: \"ReLU\" }",
                                jdl.proto.NetParameter.getDefaultInstance());
        assertThat(net.getLayer(0).hasName()).isFalse();
    }
}
