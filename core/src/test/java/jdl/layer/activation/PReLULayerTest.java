package jdl.layer.activation;

import static jdl.layer.LayerCase.layer;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;
import org.junit.jupiter.api.Test;

class PReLULayerTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"PReLU\"}").bottom(2, 3, 7).kink(0).gives(2, 3, 7),
                layer("{type: \"PReLU\"}").bottom(2, 17).kink(0),
                layer("{type: \"PReLU\" prelu_param { channel_shared: true }}")
                        .bottom(3, 11)
                        .kink(0));
    }

    @Test
    void aBottomWithoutChannelsIsRefused() {
        assertThatThrownBy(() -> layer("{type: \"PReLU\"}").bottom(3).create())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("at least 2 axes");
    }
}
