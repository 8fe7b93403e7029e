package jdl.layer.input;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import jdl.failure.Failure;
import jdl.layer.LayerTypes;
import jdl.proto.LayerParameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusingTypesTest {

    @ParameterizedTest
    @CsvSource("Python, LayerType")
    void whatOnlyCaffeDoesIsRefusedWithAWayOut(String type, String wayOut) {
        var layer = LayerParameter.newBuilder().setType(type).addTop("a").addTop("b").build();
        assertThatThrownBy(() -> LayerTypes.installed().get(type).create(layer, List.of()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(wayOut);
    }
}
