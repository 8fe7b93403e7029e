package jdl.data.tool;

import java.util.function.LongFunction;

/** A work on many things, done by all cores, and told in the order of the things. */
final class Scan {

    private Scan() {}

    /** Takes what was made of one thing. */
    interface Taker<R, E extends Exception> {
        void take(long number, R made) throws E;
    }

    static <R, E extends Exception> void run(
            long size, Progress progress, LongFunction<R> work, Taker<R, E> taker) throws E {
        try (var ahead = new Ahead<>(size, work)) {
            for (long i = 0; i < size; i++) {
                taker.take(i, ahead.get(i));
                progress.at(i + 1, size);
            }
        }
    }
}
