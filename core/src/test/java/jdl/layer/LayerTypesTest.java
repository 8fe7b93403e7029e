package jdl.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jdl.failure.Failure;
import jdl.layer.vision.PoolingType;
import org.junit.jupiter.api.Test;

class LayerTypesTest {

    private final LayerTypes types = LayerTypes.installed();

    @Test
    void typesAreFoundByName() {
        assertThat(types.get("Convolution").name()).isEqualTo("Convolution");
        assertThat(types.names()).contains("InnerProduct", "Pooling", "SoftmaxWithLoss");
    }

    @Test
    void unknownTypesAreToldFromKnownOnes() {
        assertThatThrownBy(() -> types.get("convolutoin"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("unknown layer type \"convolutoin\"")
                .hasMessageContaining("did you mean \"Convolution\"?")
                .hasMessageContaining("known types: AbsVal, Accuracy, ");
    }

    @Test
    void aLayerWithoutATypeIsToldTheTypes() {
        assertThatThrownBy(() -> types.get("")).hasMessageContaining("has no type");
    }

    @Test
    void aTypeInstalledTwiceIsRefused() {
        LayerType one = types.get("Pooling");
        assertThatThrownBy(() -> LayerTypes.of(one, new PoolingType()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("\"Pooling\" is installed twice");
    }
}
