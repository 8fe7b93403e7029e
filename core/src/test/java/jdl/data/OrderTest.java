package jdl.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderTest {

    @Test
    void asStoredGoesRoundAndRound() {
        assertThat(LongStream.range(0, 7).map(new Order.AsStored(3)::record))
                .containsExactly(0L, 1L, 2L, 0L, 1L, 2L, 0L);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 16, 17, 33, 1000, 1024, 1025})
    void anEpochTakesEachRecordOnce(long size) {
        var order = new Order.Shuffled(size, 42);
        for (long epoch = 0; epoch < 3; epoch++)
            assertThat(LongStream.range(epoch * size, (epoch + 1) * size).map(order::record))
                    .containsExactlyInAnyOrder(
                            LongStream.range(0, size).boxed().toArray(Long[]::new));
    }

    @Test
    void epochsAndSeedsHaveOrdersOfTheirOwn() {
        long[] first = epoch(1, 0);
        assertThat(epoch(1, 0)).isEqualTo(first);
        assertThat(epoch(1, 1)).isNotEqualTo(first);
        assertThat(epoch(2, 0)).isNotEqualTo(first);
    }

    /** Over many epochs each record comes first about equally often, and second, and so on. */
    @Test
    void noPlaceFavoursARecord() {
        int size = 5;
        int epochs = 10_000;
        int[][] seen = new int[size][size];
        var order = new Order.Shuffled(size, 7);
        for (long sample = 0; sample < (long) epochs * size; sample++)
            seen[(int) (sample % size)][(int) order.record(sample)]++;
        for (int[] place : seen) for (int count : place) assertThat(count).isBetween(1800, 2200);
    }

    private static long[] epoch(long seed, long epoch) {
        var order = new Order.Shuffled(100, seed);
        return LongStream.range(100 * epoch, 100 * (epoch + 1)).map(order::record).toArray();
    }
}
