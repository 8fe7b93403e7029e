package jdl.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.TextFormat;
import java.util.List;
import java.util.Random;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.net.Net;
import jdl.net.NetPlan;
import jdl.net.Tuning;
import jdl.net.Weights;
import jdl.proto.LayerParameter;
import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.proto.Phase;
import org.junit.jupiter.api.Test;

class FoldedNetTest {

    private static final String NET =
            """
            layer { name: "x" type: "DummyData" top: "x" dummy_data_param {
              shape { dim: 2 dim: 3 dim: 5 dim: 5 } data_filler { type: "gaussian" } } }
            layer { name: "c1" type: "Convolution" bottom: "x" top: "c1" convolution_param {
              num_output: 4 kernel_size: 3 bias_term: false weight_filler { type: "xavier" } } }
            layer { name: "n1" type: "BatchNorm" bottom: "c1" top: "n1"
              batch_norm_param { eps: 0.01 } }
            layer { name: "s1" type: "Scale" bottom: "n1" top: "n1" scale_param { bias_term: true } }
            layer { name: "r1" type: "ReLU" bottom: "n1" top: "n1" }
            layer { name: "c2" type: "Convolution" bottom: "n1" top: "c2" convolution_param {
              num_output: 4 kernel_size: 1 group: 2 weight_filler { type: "xavier" } } }
            layer { name: "n2" type: "BatchNorm" bottom: "c2" top: "c2" }
            layer { name: "sum" type: "Eltwise" bottom: "c2" bottom: "n1" top: "sum" }
            layer { name: "ip" type: "InnerProduct" bottom: "sum" top: "ip"
              inner_product_param { num_output: 3 weight_filler { type: "xavier" } } }
            layer { name: "n3" type: "BatchNorm" bottom: "ip" top: "n3" }
            layer { name: "s3" type: "Scale" bottom: "n3" top: "y" }
            """;

    @Test
    void theNetSaysTheSameWithoutItsBatchNorms() throws Exception {
        var message = message(NET);
        Net whole = net(message);
        var random = new Random(1);
        for (var weight : whole.weights()) {
            var data = weight.blob().data();
            for (int i = 0; i < data.size(); i++) data.set(i, 0.5f + random.nextFloat());
        }
        var folded = FoldedNet.of(message, WeightCopy.of(whole, false));
        assertThat(folded.net().getLayerList())
                .extracting(LayerParameter::getName)
                .containsExactly("x", "c1", "r1", "c2", "sum", "ip");
        assertThat(folded.folded()).hasSize(5).contains("n1 is now part of c1");
        Net light = net(folded.net());
        assertThat(WeightCopy.into(light, folded.weights()).missing()).isEmpty();
        whole.forward(0);
        light.forward(0);
        var wanted = whole.blob("y").orElseThrow().data();
        var found = light.blob("y").orElseThrow().data();
        assertThat(found.shape()).isEqualTo(wanted.shape());
        for (int i = 0; i < wanted.size(); i++)
            assertThat(found.get(i))
                    .isCloseTo(wanted.get(i), within(1e-4f * Math.abs(wanted.get(i))));
    }

    @Test
    void whatSomebodyElseReadsIsLeftAlone() throws Exception {
        var message =
                message(
                        NET
                                + "layer { name: 'look' type: 'Silence' bottom: 'c1' }"
                                + "layer { name: 'too' type: 'Silence' bottom: 'ip' }");
        Net whole = net(message);
        var folded = FoldedNet.of(message, WeightCopy.of(whole, false));
        assertThat(folded.folded()).containsExactly("n2 is now part of c2");
    }

    @Test
    void weightsOfAnotherNetAreRefused() throws Exception {
        var message = message(NET);
        assertThatThrownBy(() -> FoldedNet.of(message, List.of()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("layer \"c1\"");
    }

    private static NetParameter message(String text) throws TextFormat.ParseException {
        var net = NetParameter.newBuilder();
        TextFormat.merge(text, net);
        return net.build();
    }

    private static Net net(NetParameter message) {
        var state = NetState.newBuilder().setPhase(Phase.TEST).build();
        return new Net(
                NetPlan.of(message, state),
                Tuning.NONE,
                new Weights(1),
                Kernels.plain(Workers.single()),
                1);
    }
}
