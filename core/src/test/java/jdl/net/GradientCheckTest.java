package jdl.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import jdl.kernel.KernelProviders;
import jdl.kernel.Workers;
import jdl.layer.Layer;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.net.GradientCheck.Finding;
import jdl.net.GradientCheck.Settings;
import jdl.net.GradientCheck.Verdict;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;

class GradientCheckTest {

    private static final Settings ALL = new Settings(1e-2, 1e-3, 0, 1);

    private static final String X =
            "force_backward: true layer { name: 'in' type: 'Input' top: 'x' top: 'label'"
                    + " input_param { shape { dim: 5 dim: 7 } shape { dim: 5 } } }";

    private static final String MLP =
            X
                    + ip("ip1", "x", 6)
                    + "layer { name: 'tanh' type: 'TanH' bottom: 'ip1' top: 'h' }"
                    + "layer { name: 'drop' type: 'Dropout' bottom: 'h' top: 'd' }"
                    + ip("ip2", "d", 3)
                    + "layer { name: 'loss' type: 'SoftmaxWithLoss' bottom: 'ip2' bottom: 'label' loss_weight: 2 }";

    private static String ip(String name, String bottom, int outputs) {
        return "layer { name: '%s' type: 'InnerProduct' bottom: '%s' top: '%s' inner_product_param { num_output: %d weight_filler { type: 'xavier' } } }"
                .formatted(name, bottom, name, outputs);
    }

    /** A layer whose gradient to its first bottom is a tenth too large. */
    private record Wrong(Layer right) implements Layer {

        @Override
        public Plan plan() {
            return right.plan();
        }

        @Override
        public void forward(Ports p) {
            right.forward(p);
        }

        @Override
        public void backward(Ports p) {
            right.backward(p);
            Tensor dx = p.bottom(0).diff();
            for (int i = 0; i < dx.size(); i++) dx.set(i, 1.1f * dx.get(i));
        }
    }

    private static Net net(NetPlan plan) {
        var kernels = KernelProviders.installed().named("plain").open(Workers.single());
        Net net = new Net(plan, new Weights(1), kernels, 1);
        Nets.random(net.blob("x").orElseThrow().data(), 1);
        net.blob("label").ifPresent(label -> label.data().fill(1));
        return net;
    }

    private static NetPlan planted(String prototxt, String layer) {
        NetPlan plan = Nets.plan(prototxt);
        List<Step> steps = new ArrayList<>();
        for (Step step : plan.steps())
            steps.add(step.name().equals(layer) ? step.layer(new Wrong(step.layer())) : step);
        return plan.with(steps, plan.blobs());
    }

    @Test
    void aRightNetPassesWithDropoutAndAll() {
        List<Finding> findings = GradientCheck.ofNet(net(Nets.plan(MLP)), ALL);
        assertThat(findings)
                .extracting(Finding::name)
                .containsExactly(
                        "blob \"x\"",
                        "weight \"ip1/0\"",
                        "weight \"ip1/1\"",
                        "weight \"ip2/0\"",
                        "weight \"ip2/1\"");
        assertThat(findings).allMatch(Finding::passed);
        assertThat(findings.get(1).elements()).hasSize(42);
        assertThat(findings.get(1).count(Verdict.AGREES)).isEqualTo(42);
    }

    @Test
    void aWrongLayerShowsInAllThatLiesBelowIt() {
        List<Finding> findings = GradientCheck.ofNet(net(planted(MLP, "tanh")), ALL);
        assertThat(findings.stream().filter(f -> !f.passed()).map(Finding::name))
                .containsExactly("blob \"x\"", "weight \"ip1/0\"", "weight \"ip1/1\"");
        Finding weights = findings.get(1);
        assertThat(weights.layer()).isEqualTo("ip1");
        assertThat(weights.worst().verdict()).isEqualTo(Verdict.DIFFERS);
        assertThat(weights.worst().analytic() / weights.worst().numeric()).isBetween(1.09, 1.11);
    }

    @Test
    void aWrongLayerIsFoundAlone() {
        Net net = net(planted(MLP, "tanh"));
        net.forward(0);
        assertThat(GradientCheck.ofLayer(net, "tanh", ALL))
                .singleElement()
                .matches(f -> !f.passed())
                .extracting(Finding::name)
                .isEqualTo("bottom 0, \"ip1\"");
        for (String right : List.of("ip1", "drop", "ip2", "loss"))
            assertThat(GradientCheck.ofLayer(net, right, ALL))
                    .isNotEmpty()
                    .allMatch(Finding::passed);
    }

    @Test
    void someElementsAreChosenAndTheOneOfTheLargestGradientIsAmongThem() {
        Net net = net(Nets.plan(MLP));
        var some = new Settings(1e-2, 1e-3, 4, 1);
        Finding weights = GradientCheck.ofNet(net, some).get(1);
        assertThat(weights.elements()).hasSizeBetween(3, 5);
        Tensor diff = net.weights().get(0).blob().diff();
        double largest = 0;
        for (float g : diff.toArray()) largest = Math.max(largest, Math.abs(g));
        double found = largest;
        assertThat(weights.elements()).anyMatch(e -> Math.abs(e.analytic()) == found);
    }

    @Test
    void aKinkIsNoMistake() {
        Net net =
                net(
                        Nets.plan(
                                X
                                        + "layer { name: 'relu' type: 'ReLU' bottom: 'x' top: 'y' loss_weight: 1 }"));
        Tensor x = net.blob("x").orElseThrow().data();
        x.fill(1);
        x.set(0, 0);
        x.set(1, 0.003f);
        x.set(2, -0.008f);
        Finding finding = GradientCheck.ofNet(net, ALL).get(0);
        assertThat(finding.passed()).isTrue();
        assertThat(finding.elements().get(0).verdict()).isEqualTo(Verdict.KINK);
        assertThat(finding.elements().get(1).verdict()).isEqualTo(Verdict.AGREES);
        assertThat(finding.elements().get(2).verdict()).isEqualTo(Verdict.AGREES);
        assertThat(finding.worst().verdict()).isNotEqualTo(Verdict.KINK);
    }

    @Test
    void aGradientThatIsNoNumberDiffers() {
        Net net =
                net(
                        Nets.plan(
                                X
                                        + "layer { name: 'root' type: 'Power' bottom: 'x' top: 'y' power_param { power: 0.5 } loss_weight: 1 }"));
        net.blob("x").orElseThrow().data().fill(-1);
        assertThat(GradientCheck.ofNet(net, ALL).get(0).passed()).isFalse();
    }

    @Test
    void aNetWithoutALossAndAnUnknownLayerAreTold() {
        Net net = net(Nets.plan(X + ip("ip", "x", 2)));
        assertThatThrownBy(() -> GradientCheck.ofNet(net, ALL))
                .hasMessageContaining("has no loss to check by");
        assertThatThrownBy(() -> GradientCheck.ofLayer(net, "ipp", ALL))
                .hasMessage("the net has no layer \"ipp\"; did you mean \"ip\"?");
    }
}
