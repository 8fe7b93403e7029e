package jdl.config;

import static jdl.config.Reading.READER;
import static jdl.config.Reading.complaint;
import static jdl.config.Reading.layer;
import static jdl.config.Reading.layerComplaint;
import static jdl.config.Reading.net;
import static org.assertj.core.api.Assertions.assertThat;

import jdl.proto.NetParameter;
import jdl.proto.SolverParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each way to be wrong is told with its place, what was expected, and a way out. */
class MessageReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{num_output: abc} | 14: num_output: expected an integer, but got \"abc\"",
                "{num_output: 1.5} | 14: num_output: expected an integer, but got 1.5",
                "{num_output: -1} | 14: num_output: expected an integer from 0 to 4294967295,"
                        + " but got -1",
                "{axis: 2147483648} | 8: axis: expected an integer from -2147483648 to 2147483647,"
                        + " but got 2147483648",
                "{num_output: 0} | 14: num_output: expected an integer in [1, inf), but got 0",
                "{stride: [2, 0]} | 14: stride: expected an integer in [1, inf), but got 0",
                "{num_output: {a: 1}} | 14: num_output: expected a single value, but got keys with"
                        + " values",
                "{num_output: [1]} | 14: num_output: expected a single value, but got a list",
                "{pad: [~]} | 8: pad: expected a single value, but got nothing",
                "{weight_filler: xavier} | 17: weight_filler: expected keys with values, but got"
                        + " \"xavier\"",
                "{weight_filler: [{type: a}]} | 17: weight_filler: expected keys with values, but"
                        + " got a list",
                "{weight_filler: {std: x}} | 23: std: expected a number, but got \"x\"",
                "{weight_filler: {std: 0x1f}} | 23: std: expected a number, but got 0x1f",
                "{bias_term: maybe} | 13: bias_term: expected true or false, but got \"maybe\"",
            })
    void aValueThatDoesNotFitIsRefusedInYaml(String settings, String complaint) {
        int column = Integer.parseInt(complaint.substring(0, complaint.indexOf(':')).strip());
        String text = "convolution_param:\n  " + settings + "\n";
        assertThat(layerComplaint("a.yaml", text))
                .isEqualTo(
                        "a.yaml:2:" + (column + 2) + complaint.substring(complaint.indexOf(':')));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{bias_term: yes} | bias_term: expected true or false, but got \"yes\" | write true",
                "{bias_term: 'true'} | bias_term: expected true or false, but got \"true\""
                        + " | leave the quotes away",
                "{num_output: '3'} | num_output: expected an integer, but got \"3\""
                        + " | leave the quotes away",
                "{num_output: 1e2} | num_output: expected an integer, but got 1e2 | write 100",
                "{stride: [[1]]} | stride: expected a single value, but got a list"
                        + " | this is a list within a list",
                "{engine: CUDN} | engine: unknown value \"CUDN\" | did you mean \"CUDNN\"?"
                        + " known values: DEFAULT, CAFFE, CUDNN",
                "{engine: cudnn} | engine: unknown value \"cudnn\" | did you mean \"CUDNN\"?"
                        + " known values: DEFAULT, CAFFE, CUDNN",
                "{engine: 7} | engine: unknown value \"7\" | known values: DEFAULT, CAFFE, CUDNN",
            })
    void aNearMissHasAWayOut(String settings, String complaint, String wayOut) {
        String text = "convolution_param: " + settings;
        assertThat(layerComplaint("a.yaml", text).replaceFirst("^a.yaml:1:\\d+: ", ""))
                .isEqualTo(complaint + "\n    " + wayOut);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "type: Convolution | 1:7: type: expected a string, but got \"Convolution\""
                        + " | put it in quotes: \"Convolution\"",
                "type: 3 | 1:7: type: expected a string, but got 3 | put it in quotes: \"3\"",
                "phase: 'TEST' | 1:8: phase: expected one of TRAIN, TEST, but got \"TEST\""
                        + " | leave the quotes away",
                "phase: TSET | 1:8: phase: unknown value \"TSET\" | did you mean \"TEST\"?"
                        + " known values: TRAIN, TEST",
                "loss_weight: '1' | 1:14: loss_weight: expected a number, but got \"1\""
                        + " | leave the quotes away",
                "phase: TRAIN phase: TEST | 1:14: duplicate key \"phase\""
                        + " | it was first set at a.prototxt:1:1",
                "relu_param {} relu_param {} | 1:15: duplicate key \"relu_param\""
                        + " | it was first set at a.prototxt:1:1",
            })
    void prototxtIsAsStrictAsCaffe(String text, String complaint, String wayOut) {
        assertThat(layerComplaint("a.prototxt", text))
                .isEqualTo("a.prototxt:" + complaint + "\n    " + wayOut);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "device_id: [0, 1] | 12: device_id: expected a single value, but got a list",
                "device_id: -2147483649 | 12: device_id: expected an integer from -2147483648 to"
                        + " 2147483647, but got -2147483649",
                "base_lr: 010 | 10: base_lr: expected a number, but got 010",
                "base_lr: 0x10 | 10: base_lr: expected a number, but got 0x10",
                "base_lr: fast | 10: base_lr: expected a number, but got \"fast\"",
                "debug_info: TRUE | 13: debug_info: expected true or false, but got \"TRUE\"",
                "debug_info: 2 | 13: debug_info: expected true or false, but got 2",
                "net_param: 3 | 12: net_param: expected keys with values, but got \"3\"",
                "net { } | 5: net: expected a single value, but got keys with values",
            })
    void aSolverOfTheWrongTypesIsRefused(String text, String complaint) {
        var solver = SolverParameter.getDefaultInstance();
        assertThat(Reading.message(() -> READER.read(new Text("s.prototxt", text), solver)))
                .isEqualTo("s.prototxt:1:" + complaint);
    }

    @Test
    void aMissingRequiredKeyIsMissedAtItsMessage() {
        assertThat(layerComplaint("a.yaml", "name: c\nclip_param: {min: 1}\n"))
                .isEqualTo("a.yaml:2:1: clip_param: missing required key \"max\"");
        assertThat(layerComplaint("a.prototxt", "name: 'c'\nclip_param { max: 1 }\n"))
                .isEqualTo("a.prototxt:2:1: clip_param: missing required key \"min\"");
    }

    @Test
    void anUnknownKeyIsCompared() {
        assertThat(layerComplaint("a.yaml", "pooling_param: {kernal_size: 3, xyz: 1}"))
                .isEqualTo(
                        """
                        a.yaml:1:17: unknown key "kernal_size"
                            did you mean "kernel_size"? known keys: kernel_size, kernel_h, \
                        kernel_w, engine, stride, round_mode, stride_h, stride_w, pad_h, pad_w, \
                        pool, pad, … (13 in all)
                        a.yaml:1:33: unknown key "xyz"
                            known keys: pool, kernel_size, kernel_h, kernel_w, stride, stride_h, stride_w, \
                        pad, pad_h, pad_w, global_pooling, round_mode, … (13 in all)\
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "type: Convolution, num_output: 3 | \"num_output\" belongs into convolution_param",
                "type: InnerProduct, num_output: 3"
                        + " | \"num_output\" belongs into inner_product_param",
                "pooling_param: {name: x} | \"name\" belongs beside \"pooling_param\", not inside it",
                "relu_param: {lr_mult: 1} | \"lr_mult\" belongs into param, not relu_param",
                "dropout_ratio: 0.5 | \"dropout_ratio\" belongs into dropout_param",
            })
    void aKeyInTheWrongPlaceIsShownHome(String settings, String wayOut) {
        assertThat(layerComplaint("a.yaml", "{" + settings + "}").lines().skip(1).findFirst())
                .hasValue("    " + wayOut);
    }

    @Test
    void aMisspeltSettingOutsideOfItsMessageIsRecognised() {
        assertThat(layerComplaint("a.yaml", "{type: Convolution, num_ouput: 3}"))
                .contains(
                        "\n    did you mean \"num_output\" in convolution_param? known keys: name,");
    }

    @Test
    void allMistakesOfAFileAreToldAtOnceButNotMoreThanTwenty() {
        assertThat(complaint("a.yaml", "nam: a\nlayers: {tpye: x}\nstate: 3\n").lines())
                .filteredOn(line -> line.startsWith("a.yaml"))
                .containsExactly(
                        "a.yaml:1:1: unknown key \"nam\"",
                        "a.yaml:2:10: unknown key \"tpye\"",
                        "a.yaml:3:8: state: expected keys with values, but got \"3\"");
        String many = "force_backward: x\ninput_dim: [" + "a, ".repeat(29) + "a]";
        assertThat(complaint("a.yaml", many).lines()).hasSize(21).last().isEqualTo("… and 11 more");
    }

    @Test
    void yamlTakesOneWhereAListIsExpectedAndNothingAsUnset() {
        var text =
                """
                name: ~
                bottom: a
                include: {phase: TEST}
                relu_param:
                loss_weight: [.5, 1e-3, 2]
                convolution_param: {num_output: 010, pad: 0x1F, weight_filler: {type: 3}}
                """;
        var prototxt =
                """
                bottom: "a"
                include { phase: TEST }
                loss_weight: [0.5, 0.001, 2]
                convolution_param { num_output: 10 pad: 31 weight_filler { type: "3" } }
                """;
        assertThat(layer("a.yaml", text)).isEqualTo(layer("a.prototxt", prototxt));
    }

    @Test
    void aNetsLayersAreCalledLayersInYaml() {
        var expected = net("a.prototxt", "layer { name: 'a' } layers { name: 'b' }");
        assertThat(net("a.yaml", "layers: {name: a}\nv1_layers: {name: b}")).isEqualTo(expected);
        assertThat(net("a.yaml", "layer: {name: a}\nv1_layers: {name: b}")).isEqualTo(expected);
        assertThat(complaint("a.yaml", "layer: {name: a}\nlayers: {name: b}"))
                .startsWith("a.yaml:2:1: duplicate key \"layers\"");
    }

    @Test
    void thePlacesOfAllPartsAreKnown() {
        var text = new Text("a.yaml", "name: x\nlayers:\n  - name: a\n    bottom: [b, c]\n");
        var places = READER.read(text, NetParameter.getDefaultInstance()).places();
        assertThat(places.of("name")).hasValue(new Place("a.yaml", 1, 1));
        assertThat(places.of("layer[0]")).hasValue(new Place("a.yaml", 3, 5));
        assertThat(places.of("layer[0].bottom[1]")).hasValue(new Place("a.yaml", 4, 17));
        assertThat(places.of("layer[0].top[0]")).isEmpty();
        assertThat(places.near("layer[0].pooling_param.pool")).hasValue(new Place("a.yaml", 3, 5));
        assertThat(places.near("state.phase")).hasValue(new Place("a.yaml", 1, 1));
    }
}
