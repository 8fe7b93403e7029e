package jdl.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import jdl.proto.LayerParameter;
import jdl.proto.NetParameter;
import org.junit.jupiter.api.Test;

class BlocksTest {

    private static final String BLOCKS =
            """
            blocks:
              fc:
                params: {name: ~, width: ~, act: ReLU}
                layers:
                  - {type: InnerProduct, name: "${name}", num_output: "${width}"}
                  - {type: "${act}", name: "${name}_act"}
              res:
                params: {name: ~, short: "${bottom}"}
                layers:
                  - {block: fc, name: "${name}_fc", width: 4, act: TanH}
                  - {type: Eltwise, name: "${name}", bottom: ["${short}", "${name}_fc_act"]}
            """;

    private static List<LayerParameter> layers(String... items) {
        return Written.plain().net(BLOCKS, "layers:", String.join("\n", items)).getLayerList();
    }

    private static List<String> problems(String blocks, String... items) {
        return Written.plain().problems(blocks, "layers:", String.join("\n", items));
    }

    @Test
    void aBlockBecomesItsLayers() {
        assertThat(
                        layers(
                                "- {type: Input, name: x}",
                                "- {block: fc, name: a, width: 3}",
                                "- {block: res, name: r}"))
                .extracting(LayerParameter::getName, l -> List.copyOf(l.getBottomList()))
                .containsExactly(
                        tuple("x", List.of()),
                        tuple("a", List.of("x")),
                        tuple("a_act", List.of("a")),
                        tuple("r_fc", List.of("a_act")),
                        tuple("r_fc_act", List.of("r_fc")),
                        tuple("r", List.of("a_act", "r_fc_act")));
    }

    @Test
    void aRepeatedBlockCountsFromOneAndStandsUponItself() {
        assertThat(
                        layers(
                                "- {type: Input, name: x}",
                                "- {type: Input, name: y}",
                                "- {block: fc, name: \"f\", width: 1}",
                                "- {block: res, name: \"r${i}\", repeat: 2, bottom: x}"))
                .filteredOn(l -> l.getType().equals("Eltwise"))
                .extracting(LayerParameter::getName, l -> List.copyOf(l.getBottomList()))
                .containsExactly(
                        tuple("r1", List.of("x", "r1_fc_act")),
                        tuple("r2", List.of("r1", "r2_fc_act")));
    }

    @Test
    void theFirstLayerReadsWhatTheUseReads() {
        var layers =
                layers(
                        "- {type: Input, name: x}",
                        "- {type: Input, name: y}",
                        "- {block: fc, name: f, width: 1, bottom: x}",
                        "- {block: res, name: r, short: x}");
        assertThat(layers.get(2).getBottomList()).containsExactly("x");
        assertThat(layers.get(layers.size() - 1).getBottomList()).containsExactly("x", "r_fc_act");
    }

    @Test
    void mistakesInUsesAreTold() {
        assertThat(
                        problems(
                                BLOCKS,
                                "- {block: fcc, name: a}",
                                "- {block: fc, name: a, widht: 3}",
                                "- {block: res, name: a, repeat: x}"))
                .anyMatch(
                        p ->
                                p.startsWith(
                                        "net.yaml:14:11: there is no block \"fcc\" | did you mean \"fc\"?"))
                .anyMatch(
                        p ->
                                p.startsWith(
                                        "net.yaml:15:24: block \"fc\" has no parameter \"widht\" | did you mean \"width\"?"))
                .anyMatch(p -> p.startsWith("net.yaml:15:3: block \"fc\" needs \"width\""))
                .anyMatch(p -> p.startsWith("net.yaml:16:33: \"repeat\" wants a whole number"));
    }

    @Test
    void whatDoesNothingIsTold() {
        String blocks =
                """
                blocks:
                  a: {params: {x: 1}, layers: [{type: ReLU}]}
                  b: {layers: [{type: ReLU}]}
                """;
        assertThat(problems(blocks, "- {block: a}"))
                .hasSize(2)
                .anyMatch(
                        p ->
                                p.startsWith(
                                        "net.yaml:2:16: parameter \"x\" of block \"a\" is never used"))
                .anyMatch(p -> p.startsWith("net.yaml:3:3: block \"b\" is never used"));
    }

    @Test
    void mistakesInBlocksAreTold() {
        String blocks =
                """
                blocks:
                  a: {params: {i: 1}, layer: [{type: ReLU}]}
                  b: 3
                """;
        assertThat(problems(blocks, "- {block: a}"))
                .anyMatch(p -> p.startsWith("net.yaml:2:16: \"i\" cannot be a parameter"))
                .anyMatch(
                        p ->
                                p.startsWith(
                                        "net.yaml:2:23: unknown key \"layer\" | did you mean \"layers\"?"))
                .anyMatch(p -> p.startsWith("net.yaml:2:3: block \"a\" has no layers"))
                .anyMatch(p -> p.startsWith("net.yaml:3:6: block \"b\" wants a mapping"));
    }

    @Test
    void aBlockThatUsesItselfIsAnErrorToldOnce() {
        String blocks = "blocks: {a: {layers: [{type: ReLU}, {block: a}]}}";
        assertThat(problems(blocks, "- {block: a}"))
                .singleElement()
                .asString()
                .startsWith("net.yaml:1:37: blocks stand more than 16 deep");
    }

    @Test
    void aMistakeInABlockIsToldOnce() {
        String blocks = "blocks: {a: {layers: [{type: ReLU, name: 'x${y}'}]}}";
        assertThat(problems(blocks, "- {block: a}", "- {block: a}")).hasSize(1);
        assertThat(
                        problems(
                                blocks.replace("${y}", "").replace("name", "nmae"),
                                "- {block: a, repeat: 3}"))
                .hasSize(1);
    }

    @Test
    void aResidualNetFitsOnAScreen() {
        var resource = Written.ROOT.resolve("core/src/test/resources/jdl/config/resnet20.yaml");
        var text = Written.file(resource);
        assertThat(text.content().lines().count()).isLessThanOrEqualTo(40);
        var layers =
                Written.plain()
                        .read(text.name(), text.content(), NetParameter.getDefaultInstance())
                        .getLayerList();
        assertThat(layers).hasSize(95);
        assertThat(layers).extracting(LayerParameter::getName).doesNotHaveDuplicates();
        var convolutions = layers.stream().filter(l -> l.getType().equals("Convolution")).toList();
        assertThat(convolutions)
                .extracting(l -> l.getConvolutionParam().getNumOutput())
                .containsSequence(16, 16, 16, 16, 16, 16, 16, 32)
                .containsSequence(32, 32, 32, 32, 32, 32, 32, 64)
                .endsWith(64, 64, 64, 64, 64, 64, 64)
                .hasSize(21);
        assertThat(layers)
                .filteredOn(l -> l.getType().equals("Eltwise"))
                .extracting(l -> List.copyOf(l.getBottomList()))
                .startsWith(List.of("relu1", "a1_b"), List.of("a1", "a2_b"))
                .contains(List.of("b0", "b1_b"), List.of("b1", "b2_b"))
                .endsWith(List.of("c2", "c3_b"));
        assertThat(layer(layers, "b1_a_conv").getBottomList()).containsExactly("a3");
        assertThat(layer(layers, "b0_conv").getConvolutionParam().getPad(0)).isZero();
        assertThat(layer(layers, "pooling1").getBottomList()).containsExactly("c3");
    }

    private static LayerParameter layer(List<LayerParameter> layers, String name) {
        return layers.stream().filter(l -> l.getName().equals(name)).findFirst().orElseThrow();
    }
}
