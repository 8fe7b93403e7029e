package jdl.layer.recurrent;

import static jdl.layer.LayerCase.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;
import jdl.layer.LayerRig;
import org.junit.jupiter.api.Test;

class PositionalEmbeddingLayerTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of("SINUSOIDAL", "LEARNED")
                .flatMap(
                        kind ->
                                Stream.of(
                                        embedding(kind).bottom(1, 1, 1).gives(1, 1, 1),
                                        embedding(kind).bottom(3, 2, 7),
                                        embedding(kind).bottom(2, 3, 2, 3).gives(2, 3, 2, 3),
                                        embedding(kind).bottom(3, 1, 16),
                                        embedding(kind).bottom(2, 2, 17),
                                        embedding(kind).bottom(7, 1, 3)));
    }

    private static LayerCase embedding(String kind) {
        return layer(
                "{type: 'PositionalEmbedding' positional_embedding_param { kind: " + kind + "} }");
    }

    @Test
    void wavesGrowLongerWithTheChannel() {
        LayerCase given = embedding("SINUSOIDAL").bottom(3, 1, 4);
        var rig = new LayerRig(given, Kernels.plain(Workers.single())).forward();
        float[] y = rig.tops().get(0);
        float[] x = rig.inputs().get(0).data().toArray();
        double[] wanted = {Math.sin(2), Math.cos(2), Math.sin(0.02), Math.cos(0.02)};
        for (int i = 0; i < 4; i++)
            assertThat((double) y[8 + i] - x[8 + i]).isCloseTo(wanted[i], within(1e-6));
    }

    @Test
    void aStepHasAxes() {
        assertThatThrownBy(() -> embedding("LEARNED").bottom(3, 2).create())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("[steps, streams, ...]");
    }
}
