package jdl.cli;

import java.util.function.IntConsumer;
import jdl.kernel.Kernels;
import jdl.kernel.Matrix;
import jdl.kernel.Peak;
import jdl.kernel.Workers;

/**
 * What the machine was seen to do at most with some kernels and threads.
 *
 * @param gigaflops of multiplications with additions of numbers in registers, GFLOP/s
 * @param gigabytes to and from memory, in GB/s: two arrays read, one written
 */
record MachinePeak(String kernels, int threads, double gigaflops, double gigabytes) {

    private static final long MILLISECOND = 1_000_000;

    /** For loops over vectors, which are a thousand times slower until they are compiled. */
    private static final int PATIENCE = 1000;

    private static final int BRIEF = 300;

    /** Bytes of the three arrays together: more than any cache, but not more than there is. */
    private static final long ARRAYS = 192L << 20;

    /** A share of what the machine can, in percent, and what of: "FMA" or "memory". */
    record Share(double percent, String of) {

        /** "62 % FMA". */
        @Override
        public String toString() {
            return "%.0f %% %s".formatted(percent, of);
        }
    }

    static MachinePeak of(Kernels kernels) {
        return new MachinePeak(
                kernels.name(), kernels.workers().threads(), fma(kernels), triad(kernels));
    }

    /** The larger of the shares of arithmetic and of memory: what the work is bound by. */
    Share share(Span span) {
        double arithmetic = 100 * span.gigaflops() / gigaflops;
        double memory = 100 * span.gigabytes() / gigabytes;
        return arithmetic >= memory ? new Share(arithmetic, "FMA") : new Share(memory, "memory");
    }

    /** GFLOP/s of a product of two square matrices. */
    static double product(Kernels kernels, int size) {
        float[] a = numbers(size * size);
        float[] b = numbers(size * size);
        var left = new Matrix(a, 0, size, size, size, 1);
        var right = new Matrix(b, 0, size, size, size, 1);
        var result = new Matrix(new float[size * size], 0, size, size, size, 1);
        double each = 2.0 * size * size * size;
        return each
                * best(
                        BRIEF,
                        rounds -> repeat(rounds, () -> kernels.multiply(left, right, result)));
    }

    private static void repeat(int rounds, Runnable work) {
        for (int i = 0; i < rounds; i++) work.run();
    }

    private static double fma(Kernels kernels) {
        Peak peak = kernels.peak();
        int threads = kernels.workers().threads();
        float[] sums = new float[threads];
        double each = 2.0 * peak.width() * threads;
        return each
                * best(
                        PATIENCE,
                        rounds ->
                                kernels.workers()
                                        .forEach(threads, i -> sums[i] = peak.fma(rounds, 0.5f)));
    }

    private static double triad(Kernels kernels) {
        long bytes = Math.min(ARRAYS, Runtime.getRuntime().maxMemory() / 8);
        int size = (int) (bytes / (3 * Float.BYTES));
        float[] a = numbers(size);
        float[] b = numbers(size);
        float[] c = numbers(size);
        Peak peak = kernels.peak();
        Workers workers = kernels.workers();
        Workers.Strip strip = (from, to) -> peak.triad(a, b, c, 0.5f, from, to);
        Runnable work = () -> workers.forStrips(size, 1 << 16, strip);
        return 3.0 * Float.BYTES * size * best(BRIEF, rounds -> repeat(rounds, work));
    }

    private static float[] numbers(int size) {
        float[] numbers = new float[size];
        for (int i = 0; i < size; i++) numbers[i] = i % 7 - 3;
        return numbers;
    }

    /**
     * The most rounds in a nanosecond, within so many milliseconds and until it has not grown for a
     * while.
     */
    private static double best(int millis, IntConsumer work) {
        long end = System.nanoTime() + millis * MILLISECOND;
        double best = 0;
        int rounds = 1;
        do {
            long start = System.nanoTime();
            work.accept(rounds);
            long now = System.nanoTime();
            long nanos = Math.max(1, now - start);
            double rate = (double) rounds / nanos;
            if (rate > 1.1 * best) end = Math.max(end, now + BRIEF * MILLISECOND);
            best = Math.max(best, rate);
            if (nanos < 5 * MILLISECOND && rounds < 1 << 24) rounds *= 2;
        } while (System.nanoTime() < end);
        return best;
    }
}
