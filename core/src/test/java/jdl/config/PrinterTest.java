package jdl.config;

import static jdl.config.Reading.layer;
import static jdl.config.Reading.net;
import static org.assertj.core.api.Assertions.assertThat;

import jdl.proto.NetParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is printed is pleasant to read. */
class PrinterTest {

    private static final String PROTOTXT =
            """
            name: "A \\"net\\""
            layer {
              name: "conv"
              type: "Convolution"
              bottom: "data"
              top: "conv"
              param {
                lr_mult: 1
              }
              param {
                lr_mult: 2
              }
              convolution_param {
                num_output: 20
                bias_term: false
                kernel_size: 5
                weight_filler {
                  type: "gaussian"
                  std: 0.01
                }
              }
            }
            layer {
              type: "Silence"
              bottom: "a"
              bottom: "b"
              relu_param {
              }
            }
            input_shape { dim: 1 dim: 3 dim: 227 dim: 227 }
            """;

    private static final String YAML =
            """
            name: "A \\"net\\""
            layers:
              - name: conv
                type: Convolution
                bottom: data
                top: conv
                param: [{lr_mult: 1}, {lr_mult: 2}]
                convolution_param:
                  num_output: 20
                  bias_term: false
                  kernel_size: 5
                  weight_filler: {type: gaussian, std: 0.01}
              - name: ~
                type: Silence
                bottom: [a, b]
                top: []
                relu_param: {}
            input_shape: {dim: [1, 3, 227, 227]}
            """;

    @Test
    void prototxtIsLaidOutLikeCaffesFiles() {
        assertThat(PrototxtPrinter.print(net("a.yaml", YAML))).isEqualTo(PROTOTXT);
    }

    @Test
    void yamlHasSmallThingsInOneLine() {
        assertThat(YamlPrinter.print(net("a.prototxt", PROTOTXT))).isEqualTo(YAML);
    }

    @Test
    void anEmptyMessageIsStillYaml() {
        assertThat(YamlPrinter.print(NetParameter.getDefaultInstance())).isEqualTo("{}\n");
    }

    @Test
    void yamlQuotesOnlyWhatNeedsIt() {
        var layer =
                layer(
                        "a.prototxt",
                        "bottom: ['conv1/3x3 a', '../x.txt', 'null', 'True', '3', '.5', '', ' a',"
                                + " 'a: b', 'a #b', '-', 'n', '...', 'a\\nb', 'é', '\\u2028']");
        assertThat(YamlPrinter.print(layer).replaceAll("\\s+", " "))
                .contains(
                        "bottom: [ conv1/3x3 a, ../x.txt, \"null\", \"True\", \"3\", \".5\", \"\","
                                + " \" a\", \"a: b\", \"a #b\", \"-\", \"n\", \"...\", \"a\\nb\","
                                + " \"é\", \"\\u2028\"]");
    }

    @Test
    void aLongListGoesOnOnTheNextLine() {
        var blob = "blobs { data: [" + "0.125, ".repeat(40) + "1] }";
        String printed = YamlPrinter.print(layer("a.prototxt", blob));
        assertThat(printed.lines()).allMatch(line -> line.length() <= 100).hasSizeGreaterThan(3);
        assertThat(layer("a.yaml", printed)).isEqualTo(layer("a.prototxt", blob));
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "1, 1",
        "-0.0, -0",
        "1e-8, 1e-8",
        "0.00390625, 0.00390625",
        "1e10, 1e10",
        "123456789, 123456790",
        "3.4028235e38, 3.4028235e38",
        "1.4e-45, 1e-45",
        "0.00001, 0.00001",
        "-2.5e-7, -2.5e-7",
        "16777216, 16777216",
        "0.3333333333, 0.33333334"
    })
    void aFloatIsWrittenAsShortAsCanBe(float value, String text) {
        assertThat(Decimals.text(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "1e300, 1e300",
        "0.1234567890123456, 0.1234567890123456",
        "4.9e-324, 5e-324"
    })
    void aDoubleIsWrittenAsShortAsCanBe(double value, String text) {
        assertThat(Decimals.text(value)).isEqualTo(text);
    }
}
