package jdl.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.TextFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.net.Net;
import jdl.net.Step;
import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.proto.SolverParameter;
import jdl.proto.WeightsParameter;
import jdl.snapshot.NamedLayer;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Weights of another net, and layers that keep theirs. */
class FineTuningTest {

    private static final String NET =
            """
            layer { name: "x" type: "DummyData" top: "x" top: "t"
              dummy_data_param {
                shape { dim: 4 dim: 3 } shape { dim: 4 dim: 2 }
                data_filler { type: "gaussian" } data_filler { type: "gaussian" } } }
            layer { name: "conv1" type: "InnerProduct" bottom: "x" top: "a"
              inner_product_param { num_output: 3 weight_filler { type: "xavier" } } }
            layer { name: "bn" type: "BatchNorm" bottom: "a" top: "b" }
            layer { name: "conv2" type: "InnerProduct" bottom: "b" top: "c"
              inner_product_param { num_output: 3 weight_filler { type: "xavier" } } }
            layer { name: "fc" type: "InnerProduct" bottom: "c" top: "y"
              inner_product_param { num_output: 2 weight_filler { type: "xavier" } } }
            layer { name: "loss" type: "EuclideanLoss" bottom: "y" bottom: "t" }
            """;

    @Test
    void frozenLayersKeepTheirWeightsAndCostNoGradient() throws Exception {
        var shop = workshop("freeze: 'conv*' freeze: 'bn'");
        var before = bits(shop);
        for (int i = 0; i < 3; i++) shop.stepper().step();
        var after = bits(shop);
        for (int i = 0; i < before.size(); i++)
            assertThat(after.get(i).equals(before.get(i))).as("weight %d", i).isEqualTo(i < 7);
        assertThat(shop.stepper().net().plan().steps())
                .filteredOn(Step::backward)
                .extracting(Step::name)
                .containsExactly("fc", "loss");
    }

    @Test
    void withoutFreezeTheyLearn() throws Exception {
        var shop = workshop("");
        var before = bits(shop);
        shop.stepper().step();
        assertThat(bits(shop)).doesNotContainAnyElementsOf(before.subList(0, 1));
    }

    @Test
    void aPatternForNoLayerIsAMistake() {
        assertThatThrownBy(() -> workshop("freeze: 'konv1'"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("solver: freeze")
                .hasMessageContaining("did you mean \"conv1\"");
        assertThatThrownBy(() -> workshop("freeze: 'res*'")).hasMessageContaining("conv1, bn");
        assertThatThrownBy(() -> workshop("freeze: 'x'")).hasMessageContaining("no layer \"x\"");
    }

    @Test
    void namesAreMappedAndPatternsIgnored() throws Exception {
        var net = workshop("").stepper().net();
        var wish = wish("map { in_file: 'old' in_net: 'conv2' } ignore: 'f*'");
        var copy = copy(net, wish, layer("old", 3), layer("fc", 2), layer("extra", 9));
        assertThat(copy.copied()).containsExactly("conv2");
        assertThat(copy.ignored()).containsExactly("fc", "extra");
        assertThat(copy.missing()).containsExactly("conv1", "bn", "fc");
        assertThat(net.weights(step(net, "conv2")).get(0).data().get(5)).isEqualTo(7);
    }

    @Test
    void layersThatDoNotFitAreSkippedOnlyIfAskedFor() throws Exception {
        var net = workshop("").stepper().net();
        assertThatThrownBy(() -> copy(net, WeightWish.NONE, layer("fc", 5)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("layer \"fc\": weight 0 has shape 5×3 in the file, but 2×3");
        var copy = copy(net, wish("on_mismatch: SKIP"), layer("fc", 5), layer("conv1", 3));
        assertThat(copy.copied()).containsExactly("conv1");
        assertThat(copy.unfit()).singleElement().asString().contains("fc");
        assertThat(copy.missing()).doesNotContain("fc");
    }

    @Test
    void wishesForNoLayerAreMistakes() throws Exception {
        var net = workshop("").stepper().net();
        assertThatThrownBy(() -> copy(net, wish("ignore: 'fk'"), layer("fc", 2)))
                .hasMessageContaining("ignore: there is no layer \"fk\"; did you mean \"fc\"?");
        assertThatThrownBy(
                        () -> copy(net, wish("map { in_file: 'fk' in_net: 'fc' }"), layer("fc", 2)))
                .hasMessageContaining("map: there is no layer \"fk\"");
        assertThatThrownBy(
                        () ->
                                copy(
                                        net,
                                        wish("map { in_file: 'fc' in_net: 'conv3' }"),
                                        layer("fc", 2)))
                .hasMessageContaining("map: there is no layer \"conv3\"; did you mean \"conv1\"?");
    }

    private static WeightCopy copy(Net net, WeightWish wish, NamedLayer... layers) {
        var copier = new WeightCopier(net, wish);
        List.of(layers).forEach(copier);
        return copier.done();
    }

    private static NamedLayer layer(String name, int outputs) {
        Tensor weight = Tensor.zeros(Shape.of(outputs, 3));
        weight.fill(7);
        var blobs = List.of(weight, Tensor.zeros(Shape.of(outputs)));
        return new NamedLayer(name, "InnerProduct", blobs, List.of());
    }

    private static Step step(Net net, String name) {
        return net.plan().steps().stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> bits(Workshop shop) {
        List<String> bits = new ArrayList<>();
        for (var weight : shop.weights().all())
            bits.add(weight.key() + List.of(Arrays.toString(weight.blob().data().toArray())));
        return bits;
    }

    private static WeightWish wish(String settings) throws TextFormat.ParseException {
        var message = WeightsParameter.newBuilder();
        TextFormat.merge(settings, message);
        return WeightWish.of(message.build());
    }

    private static Workshop workshop(String more) throws TextFormat.ParseException {
        var net = NetParameter.newBuilder();
        TextFormat.merge(NET, net);
        var solver = SolverParameter.newBuilder();
        TextFormat.merge("base_lr: 0.1 lr_policy: 'fixed' weight_decay: 0.1 " + more, solver);
        return Workshop.of(
                solver.setTrainNetParam(net).build(),
                name -> {
                    throw new AssertionError(name);
                },
                NetState.getDefaultInstance(),
                Kernels.plain(Workers.single()));
    }
}
