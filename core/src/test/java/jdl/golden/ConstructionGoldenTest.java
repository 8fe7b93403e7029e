package jdl.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import jdl.failure.Failure;
import jdl.net.NetPlan;
import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.proto.Phase;
import jdl.upgrade.Upgrade;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Nets of the wild are put together as Caffe does it: layers, shapes, gradients, rates, losses. */
class ConstructionGoldenTest {

    /**
     * A blob that is read and then bound anew is a blob of its own here; in Caffe the layer that
     * binds it trips over the Split that was put between.
     */
    private static final String TRIPS_OVER_A_SPLIT = "produced by multiple sources";

    /** What is equal to the letter. */
    private static final List<String> SAME =
            List.of(
                    "name",
                    "inputs",
                    "outputs",
                    "learnable_params",
                    "params",
                    "learnable_param_count");

    @TestFactory
    Stream<DynamicTest> construction() {
        return GoldenCase.all("construction").stream()
                .flatMap(ConstructionGoldenTest::expected)
                .map(e -> DynamicTest.dynamicTest(e.name(), e::check));
    }

    @TestFactory
    Stream<DynamicTest> refused() {
        return GoldenCase.all("construction").stream()
                .flatMap(ConstructionGoldenTest::notBuilt)
                .map(e -> DynamicTest.dynamicTest(e.name(), e::checkRefused));
    }

    private static Stream<Expected> expected(GoldenCase golden) {
        try (Stream<Path> files = Files.list(golden.folder())) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("expected."))
                    .sorted()
                    .toList()
                    .stream()
                    .map(name -> new Expected(golden, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Expected> notBuilt(GoldenCase golden) {
        return golden.json().path("not_built").properties().stream()
                .filter(e -> !e.getValue().toString().contains(TRIPS_OVER_A_SPLIT))
                .map(e -> new Expected(golden, "expected." + e.getKey() + ".json"));
    }

    /** One net in one state: {@code expected.PHASE[.stages].json}. */
    private record Expected(GoldenCase golden, String file) {

        String name() {
            return golden.name() + " " + file.replaceAll("expected\\.|\\.json", "");
        }

        void check() {
            JsonNode caffe = json();
            JsonNode ours = CaffeView.of(plan());
            assertThat(layers(ours)).containsExactlyElementsOf(layers(caffe));
            for (String field : SAME)
                assertThat(ours.path(field).toString())
                        .as(field)
                        .isEqualTo(caffe.path(field).toString());
            assertThat(lossWeights(ours)).isEqualTo(lossWeights(caffe));
            checkRates(ours, caffe);
        }

        void checkRefused() {
            assertThatThrownBy(this::plan).isInstanceOf(Failure.class);
        }

        /** What does not learn has a decay here too, where it cannot do anything: not compared. */
        private static void checkRates(JsonNode ours, JsonNode caffe) {
            assertThat(doubles(ours, "lr_mult")).isEqualTo(doubles(caffe, "lr_mult"));
            List<Double> rates = doubles(caffe, "lr_mult");
            for (int i = 0; i < rates.size(); i++)
                if (rates.get(i) != 0)
                    assertThat(doubles(ours, "decay_mult").get(i))
                            .as("decay_mult[%d]", i)
                            .isEqualTo(doubles(caffe, "decay_mult").get(i));
        }

        private NetPlan plan() {
            return NetPlan.of(net(), state());
        }

        private NetParameter net() {
            return Upgrade.net(golden.read("net.prototxt", NetParameter.getDefaultInstance()))
                    .message();
        }

        private NetState state() {
            var state = NetState.newBuilder().mergeFrom(net().getState());
            golden.json()
                    .path("stages")
                    .path(file)
                    .forEach(stage -> state.addStage(stage.asText()));
            return state.setPhase(Phase.valueOf(file.split("\\.", -1)[1])).build();
        }

        private JsonNode json() {
            try {
                return new ObjectMapper().readTree(golden.folder().resolve(file).toFile());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static List<String> layers(JsonNode net) {
            return StreamSupport.stream(net.path("layers").spliterator(), false)
                    .map(JsonNode::toString)
                    .toList();
        }

        private static List<Double> doubles(JsonNode net, String field) {
            JsonNode list = net.path(field);
            return IntStream.range(0, list.size())
                    .mapToObj(i -> (double) (float) list.get(i).asDouble())
                    .toList();
        }

        private static Map<String, Float> lossWeights(JsonNode net) {
            Map<String, Float> weights = new TreeMap<>();
            net.path("loss_weights")
                    .properties()
                    .forEach(e -> weights.put(e.getKey(), (float) e.getValue().asDouble()));
            return weights;
        }
    }
}
