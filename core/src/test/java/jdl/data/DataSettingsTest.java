package jdl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.TextFormat;
import jdl.proto.LayerParameter;
import jdl.proto.SourceParameter.Color;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataSettingsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data_param { }|AS_STORED",
                "data_param { force_encoded_color: true }|COLOR",
                "transform_param { force_color: true }|COLOR",
                "transform_param { force_gray: true }|GRAY",
                "transform_param { force_gray: true } source_param { color: COLOR }|COLOR"
            })
    void caffesWishesForColoursAreTheSources(String layer, Color color) throws Exception {
        assertThat(DataSettings.source(layer(layer)).getColor()).isEqualTo(color);
    }

    @ParameterizedTest
    @CsvSource({
        "transform_param { force_color: true force_gray: true }",
        "data_param { force_encoded_color: true } transform_param { force_gray: true }"
    })
    void colourAndGreyExcludeEachOther(String layer) {
        assertThatThrownBy(() -> DataSettings.source(layer(layer)))
                .hasMessageContaining("both colour and grey");
    }

    private static LayerParameter layer(String text) throws TextFormat.ParseException {
        return TextFormat.parse(text, LayerParameter.class);
    }
}
