package jdl.layer.input;

import static jdl.layer.LayerCase.layer;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jdl.failure.Failure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be made up, declared or read so is refused with the reason and a way out. */
class InputRefusalsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "Parameter" | wants parameter_param.shape
                    "DummyData" | give shape
                    "DummyData" dummy_data_param { shape { dim: 1 } data_filler { type: "pink" } } | unknown filler "pink"
                    "DummyData" dummy_data_param { shape { dim: 1 } num: 1 } | give shape alone
                    "DummyData" top: ["a", "b", "c"] dummy_data_param { shape { dim: 1 } data_filler { } data_filler { } } | data_filler once or once for each of the 3 tops
                    "MemoryData" top: ["a", "b"] memory_data_param { batch_size: 2 channels: 3 height: 4 } | width
                    "MemoryData" top: ["a", "b"] memory_data_param { batch_size: 2 channels: 3 height: 4 width: 5 } transform_param { scale: 2 } | leave transform_param out
                    "Python" | write it in Java as a LayerType
                    """)
    void theReasonIsTold(String text, String reason) {
        assertThatThrownBy(() -> layer("{type: " + text + "}").create())
                .isInstanceOf(Failure.class)
                .hasMessageContaining(reason);
    }
}
