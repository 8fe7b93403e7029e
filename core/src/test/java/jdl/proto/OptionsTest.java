package jdl.proto;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What the schema says of itself beyond protobuf's means can be read at run time. */
class OptionsTest {

    private static final Descriptor LAYER = LayerParameter.getDescriptor();

    @Test
    void aSettingsFieldNamesTheTypesThatReadIt() {
        var options = LAYER.findFieldByName("convolution_param").getOptions();
        assertThat(options.getExtension(Options.settingsOf))
                .containsExactly("Convolution", "Deconvolution", "DepthwiseConvolution", "Im2col");
    }

    @Test
    void everySettingsFieldOfALayerNamesAReader() {
        assertThat(LAYER.getFields())
                .filteredOn(field -> field.getName().endsWith("_param"))
                .hasSizeGreaterThanOrEqualTo(50)
                .allMatch(field -> field.getOptions().getExtensionCount(Options.settingsOf) > 0);
    }

    @Test
    void aFieldSaysWhichNumbersMakeSense() {
        FieldDescriptor ratio = DropoutParameter.getDescriptor().findFieldByName("dropout_ratio");
        assertThat(ratio.getOptions().getExtension(Options.range)).isEqualTo("[0, 1)");
    }

    @Test
    void aTypeWithoutBottomsOrTopsIsToldApart() {
        var rules =
                LAYER.getOptions().getExtension(Options.typeRule).stream()
                        .collect(toMap(TypeRule::getType, Function.identity()));
        assertThat(rules.get("Data").getBottoms()).isFalse();
        assertThat(rules.get("Data").getTops()).isTrue();
        assertThat(rules.get("Data").getTopList()).containsExactly("data", "label");
        assertThat(rules.get("Input").getTopList()).isEmpty();
        assertThat(rules.get("Silence").getBottoms()).isTrue();
        assertThat(rules.get("Silence").getTops()).isFalse();
        assertThat(rules).doesNotContainKey("Convolution");
    }
}
