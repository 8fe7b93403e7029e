package jdl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The nets that jdl ships are those of the literature, and all run on noise. */
class ShippedNetsTest {

    @TempDir private Path folder;

    /**
     * MACs are of one picture; BatchNorm's parameters that do not learn are counted.
     *
     * <p>Worked out from the papers: a convolution of width w with k × k taps over c channels has
     * kkcw + w parameters and makes kkcw products at each of its places, at each place of its
     * bottom if it is turned round. VGG: table 1, D and E, on 224 × 224, three full layers with
     * biases. ResNet-18: table 1 without biases, (2w + 1) + 2w for each normalisation. U-Net:
     * figure 1, with padding, on 128 × 128. Siamese: LeNet with a layer of 10 · 2 + 2 behind it,
     * its weights counted once and its products twice. Autoencoder: 784-1000-500-250-30 and back.
     */
    @ParameterizedTest
    @CsvSource({
        "lenet/lenet, 431080, 2293000",
        "mlp/mlp, 669706, 668672",
        "cifar10/quick, 145578, 12354176",
        "cifar10/full, 89578, 12298240",
        "cifar10/resnet20, 274063, 40813184",
        "caffenet/caffenet, 60965224, 724406816",
        "alexnet/alexnet, 60965224, 724406816",
        "googlenet/googlenet, 13378280, 1591044096",
        "squeezenet/squeezenet, 1235496, 387747520",
        "resnet50/resnet50, 25610269, 3857973248",
        "mobilenet/mobilenet, 4253891, 568740352",
        "vgg/vgg16, 138357544, 15470264320",
        "vgg/vgg19, 143667240, 19632062464",
        "resnet18/resnet18, 11699132, 1814073344",
        "unet/unet, 31030658, 12024020992",
        "siamese/siamese, 431102, 4586040",
        "autoencoder/autoencoder, 2837314, 2833000",
    })
    void eachIsOfTheSizeThatItsPaperTells(String net, long parameters, long macs)
            throws IOException {
        for (String phase : new String[] {"TRAIN", "TEST"}) {
            JsonNode summary = summary("configs/" + net + ".yaml", "--phase", phase);
            assertThat(summary.get("parameters").longValue()).isEqualTo(parameters);
            assertThat(summary.get("macs").longValue()).isEqualTo(macs);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "resnet50/resnet50, KaimingHe__deep-residual-networks/prototxt/ResNet-50-deploy.prototxt",
        "mobilenet/mobilenet, shicai__MobileNet-Caffe/mobilenet_deploy.prototxt",
        "vgg/vgg16, BXuan694__Caffe/models/vggnet/VGG_ILSVRC_16_layers_deploy.prototxt",
        "vgg/vgg19, BXuan694__Caffe/models/vggnet/VGG_ILSVRC_19_layers_deploy.prototxt",
    })
    void theWeightsOfTheAuthorsFit(String net, String theirs) throws IOException {
        String deploy = "../shared/corpus/" + theirs;
        assumeTrue(Files.exists(Path.of(Run.file(deploy))), "the corpus is not there: " + deploy);
        JsonNode ours = summary("configs/" + net + ".yaml", "--phase", "TEST");
        assertThat(learning(ours)).isEqualTo(learning(summary(deploy)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lenet/lenet",
                "lenet/mnist",
                "mlp/mlp",
                "cifar10/quick",
                "cifar10/full",
                "cifar10/resnet20",
                "cifar10/quick_part",
                "cifar10/resnet20_part",
                "pictures/pictures"
            })
    void smallOnesLearnFromNoise(String net) {
        trains(net, 10);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "caffenet/caffenet",
                "alexnet/alexnet",
                "googlenet/googlenet",
                "squeezenet/squeezenet",
                "resnet50/resnet50",
                "mobilenet/mobilenet",
                "resnet18/resnet18",
                "unet/unet"
            })
    void largeOnesLearnFromNoise(String net) {
        trains(net, 2);
    }

    /** With 224 × 224 pixels it needs more than the 2 GB that tests have. */
    @Tag("slow")
    @Test
    void vggLearnsFromSmallerNoise() {
        String side = "layer[noise].dummy_data_param.shape[0].dim[%d]=64";
        trains("vgg/vgg16", 2, "--set", side.formatted(2), "--set", side.formatted(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"siamese/siamese", "autoencoder/autoencoder"})
    void thoseOfDigitsNeedNoNoise(String net) {
        takesTwoSteps(net, List.of());
    }

    private void trains(String net, int batch, String... more) {
        String length = "layer[noise].dummy_data_param.shape[%d].dim[0]=" + batch;
        var flags = new ArrayList<>(List.of("--stage", "dummy"));
        flags.addAll(List.of("--set", length.formatted(0), "--set", length.formatted(1)));
        flags.addAll(List.of(more));
        takesTwoSteps(net, flags);
    }

    /** Trains, and tests what has been written. */
    private void takesTwoSteps(String net, List<String> flags) {
        var args =
                new ArrayList<>(List.of("--solver", Run.file("configs/" + net + "_solver.yaml")));
        args.addAll(flags);
        for (String setting : List.of("iter_size=1", "max_iter=2", "test_iter=1"))
            args.addAll(List.of("--set", "solver." + setting));
        args.addAll(List.of("--set", "solver.snapshot_prefix=" + folder.resolve("run")));
        succeeds("train", args);
        Path weights = folder.resolve("run_iter_2.caffemodel");
        args.addAll(List.of("--weights", weights.toString(), "--iterations", "1"));
        succeeds("test", args);
    }

    private static void succeeds(String command, List<String> args) {
        var all = new ArrayList<>(List.of(command));
        all.addAll(args);
        Run run = Run.jdl(all.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
    }

    private static JsonNode summary(String file, String... phase) throws IOException {
        var args = new ArrayList<>(List.of("summary", Run.file(file), "--json"));
        args.addAll(List.of("--stage", "dummy"));
        args.addAll(List.of(phase));
        Run run = Run.jdl(args.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        return new ObjectMapper().readTree(run.out());
    }

    /** How many numbers each layer has to learn. */
    private static Map<String, Long> learning(JsonNode summary) {
        var parameters = new TreeMap<String, Long>();
        for (JsonNode layer : summary.get("layers")) {
            long count = layer.get("parameters").longValue();
            if (count > 0) parameters.put(layer.get("name").asText(), count);
        }
        return parameters;
    }
}
