package jdl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.InputSource;

/** What the command tells; how long anything took is nobody's promise. */
class TimeCommandTest {

    private static final String NET =
            """
            name: tiny
            layers:
              - {name: noise, type: DummyData, top: [x, y], include: {phase: TRAIN}, dummy_data_param: {
                  shape: [{dim: [4, 2, 6, 6]}, {dim: [4, 3]}], data_filler: [{type: gaussian}, {type: constant}]}}
              - {name: given, type: Input, top: [x, y], include: {phase: TEST}, input_param: {
                  shape: [{dim: [5, 2, 6, 6]}, {dim: [5, 3]}]}}
              - {name: "c<1>&", type: Convolution, bottom: x, top: c, num_output: 3, kernel_size: 3, weight_filler: {type: xavier}}
              - {name: ip, type: InnerProduct, bottom: c, top: ip, num_output: 3, weight_filler: {type: xavier}}
              - {name: loss, type: EuclideanLoss, bottom: [ip, y], top: loss}
            """;

    @TempDir private Path folder;
    private String net = "";

    @BeforeEach
    void write() throws IOException {
        net = Files.writeString(folder.resolve("net.yaml"), NET).toString();
    }

    /** Two iterations after one, with more arguments. */
    private static Run time(String... more) {
        List<String> args = new ArrayList<>(List.of("time", "--iterations", "2", "--warmup", "1"));
        args.addAll(List.of(more));
        Run run = Run.jdl(args.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }

    private static JsonNode json(String... args) throws JsonProcessingException {
        List<String> all = new ArrayList<>(List.of(args));
        all.add("--json");
        return new ObjectMapper().readTree(time(all.toArray(String[]::new)).out());
    }

    private static JsonNode layer(JsonNode json, String name) {
        for (JsonNode layer : json.get("layers"))
            if (layer.get("name").asText().equals(name)) return layer;
        throw new AssertionError("no layer " + name + " in " + json);
    }

    @Test
    void aTableHasEveryLayerAndTheTotals() {
        assertThat(time(net, "--data", "--threads", "1").out())
                .contains("net \"tiny\", phase TRAIN: 4 images", "2 iterations after 1")
                .contains("1 threads, kernels vector", "c<1>&", "EuclideanLoss", "plain")
                .contains("ms per iteration", "images/s", "bytes allocated per iteration")
                .contains("data from \"noise\" (DummyData)", "waiting for data:");
    }

    @Test
    void jsonAddsUp() throws JsonProcessingException {
        JsonNode json = json("--model", net, "--threads", "2", "--kernels", "plain");
        assertThat(json.get("machine").get("threads").asInt()).isEqualTo(2);
        assertThat(json.get("machine").get("kernels").asText()).isEqualTo("plain");
        assertThat(json.get("machine").get("fma_gflops").asDouble()).isPositive();
        assertThat(json.get("machine").get("triad_gb_per_second").asDouble()).isPositive();
        assertThat(json.get("images").asInt()).isEqualTo(4);
        assertThat(json.get("iterations").asInt()).isEqualTo(2);
        double millis = json.get("milliseconds").asDouble();
        assertThat(json.get("images_per_second").asDouble() * millis).isCloseTo(4e3, within(1e-6));
        double parts = json.get("other_milliseconds").asDouble();
        for (JsonNode layer : json.get("layers")) parts += layer.get("milliseconds").asDouble();
        assertThat(parts).isCloseTo(millis, within(1e-6 * millis));
    }

    @Test
    void workIsCountedForTheBatch() throws JsonProcessingException {
        JsonNode conv = layer(json(net), "c<1>&");
        // 4 images · 3 maps · 4 × 4 places · 2 × 3 × 3 taps, 2 each
        double flops = 4 * 3 * 16 * 18 * 2;
        assertThat(flops(conv.get("forward"))).isCloseTo(flops, within(1e-6 * flops));
        // x is data, so that the weights alone have a product
        assertThat(flops(conv.get("backward"))).isCloseTo(flops, within(1e-6 * flops));
        JsonNode inner = layer(json(net), "ip");
        double once = 4 * 3 * 48 * 2;
        assertThat(flops(inner.get("forward"))).isCloseTo(once, within(1e-6 * once));
        assertThat(flops(inner.get("backward"))).isCloseTo(2 * once, within(1e-6 * once));
        assertThat(inner.get("forward").get("bytes").asDouble())
                .isEqualTo(4 * (4 * 48 + 4 * 3 + 3 * 48 + 3));
        assertThat(inner.get("update").get("bytes").asDouble()).isEqualTo(4 * 5 * (3 * 48 + 3));
    }

    private static double flops(JsonNode span) {
        return span.get("gflops").asDouble() * span.get("milliseconds").asDouble() * 1e6;
    }

    @Test
    void aTestNetRunsForwardAloneOnABatchOfAnySize() throws JsonProcessingException {
        JsonNode json = json(net, "--phase", "TEST", "--batch", "1");
        assertThat(json.get("phase").asText()).isEqualTo("TEST");
        assertThat(json.get("images").asInt()).isEqualTo(1);
        assertThat(json.get("backward_milliseconds").asDouble()).isZero();
        assertThat(json.get("update_milliseconds").asDouble()).isZero();
        assertThat(layer(json, "given").get("data").asBoolean()).isFalse();
    }

    @Test
    void anotherBatchGoesToDataThatAreMadeUpToo() throws JsonProcessingException {
        assertThat(json(net, "--batch", "7").get("images").asInt()).isEqualTo(7);
        String lenet = Run.file("configs/lenet/lenet.yaml");
        assertThat(json("--model", lenet, "--batch", "2").get("images").asInt()).isEqualTo(2);
    }

    @Test
    void aRateThatEndsAtMaxIterDoesNotEndTheTiming() throws IOException {
        Path solver = folder.resolve("poly.yaml");
        Files.writeString(
                solver, "net: net.yaml\nbase_lr: 1e9\nlr_policy: poly\npower: 0.5\nmax_iter: 1\n");
        assertThat(json("--solver", solver.toString()).get("images").asInt()).isEqualTo(4);
    }

    @Test
    void aSolverGivesTheUpdateAndItsPasses() throws IOException {
        Path solver = folder.resolve("solver.yaml");
        Files.writeString(
                solver,
                "net: net.yaml\ntype: Adam\nbase_lr: 0.001\nlr_policy: fixed\nmomentum: 0.9\niter_size: 3\n");
        JsonNode named = json("--solver", solver.toString());
        JsonNode found = json(solver.toString());
        for (JsonNode json : List.of(named, found)) {
            assertThat(json.get("images").asInt()).isEqualTo(12);
            // two slots are read and written, beside the weight and its gradient
            assertThat(layer(json, "ip").get("update").get("bytes").asDouble())
                    .isEqualTo(4 * 7 * (3 * 48 + 3));
        }
        assertThat(json("--solver", solver.toString(), "--phase", "TEST").get("images").asInt())
                .isEqualTo(5);
    }

    @Test
    void thePictureIsXmlWithABarForEachLayer() throws Exception {
        Path svg = folder.resolve("time.svg");
        time(net, "--svg", svg.toString());
        String text = Files.readString(svg);
        var picture =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(text)));
        assertThat(picture.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(text).contains("c&lt;1&gt;&amp;", "prefers-color-scheme: dark");
        assertThat(picture.getElementsByTagName("rect").getLength()).isGreaterThan(3 + 3);
    }

