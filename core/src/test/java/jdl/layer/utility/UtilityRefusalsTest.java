package jdl.layer.utility;

import static jdl.layer.LayerCase.layer;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jdl.layer.LayerCase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be cut, laid or counted so is refused with the reason. */
class UtilityRefusalsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "Flatten" flatten_param { axis: 2 end_axis: 0 } | must not come after end_axis
                    "Flatten" bottom: "x" top: "x" | cannot write where it reads
                    "Reshape" reshape_param { shape { dim: -1 dim: -1 } } | -1 once
                    "Reshape" reshape_param { shape { dim: 5 dim: -1 } } | cannot be divided by 5
                    "Reshape" reshape_param { shape { dim: 2 } } | the counts differ
                    "Reshape" reshape_param { shape { dim: 2 } axis: 7 } | axis 7 is outside
                    "Reshape" reshape_param { shape { dim: 2 } axis: 1 num_axes: 9 } | num_axes 9
                    "Slice" top: ["a", "b"] slice_param { slice_point: 1 slice_point: 2 } | but got 2
                    "Slice" top: ["a", "b", "c"] slice_param { slice_point: 2 slice_point: 2 } | must rise
                    "Slice" top: ["a", "b"] slice_param { slice_point: 6 } | must rise
                    "Slice" top: ["a", "b", "c", "d"] | equal tops
                    "Slice" slice_param { axis: 1 slice_dim: 1 } | give axis alone
                    "Split" bottom: "x" top: ["x", "y"] | cannot write where it reads
                    "Tile" | wants tiles
                    "ArgMax" argmax_param { top_k: 99 } | top_k must be 1 to 24
                    "ArgMax" argmax_param { axis: 1 top_k: 7 } | top_k must be 1 to 6
                    """)
    void theReasonIsTold(String text, String reason) {
        LayerCase wrong = layer("{type: " + text + "}").bottom(2, 6, 4);
        assertThatThrownBy(wrong::create).hasMessageContaining(reason);
    }
}
