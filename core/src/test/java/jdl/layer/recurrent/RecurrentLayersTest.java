package jdl.layer.recurrent;

import static jdl.layer.LayerCase.layer;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** LSTM, GRU and RNN alike. */
class RecurrentLayersTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of("LSTM", "GRU", "RNN").flatMap(RecurrentLayersTest::cases);
    }

    private static Stream<LayerCase> cases(String type) {
        return Stream.of(
                of(type, 1).bottom(1, 1, 1).labels(0, 2, 1, 1).gives(1, 1, 1),
                of(type, 3).bottom(4, 2, 3).labels(0, 2, 4, 2).gives(4, 2, 3),
                of(type, 7).bottom(3, 3, 2, 2).labels(1, 2, 3, 3).gives(3, 3, 7),
                of(type, 16).within(-0.5f, 0.5f, 3, 2, 17).labels(0, 2, 3, 2),
                of(type, 33).within(-0.5f, 0.5f, 2, 1, 7).labels(1, 2, 2, 1),
                of(type, 5).bottom(3, 2, 4).labels(0, 2, 3, 2).bottom(2, 3),
                of(type, 1)
                        .within(-0.5f, 0.5f, 3, 17, 4)
                        .labels(0, 2, 3, 17)
                        .within(-0.5f, 0.5f, 17, 1, 2),
                exposed(type, 3, of(type, 3).bottom(4, 2, 2).labels(0, 2, 4, 2)),
                exposed(type, 9, of(type, 9).bottom(3, 2, 2).labels(0, 2, 3, 2).bottom(2, 2)));
    }

    private static LayerCase of(String type, int outputs) {
        return layer("{type: '%s' recurrent_param { num_output: %d } }".formatted(type, outputs));
    }

    /** The same bottoms, then states; the same output, then states. */
    private static LayerCase exposed(String type, int outputs, LayerCase hidden) {
        boolean two = type.equals("LSTM");
        LayerCase result =
                layer(
                        "{type: '%s' recurrent_param { num_output: %d expose_hidden: true } top: 'o' top: 'h' %s}"
                                .formatted(type, outputs, two ? "top: 'c'" : ""));
        for (LayerCase.Bottom b : hidden.bottoms()) {
            int[] dims = b.shape().dims().stream().mapToInt(i -> i).toArray();
            result =
                    b.label()
                            ? result.labels((int) b.min(), (int) b.max(), dims)
                            : result.bottom(dims);
        }
        int streams = hidden.bottoms().get(0).shape().dim(1);
        result = result.bottom(1, streams, outputs);
        return two ? result.bottom(1, streams, outputs) : result;
    }

    @ParameterizedTest
    @ValueSource(strings = {"LSTM", "GRU", "RNN"})
    void anOutputIsWanted(String type) {
        refuses(layer("{type: '" + type + "'}").bottom(3, 2, 4).bottom(3, 2), "num_output");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LSTM", "GRU", "RNN"})
    void indicesAreNoVectors(String type) {
        refuses(of(type, 2).bottom(3, 2).bottom(3, 2), "Embed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LSTM", "GRU", "RNN"})
    void contHasANumberForEachStepOfEachStream(String type) {
        refuses(of(type, 2).bottom(3, 2, 4).bottom(2, 3), "cont of shape [steps, streams], 3×2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LSTM", "GRU", "RNN"})
    void whatStaysTheSameHasARowForEachStream(String type) {
        refuses(of(type, 2).bottom(3, 2, 4).bottom(3, 2).bottom(3, 4), "x_static for each of 2");
    }

    @Test
    void exposedStatesAreBottomsAndTops() {
        String text =
                "{type: 'LSTM' recurrent_param { num_output: 2 expose_hidden: true } top: 'o' %s}";
        refuses(
                layer(text.formatted("")).bottom(3, 2, 4).bottom(3, 2),
                "4 or 5 bottoms, but got 2");
        LayerCase states = layer(text.formatted("")).bottom(3, 2, 4).bottom(3, 2).bottom(1, 2, 2);
        refuses(states.bottom(1, 2, 2), "gives 3 tops");
        LayerCase wrong = layer(text.formatted("top: 'h' top: 'c'")).bottom(3, 2, 4).bottom(3, 2);
        refuses(wrong.bottom(1, 2, 2).bottom(1, 2, 3), "wants states of shape 1×2×2");
    }

    private static void refuses(LayerCase wrong, String saying) {
        assertThatThrownBy(wrong::create).isInstanceOf(Failure.class).hasMessageContaining(saying);
    }
}