    @Test
    void caffesFlagsAreUnderstood() {
        assertThat(Run.jdl("time", "-model", net, "-iterations", "1", "--warmup", "0").out())
                .contains("1 iterations after 0");
        Run weights = Run.jdl("time", "-model", net, "-weights", "w.caffemodel", "-iterations=1");
        assertThat(weights.code()).isEqualTo(66);
        assertThat(weights.err()).contains("w.caffemodel");
    }

    @Test
    void thePeakOfTheMachineIsMeasured() throws JsonProcessingException {
        Run run = Run.jdl("time", "--peak", "--json", "--threads", "2");
        assertThat(run.code()).as(run.err()).isZero();
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json.get("peaks")).hasSize(2);
        assertThat(json.get("peaks").get(1).get("threads").asInt()).isEqualTo(2);
        for (JsonNode peak : json.get("peaks"))
            for (JsonNode figure : peak) assertThat(figure.asDouble()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "NET --iterations 0, --iterations",
        "NET --warmup -1, --warmup",
        "NET --batch 0, --batch",
        "NET --threads 0, --threads",
        "NET --kernels abacus, abacus",
        "NET --model NET, give one net",
        "--json, jdl time --peak",
        "--peak NET, leave the net out",
        "--peak --svg x.svg, --svg",
    })
    void aWrongCommandLineIsToldWithAWayOut(String line, String expected) {
        Run run = Run.jdl(("time " + line.replace("NET", net)).split(" ", -1));
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(expected).doesNotContain("\tat ");
    }

    @Test
    void filesThatCannotBeReadOrWrittenAreNamed() {
        Run missing = Run.jdl("time", "nowhere.yaml");
        assertThat(missing.code()).isEqualTo(66);
        assertThat(missing.err()).contains("nowhere.yaml");
        String svg = folder.resolve("no/such/folder.svg").toString();
        Run unwritten = Run.jdl("time", net, "--iterations", "1", "--warmup", "0", "--svg", svg);
        assertThat(unwritten.code()).isEqualTo(73);
        assertThat(unwritten.err()).contains("folder.svg");
    }

    @Test
    void aBatchNeedsALayerThatHasOne() throws IOException {
        Path none = folder.resolve("none.yaml");
        Files.writeString(
                none,
                "layers:\n  - {name: p, type: Parameter, top: p, parameter_param: {shape: {dim: [2]}}}\n");
        Run run = Run.jdl("time", none.toString(), "--batch", "3");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("no layer of this net says how large a batch is");
    }
}
