package jdl.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.stream.Stream;
import jdl.proto.LayerParameter;
import jdl.proto.NetParameter;
import jdl.proto.NetStateRule;
import jdl.proto.SolverParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What jdl ships says what Caffe's files say. */
class ShippedConfigsTest {

    private static final Written SHIPPED = Written.plain().given("JDL_DATA", "/data");

    static NetParameter net(String path) {
        var text = Written.file(Written.ROOT.resolve("configs").resolve(path));
        return SHIPPED.read(text.name(), text.content(), NetParameter.getDefaultInstance());
    }

    static SolverParameter solver(String path) {
        var text = Written.file(Written.ROOT.resolve("configs").resolve(path));
        return SHIPPED.read(text.name(), text.content(), SolverParameter.getDefaultInstance());
    }

    private static Text caffe(String path) {
        var text = Written.corpus(path);
        assumeTrue(text.isPresent(), "the corpus is not there: ../shared/corpus/" + path);
        return text.get();
    }

    @Test
    void lenetFitsOnAScreen() {
        var text = Written.file(Written.ROOT.resolve("configs/lenet/lenet.yaml"));
        assertThat(text.content().lines().count()).isLessThanOrEqualTo(40);
    }

    @ParameterizedTest
    @CsvSource({
        "lenet/lenet.yaml, BVLC__caffe/examples/mnist/lenet_train_test.prototxt",
        "lenet/mnist.yaml, BVLC__caffe/examples/mnist/lenet_train_test.prototxt",
        "cifar10/quick.yaml, BVLC__caffe/examples/cifar10/cifar10_quick_train_test.prototxt",
        "cifar10/full.yaml, BVLC__caffe/examples/cifar10/cifar10_full_train_test.prototxt",
        "caffenet/caffenet.yaml, BVLC__caffe/models/bvlc_reference_caffenet/train_val.prototxt",
        "alexnet/alexnet.yaml, BVLC__caffe/models/bvlc_alexnet/train_val.prototxt",
        "googlenet/googlenet.yaml, BVLC__caffe/models/bvlc_googlenet/train_val.prototxt",
        "squeezenet/squeezenet.yaml, forresti__SqueezeNet/SqueezeNet_v1.1/train_val.prototxt",
    })
    void theNetIsCaffesButForItsData(String ours, String caffes) {
        var theirs =
                Written.plain()
                        .read(
                                "caffe.prototxt",
                                caffe(caffes).content(),
                                NetParameter.getDefaultInstance());
        assertThat(net(ours).getName()).startsWith(theirs.getName()); // SqueezeNet's has none
        assertThat(undeployed(net(ours))).isEqualTo(computing(theirs));
    }

    private static List<LayerParameter> undeployed(NetParameter net) {
        return computing(net).stream()
                .filter(
                        l ->
                                l.getIncludeList().stream()
                                        .noneMatch(r -> r.getStageList().contains("deploy")))
                .map(ShippedConfigsTest::undeployed)
                .toList();
    }

    private static List<LayerParameter> computing(NetParameter net) {
        return net.getLayerList().stream()
                .filter(l -> !List.of("Data", "DummyData", "Input").contains(l.getType()))
                .toList();
    }

    /** The layer without the rules that make one file of two. */
    private static LayerParameter undeployed(LayerParameter layer) {
        var rules = layer.getIncludeList().stream().map(r -> r.toBuilder().clearNotStage().build());
        var excludes = layer.getExcludeList().stream().filter(r -> r.getStageCount() == 0);
        return layer.toBuilder()
                .clearInclude()
                .addAllInclude(
                        rules.filter(r -> !r.equals(NetStateRule.getDefaultInstance())).toList())
                .clearExclude()
                .addAllExclude(excludes.toList())
                .build();
    }

    @Test
    void dataAreReadAsCaffeReadsThem() {
        var train = net("lenet/lenet.yaml").getLayer(0);
        assertThat(train.getTopList()).containsExactly("data", "label");
        assertThat(train.getDataParam().getSource()).isEqualTo("digits:train");
        assertThat(train.getDataParam().getBatchSize()).isEqualTo(64);
        assertThat(train.getTransformParam().getScale()).isEqualTo(1f / 256);
        var mnist = net("lenet/mnist.yaml").getLayer(1);
        assertThat(mnist.getDataParam().getSource()).isEqualTo("idx:/data/mnist/test");
        assertThat(mnist.getDataParam().getBatchSize()).isEqualTo(100);
        var cifar = net("cifar10/quick.yaml").getLayer(1);
        assertThat(cifar.getDataParam().getSource()).isEqualTo("cifar10:/data/cifar10/test");
        assertThat(cifar.getTransformParam().getMeanValueList())
                .containsExactly(125.3f, 123f, 113.9f);
    }

    @ParameterizedTest
    @CsvSource({
        "lenet/mnist_solver.yaml, BVLC__caffe/examples/mnist/lenet_solver.prototxt",
        "cifar10/quick_solver.yaml, BVLC__caffe/examples/cifar10/cifar10_quick_solver.prototxt",
        "caffenet/caffenet_solver.yaml, BVLC__caffe/models/bvlc_reference_caffenet/solver.prototxt",
        "alexnet/alexnet_solver.yaml, BVLC__caffe/models/bvlc_alexnet/solver.prototxt",
        "googlenet/googlenet_solver.yaml, BVLC__caffe/models/bvlc_googlenet/quick_solver.prototxt",
        "squeezenet/squeezenet_solver.yaml, forresti__SqueezeNet/SqueezeNet_v1.0/solver.prototxt",
    })
    void theSolverIsCaffesButForFilesAndDevice(String ours, String caffes) {
        var theirs =
                Written.plain()
                        .read(
                                "caffe.prototxt",
                                caffe(caffes).content(),
                                SolverParameter.getDefaultInstance());
        assertThat(solver(ours).toBuilder().clearNet().clearSnapshotPrefix().build())
                .isEqualTo(
                        theirs.toBuilder()
                                .clearNet()
                                .clearSnapshotPrefix()
                                .clearSolverMode()
                                .build());
    }

    static Stream<String> nets() {
        return Stream.of(
                "lenet/lenet.yaml",
                "lenet/mnist.yaml",
                "cifar10/quick.yaml",
                "googlenet/googlenet.yaml",
                "mobilenet/mobilenet.yaml");
    }

    @ParameterizedTest
    @MethodSource("nets")
    void thePlainFormMeansTheSame(String path) {
        var plain = YamlPrinter.print(net(path));
        assertThat(SHIPPED.read("plain.yaml", plain, NetParameter.getDefaultInstance()))
                .isEqualTo(net(path));
    }
}
