package jdl.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;

class NetTest {

    private static final String X =
            "layer { name: 'x' type: 'Input' top: 'x' input_param { shape { dim: 4 } } }";

    @Test
    void gradientsOfABlobThatIsReadTwiceAdd() {
        Net net =
                Nets.net(
                        "force_backward: true "
                                + X
                                + "layer { name: 'sum' type: 'Eltwise' bottom: 'x' bottom: 'x' top: 's' eltwise_param { coeff: 2 coeff: 3 } }");
        Nets.random(net.blob("x").orElseThrow().data(), 1);
        net.forward(0);
        net.backward(Map.of("s", Tensor.of(Shape.of(4), 1, 1, 1, 1)));
        assertThat(net.blob("x").orElseThrow().diff().toArray()).containsExactly(5, 5, 5, 5);
        net.backward(Map.of("s", Tensor.of(Shape.of(4), 1, 0, 1, 0)));
        assertThat(net.blob("x").orElseThrow().diff().toArray()).containsExactly(5, 0, 5, 0);
    }

    @Test
    void aNameBoundAnewIsAnotherBlobAndTheOldOneKeepsItsData() {
        NetPlan plan = Nets.plan(X + "layer { name: 'relu' type: 'ReLU' bottom: 'x' top: 'x' }");
        assertThat(plan.blobs()).extracting(BlobPlan::name).containsExactly("x", "x");
        assertThat(plan.outputs()).containsExactly(1);
    }

    @Test
    void mistakesNameTheLayerAndAWayOut() {
        assertThatThrownBy(
                        () ->
                                Nets.plan(
                                        X
                                                + "layer { name: 'r' type: 'ReLU' bottom: 'xx' top: 'y' }"))
                .hasMessage("layer \"r\" (ReLU): unknown bottom \"xx\"; did you mean \"x\"?");
        assertThatThrownBy(() -> Nets.plan(X + X.replace("name: 'x'", "name: 'z'")))
                .hasMessage("layer \"z\" (Input): top \"x\" is already the top of another layer");
        assertThatThrownBy(
                        () ->
                                Nets.plan(
                                        X
                                                + "layer { name: 'r' type: 'ReLu' bottom: 'x' top: 'y' }"))
                .hasMessageContaining("did you mean \"ReLU\"?");
        assertThatThrownBy(
                        () ->
                                Nets.plan(
                                        X
                                                + "layer { name: 'l' type: 'SoftmaxWithLoss' bottom: 'x' }"))
                .hasMessageContaining(
                        "layer \"l\" (SoftmaxWithLoss): takes 2 to 3 bottoms, but got 1");
    }

    @Test
    void theLossIsTheWeightedSumOfLossTops() {
        String two =
                "layer { name: 'x' type: 'Input' top: 'x' top: 'y' input_param { shape { dim: 2 dim: 1 } } }";
        Net net =
                Nets.net(
                        "force_backward: true "
                                + two
                                + "layer { name: 'a' type: 'EuclideanLoss' bottom: 'x' bottom: 'y' }"
                                + "layer { name: 'b' type: 'EuclideanLoss' bottom: 'x' bottom: 'y' loss_weight: 3 }");
        net.blob("x").orElseThrow().data().copyFrom(Tensor.of(Shape.of(2, 1), 1, 2));
        assertThat(net.forward(0)).isCloseTo(4 * 5 / 4f, within(1e-6f));
        assertThat(net.outputs()).extracting(Output::name).containsExactly("a", "b");
        assertThat(net.outputs()).extracting(Output::lossWeight).containsExactly(1f, 3f);
        net.backward();
        assertThat(net.blob("x").orElseThrow().diff().toArray()).containsExactly(2, 4);
        assertThat(net.blob("y").orElseThrow().diff().toArray()).containsExactly(-2, -4);
    }

    @Test
    void layersShareAWeightByTheNameOfItsParam() {
        String ip =
                "type: 'InnerProduct' inner_product_param { num_output: 4 bias_term: false weight_filler { type: 'gaussian' } }";
        String x = X.replace("dim: 4", "dim: 1 dim: 4");
        Net net =
                Nets.net(
                        x
                                + "layer { name: 'a' "
                                + ip
                                + " bottom: 'x' top: 'a' param { name: 'w' lr_mult: 2 } }"
                                + "layer { name: 'b' "
                                + ip
                                + " bottom: 'a' top: 'b' param { name: 'w' } }");
        assertThat(net.weights()).extracting(Weight::key).containsExactly("a/0");
        assertThat(net.weights().get(0).rate()).isEqualTo(2);
    }

    @Test
    void netsOverTheSameWeightsShareThem() {
        String net =
                X.replace("dim: 4", "dim: 1 dim: 4")
                        + "layer { name: 'a' type: 'InnerProduct' bottom: 'x' top: 'a' inner_product_param { num_output: 4 } }";
        Weights weights = new Weights(1);
        Net one = Nets.net(net, weights);
        Net other = Nets.net(net, weights);
        assertThat(other.weights().get(0)).isSameAs(one.weights().get(0));
        assertThatThrownBy(() -> Nets.net(net.replace("num_output: 4", "num_output: 5"), weights))
                .hasMessageContaining("weight \"a/0\" has shape 4×4 in one net and 5×4 in another");
    }

    @Test
    void theFirstNumberThatIsNotFiniteIsFound() {
        Net net = Nets.net(X + "layer { name: 'r' type: 'ReLU' bottom: 'x' top: 'r' }");
        net.forward(0);
        assertThat(net.firstNotFinite()).isEmpty();
        net.blob("x").orElseThrow().data().set(2, Float.NaN);
        net.forward(1);
        assertThat(net.firstNotFinite()).contains("blob \"x\", from layer \"x\"");
    }
}
