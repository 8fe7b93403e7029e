package jdl.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import jdl.proto.NetParameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However a text is damaged, it is read or refused at a place, and nothing else happens. */
class MutationTest {

    private static final String PROTOTXT =
            """
            # A net.
            name: "LeNet"
            layer {
              name: "conv1"  type: 'Convolution'
              bottom: "data" top: ["conv1", "x\\101\\u00e9"]
              param < lr_mult: 1.0f >
              convolution_param { num_output: 0x14 pad: [1, 2]; weight_filler { std: -1e-2 } }
              include { phase: TEST }
            }
            """;

    private static final String YAML =
            """
            # A net.
            name: "LeNet"
            layers:
              - &conv
                name: conv1
                type: 'Convolution'
                param: [{lr_mult: 1}, {lr_mult: .5}]
                convolution_param:
                  num_output: 20
                  weight_filler: {type: xavier, std: 1e-2}
              - <<: *conv
                bottom: |
                  data
            """;

    private static final String SPICE = "{}[]<>:;,\"'\\\n\t\r #&*!|>%@`-0.eExa\u0000\uFEFFé\uD800~";

    static IntStream seeds() {
        return IntStream.range(0, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void damageIsReadOrRefused(int seed) {
        var random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            readOrRefused(new Text("a.prototxt", damaged(PROTOTXT, random)));
            readOrRefused(new Text("a.yaml", damaged(YAML, random)));
        }
    }

    private static void readOrRefused(Text text) {
        try {
            Reading.READER.read(text, NetParameter.getDefaultInstance());
        } catch (ConfigException refusal) {
            assertThat(refusal.problems())
                    .isNotEmpty()
                    .allMatch(p -> p.place().file().equals(text.name()))
                    .allMatch(p -> p.place().line() >= 1 && p.place().column() >= 1)
                    .allMatch(p -> p.place().line() <= 2 + text.content().lines().count());
        } catch (RuntimeException | StackOverflowError bug) {
            throw new AssertionError("not refused but broken:\n" + text.content(), bug);
        }
    }

    private static String damaged(String text, Random random) {
        var damaged = new StringBuilder(text);
        int times = 1 + random.nextInt(4);
        for (int i = 0; i < times && damaged.length() > 1; i++) {
            int at = random.nextInt(damaged.length());
            char spice = SPICE.charAt(random.nextInt(SPICE.length()));
            switch (random.nextInt(5)) {
                case 0 -> damaged.deleteCharAt(at);
                case 1 -> damaged.insert(at, spice);
                case 2 -> damaged.setCharAt(at, spice);
                case 3 -> damaged.delete(at, Math.min(damaged.length(), at + random.nextInt(20)));
                default -> {
                    if (random.nextInt(4) == 0) damaged.setLength(at);
                }
            }
        }
        return damaged.toString();
    }
}
