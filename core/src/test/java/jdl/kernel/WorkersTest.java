package jdl.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import jdl.failure.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void everyIndexIsRunExactlyOnce(int threads) {
        try (Workers workers = Workers.of(threads)) {
            assertThat(workers.threads()).isEqualTo(threads);
            for (int tasks : new int[] {0, 1, 2, 3, 7, 64, 1000}) {
                var seen = new AtomicIntegerArray(tasks);
                workers.forEach(tasks, seen::incrementAndGet);
                for (int i = 0; i < tasks; i++) assertThat(seen.get(i)).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void oneCrewRunsThousandsOfLoops(int threads) {
        try (Workers workers = Workers.of(threads)) {
            var sum = new AtomicLong();
            for (int loop = 0; loop < 5000; loop++)
                workers.forEach(loop % 9, i -> sum.addAndGet(i + 1));
            long expected = 0;
            for (int loop = 0; loop < 5000; loop++) expected += (loop % 9) * (loop % 9 + 1L) / 2;
            assertThat(sum).hasValue(expected);
        }
    }

    @Test
    void severalThreadsTakePart() {
        try (Workers workers = Workers.of(3)) {
            var all = new CountDownLatch(3); // each task waits for the others
            workers.forEach(
                    3,
                    i -> {
                        all.countDown();
                        await(all);
                    });
            assertThat(all.getCount()).isZero();
        }
    }

    @Test
    void aSleepingCrewIsWoken() {
        try (Workers workers = Workers.of(2)) {
            Thread crew = crewOf(workers);
            while (crew.getState() != Thread.State.WAITING) Thread.onSpinWait();
            assertThat(crewOf(workers)).isSameAs(crew);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void aLoopWithinATaskRunsInItsThread(int threads) {
        try (Workers workers = Workers.of(threads)) {
            var strangers = new AtomicInteger();
            var inner = new AtomicInteger();
            workers.forEach(
                    16,
                    i -> {
                        Thread mine = Thread.currentThread();
                        workers.forEach(
                                10,
                                j -> {
                                    inner.incrementAndGet();
                                    if (Thread.currentThread() != mine) strangers.incrementAndGet();
                                });
                    });
            assertThat(strangers).hasValue(0);
            assertThat(inner).hasValue(160);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void theFirstFailureReachesTheCallerAndTheCrewGoesOn(int threads) {
        try (Workers workers = Workers.of(threads)) {
            for (int round = 0; round < 100; round++) {
                assertThatThrownBy(
                                () ->
                                        workers.forEach(
                                                50,
                                                i -> {
                                                    if (i >= 20) throw Failure.config("task " + i);
                                                }))
                        .isInstanceOf(Failure.class)
                        .hasMessage("task 20");
            }
            var ran = new AtomicInteger();
            workers.forEach(10, i -> ran.incrementAndGet());
            assertThat(ran).hasValue(10);
        }
    }

    @Test
    void anErrorKeepsItsType() {
        try (Workers workers = Workers.of(2)) {
            assertThatThrownBy(
                            () ->
                                    workers.forEach(
                                            4,
                                            i -> {
                                                throw new OutOfMemoryError("task " + i);
                                            }))
                    .isInstanceOf(OutOfMemoryError.class)
                    .hasMessage("task 0");
        }
    }

    @Test
    void closeEndsTheThreads() {
        Workers workers = Workers.of(2);
        Thread crew = crewOf(workers);
        workers.close();
        assertThat(crew.isAlive()).isFalse();
    }

    @Test
    void afterCloseTheCallerRunsAlone() {
        Workers workers = Workers.of(3);
        workers.close();
        var ran = new AtomicInteger();
        workers.forEach(10, i -> ran.incrementAndGet());
        assertThat(ran).hasValue(10);
    }

    @Test
    void stripsCoverTheRange() {
        try (Workers workers = Workers.of(2)) {
            for (int size : new int[] {0, 1, 9, 10, 11, 20, 95}) {
                var seen = new AtomicIntegerArray(size);
                workers.forStrips(
                        size,
                        10,
                        (from, to) -> {
                            assertThat(from % 10).isZero();
                            for (int i = from; i < to; i++) seen.incrementAndGet(i);
                        });
                for (int i = 0; i < size; i++) assertThat(seen.get(i)).isEqualTo(1);
            }
        }
    }

    @Test
    void noThreadsAreRefused() {
        assertThatThrownBy(() -> Workers.of(0))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("expected at least 1, got 0");
    }

    /** The one thread of two that is not the caller's. */
    private static Thread crewOf(Workers workers) {
        var both = new CountDownLatch(2);
        Thread caller = Thread.currentThread();
        var others = new ConcurrentLinkedQueue<Thread>();
        workers.forEach(
                2,
                i -> {
                    both.countDown();
                    await(both);
                    if (Thread.currentThread() != caller) others.add(Thread.currentThread());
                });
        return others.remove();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
