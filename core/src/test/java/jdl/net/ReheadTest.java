package jdl.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import jdl.config.ConfigReader;
import jdl.config.Sugar;
import jdl.config.Text;
import jdl.failure.Failure;
import jdl.proto.LayerParameter;
import jdl.proto.NetParameter;
import org.junit.jupiter.api.Test;

class ReheadTest {

    private static final LayerParameter DATA =
            LayerParameter.newBuilder()
                    .setName("mine")
                    .setType("Data")
                    .addTop("data")
                    .addTop("label")
                    .build();

    private static final String NET =
            """
            layers:
              - {name: theirs, type: Data, top: [data, label], source: "digits:train", batch_size: 1}
              - {name: trunk, type: Convolution, bottom: data, num_output: 3, kernel_size: 3}
              - {name: side, type: Convolution, bottom: trunk, num_output: 10, kernel_size: 1, bias_term: false}
              - {name: side_pool, type: Pooling, bottom: side, global_pooling: true}
              - {name: side_loss, type: SoftmaxWithLoss, bottom: [side_pool, label]}
              - {name: score, type: InnerProduct, bottom: trunk, num_output: 10}
              - {name: drop, type: Dropout, bottom: score, top: score}
              - {name: accuracy, type: Accuracy, bottom: [score, label]}
              - {name: loss, type: SoftmaxWithLoss, bottom: [score, label]}
            """;

    @Test
    void everyLossHasANewHeadAndAllElseStays() {
        NetParameter net = Rehead.of(net(NET), 4, "_new", List.of(DATA));
        assertThat(net.getLayerList())
                .extracting(LayerParameter::getName)
                .containsExactly(
                        "mine",
                        "trunk",
                        "side_new",
                        "side_pool",
                        "side_loss",
                        "score_new",
                        "drop",
                        "accuracy",
                        "loss");
        LayerParameter side = net.getLayer(2);
        assertThat(side.getConvolutionParam().getNumOutput()).isEqualTo(4);
        assertThat(side.getParamList()).hasSize(1).allMatch(param -> param.getLrMult() == 10);
        assertThat(net.getLayer(3).getBottom(0)).isEqualTo("side_new");
        LayerParameter score = net.getLayer(5);
        assertThat(score.getInnerProductParam().getNumOutput()).isEqualTo(4);
        assertThat(score.getParamList()).hasSize(2);
        for (int i : new int[] {6, 7, 8})
            assertThat(net.getLayer(i).getBottom(0)).isEqualTo("score_new");
        assertThat(net.getLayer(6).getTop(0)).isEqualTo("score_new");
        assertThat(net.getLayer(1).getConvolutionParam().getNumOutput()).isEqualTo(3);
    }

    @Test
    void aNetWithoutALossOverClassesIsToldSo() {
        NetParameter net = net(NET.replace("SoftmaxWithLoss", "EuclideanLoss"));
        var failure =
                catchThrowableOfType(Failure.class, () -> Rehead.of(net, 4, "_new", List.of(DATA)));
        assertThat(failure).hasMessageContaining("no head to replace");
    }

    @Test
    void theNewDataAreCalledAsTheOldOnesWere() {
        assertThat(Rehead.dataTops(net(NET))).containsExactly("data", "label");
        NetParameter none = net(NET.replaceFirst(" +- \\{name: theirs.*\n", ""));
        assertThat(catchThrowableOfType(Failure.class, () -> Rehead.dataTops(none)))
                .hasMessageContaining("no layer that reads pictures and their classes");
    }

    private static NetParameter net(String yaml) {
        var passes = Sugar.passes((path, from) -> new Text(path, ""), name -> Optional.empty());
        return new ConfigReader(passes)
                .read(new Text("net.yaml", yaml), NetParameter.getDefaultInstance())
                .message();
    }
}
