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
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;

class MultiHeadAttentionLayerTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                attention("").bottom(3, 2, 4).gives(3, 2, 4),
                attention("num_output: 1").bottom(1, 1, 1).gives(1, 1, 1),
                attention("num_output: 6 num_heads: 2").bottom(3, 1, 3).gives(3, 1, 6),
                attention("num_heads: 1 causal: true").within(-0.5f, 0.5f, 7, 2, 3),
                attention("num_output: 16 num_heads: 4 bias_term: false")
                        .within(-0.5f, 0.5f, 3, 1, 2, 2),
                attention("num_output: 4 num_heads: 2")
                        .within(-0.5f, 0.5f, 3, 2, 5)
                        .within(-0.5f, 0.5f, 17, 2, 3)
                        .gives(3, 2, 4),
                attention("num_output: 4 num_heads: 4")
                        .within(-0.5f, 0.5f, 2, 3, 4)
                        .within(-0.5f, 0.5f, 7, 3, 4)
                        .labels(0, 2, 7, 3));
    }

    private static LayerCase attention(String settings) {
        return layer("{type: 'MultiHeadAttention' attention_param { " + settings + " } }");
    }

    @Test
    void aCausalStepDoesNotSeeWhatComesLater() {
        var rig = rig(attention("causal: true").bottom(3, 1, 2)).forward();
        float[] before = rig.tops().get(0);
        Tensor x = rig.inputs().get(0).data();
        x.set(4, x.get(4) + 1);
        float[] after = rig.forward().tops().get(0);
        for (int i = 0; i < 4; i++) assertThat(after[i]).isEqualTo(before[i]);
        assertThat(after[4]).isNotEqualTo(before[4]);
    }

    @Test
    void aMaskedKeyIsNotSeen() {
        var rig = rig(attention("").bottom(2, 1, 2).bottom(3, 1, 2).labels(1, 2, 3, 1));
        rig.inputs().get(2).data().set(1, 0);
        float[] before = rig.forward().tops().get(0);
        Tensor keys = rig.inputs().get(1).data();
        keys.set(2, 100);
        assertThat(rig.forward().tops().get(0)).isEqualTo(before);
        keys.set(0, 100);
        assertThat(rig.forward().tops().get(0)).isNotEqualTo(before);
    }

    /** One stream, one head, all weights 1: q = k = v = x, y = v weighted with e^(q k). */
    @Test
    void aHeadWeighsValuesByTheFitOfTheirKeys() {
        var rig = rig(attention("bias_term: false").bottom(2, 1, 1));
        for (int i = 1; i < 5; i++) rig.inputs().get(i).data().fill(1);
        Tensor x = rig.inputs().get(0).data();
        x.set(0, 1);
        x.set(1, 2);
        float[] y = rig.forward().tops().get(0);
        double first = (Math.exp(1) + 2 * Math.exp(2)) / (Math.exp(1) + Math.exp(2));
        double second = (Math.exp(2) + 2 * Math.exp(4)) / (Math.exp(2) + Math.exp(4));
        assertThat((double) y[0]).isCloseTo(first, within(1e-5));
        assertThat((double) y[1]).isCloseTo(second, within(1e-5));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        refuses(attention("num_heads: 3").bottom(2, 3, 4), "3 does not divide 4");
        refuses(attention("").bottom(2, 3), "[steps, streams, ...]");
        refuses(attention("").bottom(2, 3, 4).bottom(2, 2, 4), "as many streams");
        refuses(attention("causal: true").bottom(2, 3, 4).bottom(3, 3, 4), "as many steps");
        LayerCase masked = attention("").bottom(2, 3, 4).bottom(5, 3, 4).bottom(3, 5);
        refuses(masked, "mask of shape 5×3");
    }

    private static LayerRig rig(LayerCase given) {
        return new LayerRig(given, Kernels.plain(Workers.single()));
    }

    private static void refuses(LayerCase wrong, String saying) {
        assertThatThrownBy(wrong::create).isInstanceOf(Failure.class).hasMessageContaining(saying);
    }
}
