package jdl.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import jdl.kernel.KernelProviders;
import jdl.kernel.Workers;
import jdl.layer.Layer;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.layer.Resizing;
import jdl.tensor.Blob;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Nets in which the length of a top depends on what a bottom holds. */
class ResizedTest {

    private static final String NET =
            "force_backward: true layer { name: 'in' type: 'Input' top: 'x' top: 't'"
                    + " input_param { shape { dim: 4 dim: 2 } } }"
                    + "layer { name: 'above' type: 'Power' bottom: 'x' top: 'a' power_param { scale: 2 } }"
                    + "layer { name: 'some' type: 'TanH' bottom: 'a' top: 's' }"
                    + "layer { name: 'ip' type: 'InnerProduct' bottom: 's' top: 'y' inner_product_param"
                    + " { num_output: 3 weight_filler { type: 'constant' value: 1 } } }"
                    + "layer { name: 'beside' type: 'TanH' bottom: 't' top: 'u' }";

    /** The first rows of its bottom, as many as the first element of the net's other input says. */
    private record FirstRows(Plan plan, Tensor rows) implements Resizing {

        @Override
        public List<Shape> tops(List<Blob> bottoms) {
            return List.of(plan.tops().get(0).with(0, (int) rows.get(0)));
        }

        @Override
        public void forward(Ports p) {
            Tensor y = p.top(0).data();
            for (int i = 0; i < y.size(); i++) y.set(i, p.bottom(0).data().get(i));
        }

        @Override
        public void backward(Ports p) {
            Tensor dy = p.top(0).diff();
            Tensor dx = p.bottom(0).diff();
            for (int i = 0; i < dy.size(); i++) dx.set(i, dx.get(i) + dy.get(i));
        }
    }

    private final Tensor rows = Tensor.of(Shape.scalar(), 4);
    private final Net net = net();

    private Net net() {
        NetPlan plan = Nets.plan(NET);
        List<Step> steps = new ArrayList<>();
        for (Step step : plan.steps()) {
            Layer layer = new FirstRows(step.layer().plan(), rows);
            steps.add(step.name().equals("some") ? step.layer(layer) : step);
        }
        var kernels = KernelProviders.installed().named("plain").open(Workers.single());
        Net net = new Net(plan.with(steps, plan.blobs()), new Weights(1), kernels, 1);
        Tensor x = net.blob("x").orElseThrow().data();
        for (int i = 0; i < x.size(); i++) x.set(i, i);
        return net;
    }

    private Tensor y() {
        return net.blob("y").orElseThrow().data();
    }

    private void forward(int wanted) {
        rows.set(0, wanted);
        net.forward(0);
    }

    @Test
    void allBelowFollowsTheLengthOfTheTop() {
        forward(4);
        assertThat(y().shape()).isEqualTo(Shape.of(4, 3));
        forward(1);
        assertThat(y().shape()).isEqualTo(Shape.of(1, 3));
        assertThat(y().toArray()).containsExactly(2, 2, 2);
        forward(3);
        assertThat(y().toArray()).containsExactly(2, 2, 2, 10, 10, 10, 18, 18, 18);
        assertThat(Nets.step(net.plan(), "ip").layer().plan().tops())
                .containsExactly(Shape.of(3, 3));
    }

    @Test
    void weightsAndWhatIsNotReachedStay() {
        Step above = Nets.step(net.plan(), "above");
        Step beside = Nets.step(net.plan(), "beside");
        List<Weight> weights = net.weights();
        Blob a = net.blob("a").orElseThrow();
        forward(2);
        assertThat(Nets.step(net.plan(), "above")).isSameAs(above);
        assertThat(Nets.step(net.plan(), "beside")).isSameAs(beside);
        assertThat(net.weights()).isSameAs(weights);
        assertThat(net.blob("a").orElseThrow()).isSameAs(a);
    }

    @Test
    void gradientsFlowThroughTheShorterTop() {
        forward(2);
        net.clearWeightDiffs();
        net.backward(Map.of("y", Tensor.of(Shape.of(2, 3), 1, 1, 1, 1, 1, 1)));
        assertThat(net.blob("x").orElseThrow().diff().toArray())
                .containsExactly(6, 6, 6, 6, 0, 0, 0, 0);
        assertThat(net.weights().get(0).blob().diff().toArray()).containsExactly(4, 8, 4, 8, 4, 8);
    }

    @Test
    void nothingAtAllIsALengthToo() {
        forward(0);
        assertThat(y().shape()).isEqualTo(Shape.of(0, 3));
        net.clearWeightDiffs();
        net.backward();
        assertThat(net.weights().get(0).blob().diff().toArray()).containsOnly(0);
        float[] dx = net.blob("x").orElseThrow().diff().toArray();
        assertThat(dx).isEqualTo(Arrays.copyOf(new float[0], 8));
        forward(4);
        assertThat(y().size()).isEqualTo(12);
    }
}
