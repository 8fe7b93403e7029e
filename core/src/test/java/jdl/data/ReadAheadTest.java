package jdl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.layer.Clock;
import jdl.layer.Ports;
import jdl.tensor.Blob;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ReadAheadTest {

    private static final int BATCH = 5;

    /** Samples that tell their pass and place, and a list of who was made; some may be broken. */
    private static final class Numbers implements ReadAhead.Work {
        private final List<Long> made = Collections.synchronizedList(new ArrayList<>());
        private boolean slow = true;
        private long broken = -1;

        @Override
        public void make(Clock clock, int place, List<Tensor> batch) {
            long sample = 100 * clock.pass() + place;
            if (sample >= broken && broken >= 0) throw Failure.config("sample " + sample);
            made.add(sample);
            batch.get(0).set(place, (float) (sample + clock.seed()));
        }

        @Override
        public boolean slow(Clock clock) {
            return slow;
        }
    }

    /** A reader that comes when it is called. */
    private static final class LateReader implements Executor {
        private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        void come() {
            while (!tasks.isEmpty()) tasks.remove().run();
        }
    }

    private final Numbers numbers = new Numbers();

    @Test
    void theNextPassIsMadeBeforeItIsAskedFor() {
        var ahead = ahead(Runnable::run);
        read(ahead, 0);
        read(ahead, 1);
        assertThat(numbers.made).contains(200L, 204L);
        int before = numbers.made.size();
        assertThat(read(ahead, 2)).containsExactly(207, 208, 209, 210, 211);
        assertThat(numbers.made.subList(before, before + BATCH)).first().isEqualTo(300L);
    }

    @Test
    void aPassThatNobodyForesawMakesItsBatchItself() {
        for (Executor reader : List.<Executor>of(Runnable::run, new LateReader())) {
            var ahead = ahead(reader);
            for (long pass : new long[] {0, 1, 2, 7, 8, 8, 9, 3, 4, 5})
                assertThat(read(ahead, pass)[4]).isEqualTo((float) (100 * pass + 4 + 7));
        }
    }

    @Test
    void anotherSeedOrPhaseIsAnotherBatch() {
        var ahead = ahead(Runnable::run);
        read(ahead, 0);
        read(ahead, 1);
        assertThat(read(ahead, new Clock(true, 50, 2))[0]).isEqualTo(250);
        int before = numbers.made.size();
        read(ahead, new Clock(false, 7, 2));
        assertThat(numbers.made).hasSize(before + BATCH);
    }

    @Test
    void aReaderThatIsLateIsDoneWithout() {
        var reader = new LateReader();
        var ahead = ahead(reader);
        for (int pass = 0; pass < 4; pass++) read(ahead, pass);
        assertThat(numbers.made).hasSize(4 * BATCH);
        reader.come();
        assertThat(numbers.made).hasSize(5 * BATCH).endsWith(404L);
        assertThat(read(ahead, 4)[0]).isEqualTo(407);
    }

    @Test
    void eachSampleIsMadeOnceWhoeverMakesIt() throws InterruptedException {
        var pool = Executors.newFixedThreadPool(3);
        try (var workers = Workers.of(3)) {
            var ahead = new ReadAhead(BATCH, List.of(Shape.of(BATCH)), numbers, pool, 3);
            for (int pass = 0; pass < 500; pass++)
                assertThat(read(ahead, new Clock(true, 7, pass), workers)[4])
                        .isEqualTo(100 * pass + 11);
        } finally {
            pool.shutdown();
        }
        assertThat(pool.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(numbers.made.subList(0, 500 * BATCH)).doesNotHaveDuplicates();
    }

    @Test
    void nothingIsMadeInVain() {
        var ahead = ahead(Runnable::run);
        for (long pass : new long[] {0, 0, 5, 3}) read(ahead, pass);
        assertThat(numbers.made).hasSize(4 * BATCH);
        numbers.slow = false;
        for (long pass = 4; pass < 8; pass++) read(ahead, pass);
        assertThat(numbers.made).hasSize(8 * BATCH);
    }

    @Test
    void aFailureIsToldByThePassThatNeedsTheSample() {
        numbers.broken = 302;
        for (Executor reader : List.<Executor>of(Runnable::run, new LateReader())) {
            var ahead = ahead(reader);
            for (long pass = 0; pass < 3; pass++) read(ahead, pass);
            for (int again = 0; again < 2; again++)
                assertThatThrownBy(() -> read(ahead, 3))
                        .isInstanceOf(Failure.class)
                        .hasMessage("sample 302");
            assertThat(read(ahead, 2)[0]).isEqualTo(207);
        }
    }

    private ReadAhead ahead(Executor reader) {
        return new ReadAhead(BATCH, List.of(Shape.of(BATCH)), numbers, reader, 1);
    }

    private static float[] read(ReadAhead ahead, long pass) {
        return read(ahead, new Clock(true, 7, pass));
    }

    private static float[] read(ReadAhead ahead, Clock clock) {
        return read(ahead, clock, Workers.single());
    }

    private static float[] read(ReadAhead ahead, Clock clock, Workers workers) {
        var top = Blob.of(Tensor.zeros(Shape.of(BATCH)));
        ahead.read(ports(clock, top, workers));
        return top.data().toArray();
    }

    private static Ports ports(Clock clock, Blob top, Workers workers) {
        return new Ports(
                kernels(workers),
                List.of(),
                List.of(top),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                clock);
    }

    private static Kernels kernels(Workers workers) {
        return new Kernels() {
            @Override
            public String name() {
                return "plain";
            }

            @Override
            public Workers workers() {
                return workers;
            }
        };
    }
}
