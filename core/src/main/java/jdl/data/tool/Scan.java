package jdl.data.tool;

import java.util.function.LongFunction;

/** A work on many things, done by all cores, and told in the order of the things. */
final class Scan {

    private Scan() {}

    /** Takes what was made of one thing. */
    interface Taker<R> {
        void take(long number, R made);
    }

    static <R> void run(long size, Progress progress, LongFunction<R> work, Taker<R> taker) {
        try (var ahead = new Ahead<>(size, work)) {
            for (long i = 0; i < size; i++) {
                taker.take(i, ahead.get(i));
                progress.at(i + 1, size);
            }
        }
    }
}
