package jdl.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import jdl.proto.NetParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The passes together. */
class SugarTest {

    private static final String SPICE = "{}[]<>:;,\"'\\\n\t #&*!|>%@`-0.eExa$~()/+";

    @Test
    void allMistakesOfAFileAreToldAtOnceAndEachOnce() {
        assertThat(
                        Written.plain()
                                .problems(
                                        "vars: {width: 3}",
                                        "nmae: x",
                                        "include: none.yaml",
                                        "layers:",
                                        "  - {type: InnerProduct, num_output: '${widht}'}",
                                        "  - {type: InnerProdukt, num_output: 3, axis: 1}",
                                        "  - {type: InnerProduct, num_ouput: 3, axis: many}",
                                        "  - {block: res, width: 3}"))
                .extracting(p -> p.replaceAll(" \\|.*", ""))
                .containsExactly(
                        "net.yaml:2:1: unknown key \"nmae\"",
                        "net.yaml:3:10: there is no file \"none.yaml\"",
                        "net.yaml:5:38: unknown variable \"widht\"",
                        "net.yaml:6:12: layer type \"InnerProdukt\" has no setting \"num_output\"",
                        "net.yaml:7:26: unknown key \"num_ouput\"",
                        "net.yaml:7:46: axis: expected an integer, but got \"many\"",
                        "net.yaml:8:13: there is no block \"res\"");
    }

    @Test
    void aSectionWithATypoIsGuessed() {
        assertThat(Written.plain().problems("vras: {a: 1}", "name: ${a}"))
                .anyMatch(
                        p ->
                                p.startsWith(
                                        "net.yaml:1:1: unknown key \"vras\" | did you mean \"vars\"?"));
        assertThat(
                        Written.plain()
                                .problems("vars: {a: 1}", "namme: ${a}", "laiers: [{name: ${a}}]"))
                .noneMatch(p -> p.contains("never used"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "blocks: {a: {layers: [{block: a}, {block: a}, {block: a}]}}\nlayers: [{block: a}]",
                "blocks: {a: {layers: [{type: ReLU}, {type: ReLU}]}, b: {layers: [{block: a, repeat: 9999}]},"
                        + " c: {layers: [{block: b, repeat: 9999}]}}\nlayers: [{block: c, repeat: 9999}]",
            })
    void growthIsBounded(String text) {
        assertThat(Written.plain().problems(text)).hasSize(1);
    }

    @Test
    void textsDoNotGrowWithoutEnd() {
        var text = new StringBuilder("name: ${a0}\nvars:\n");
        for (int i = 0; i < 40; i++) {
            text.append("  a%d: ${a%d}${a%d}\n".formatted(i, i + 1, i + 1));
        }
        text.append("  a40: xx\n");
        assertThat(Written.plain().problems(text.toString()))
                .anyMatch(p -> p.contains("grows beyond"));
        assertThat(Written.plain().problems("name: ${" + "(".repeat(100_000) + "}"))
                .anyMatch(p -> p.contains("has more than"));
    }

    @Test
    void damageIsReadOrRefused() {
        var resource = Written.ROOT.resolve("core/src/test/resources/jdl/config/resnet20.yaml");
        String whole = Written.file(resource).content();
        int refused = 0;
        for (int seed = 0; seed < 300; seed++) {
            try {
                var type = NetParameter.getDefaultInstance();
                Written.plain().read("net.yaml", damaged(whole, new Random(seed)), type);
            } catch (ConfigException e) {
                refused++;
                assertThat(e.problems()).as("seed %d", seed).isNotEmpty();
            }
        }
        assertThat(refused).isGreaterThan(150);
    }

    private static String damaged(String text, Random random) {
        var damaged = new StringBuilder(text);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(damaged.length());
            char spice = SPICE.charAt(random.nextInt(SPICE.length()));
            switch (random.nextInt(3)) {
                case 0 -> damaged.deleteCharAt(at);
                case 1 -> damaged.insert(at, spice);
                default -> damaged.setCharAt(at, spice);
            }
        }
        return damaged.toString();
    }
}
