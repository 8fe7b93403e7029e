package jdl.data.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import jdl.failure.Failure;
import org.junit.jupiter.api.Test;

class AheadTest {

    @Test
    void whatIsMadeIsTakenInOrderHoweverLongEachTakes() {
        List<Long> taken = new ArrayList<>();
        Scan.run(
                500,
                Progress.UNSEEN,
                number -> {
                    for (long spin = 0; spin < number * 7919 % 1000; spin++) Thread.onSpinWait();
                    return number * number;
                },
                (number, made) -> {
                    assertThat(made).isEqualTo(number * number);
                    taken.add(number);
                });
        assertThat(taken).hasSize(500).isSorted();
    }

    @Test
    void noMoreIsMadeThanTheWindowTakes() {
        var made = new AtomicLong();
        try (var ahead =
                new Ahead<>(
                        Long.MAX_VALUE,
                        number -> {
                            made.incrementAndGet();
                            return number;
                        })) {
            assertThat(ahead.get(0)).isZero();
            assertThat(ahead.get(0)).isZero();
        }
        assertThat(made.get()).isLessThanOrEqualTo(4L * Runtime.getRuntime().availableProcessors());
    }

    @Test
    void whoGoesBackGetsTheSameAgain() {
        try (var ahead = new Ahead<>(100, number -> "made of " + number)) {
            for (long number : new long[] {0, 1, 1, 2, 50, 3, 0, 99})
                assertThat(ahead.get(number)).isEqualTo("made of " + number);
        }
    }

    @Test
    void aFailureComesInItsTurn() {
        List<Long> taken = new ArrayList<>();
        assertThatThrownBy(
                        () ->
                                Scan.run(
                                        100,
                                        Progress.UNSEEN,
                                        number -> {
                                            if (number >= 7) throw Failure.config("no " + number);
                                            return number;
                                        },
                                        (number, made) -> taken.add(made)))
                .isInstanceOf(Failure.class)
                .hasMessage("no 7");
        assertThat(taken).hasSize(7);
    }
}
