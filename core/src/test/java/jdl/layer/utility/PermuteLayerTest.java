package jdl.layer.utility;

import static jdl.layer.LayerCase.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.layer.Clock;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;
import jdl.layer.Ports;
import jdl.tensor.Blob;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;

class PermuteLayerTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"Permute\" permute_param { order: [0, 2, 3, 1] }}")
                        .bottom(2, 3, 4, 5)
                        .gives(2, 4, 5, 3),
                layer("{type: \"Permute\" permute_param { order: [1, 0] }}")
                        .bottom(2, 3)
                        .gives(3, 2),
                layer("{type: \"Permute\" permute_param { order: 2 }}")
                        .bottom(2, 1, 3)
                        .gives(3, 2, 1),
                layer("{type: \"Permute\"}").bottom(7).gives(7));
    }

    @Test
    void columnsBecomeRows() {
        Blob x = Blob.of(Tensor.of(Shape.of(2, 3), 0, 1, 2, 3, 4, 5));
        Blob y = Blob.of(Tensor.zeros(Shape.of(3, 2)));
        var c = layer("{type: \"Permute\" permute_param { order: [1, 0] }}").bottom(2, 3);
        c.create()
                .forward(
                        new Ports(
                                Kernels.plain(Workers.single()),
                                List.of(x),
                                List.of(y),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                new Clock(false, 1, 0)));
        assertThat(y.data().toArray()).containsExactly(0, 3, 1, 4, 2, 5);
    }

    @Test
    void anAxisThatIsNoneOrNamedTwiceIsRefused() {
        for (String order : new String[] {"2", "4294967295", "[0, 0]"})
            assertThatThrownBy(
                            () ->
                                    layer(
                                                    "{type: \"Permute\" permute_param { order: "
                                                            + order
                                                            + " }}")
                                            .bottom(2, 3)
                                            .create())
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("may be named once");
    }
}
