package jdl.data.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExamplesTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 3, 7, 8, 9, 15, 16, 17, 100, 1000})
    void theyAreEvenlySpread(long size) {
        var examples = new Examples(8);
        LongStream.range(0, size).forEach(examples::add);
        List<Long> kept = examples.kept();
        long step = kept.size() > 1 ? kept.get(1) : 1;
        assertThat(kept).hasSizeBetween((int) Math.min(size, 4), 8);
        for (int i = 0; i < kept.size(); i++) assertThat(kept.get(i)).isEqualTo(i * step);
        assertThat(kept.size() * step).isGreaterThanOrEqualTo(size);
    }
}
