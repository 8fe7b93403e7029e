package jdl.kernel;

/**
 * Loops that measure the machine: as much arithmetic, and as much traffic with the memory, as
 * kernels of one make can have. The methods here are the plain loops.
 */
public interface Peak {

    static Peak plain() {
        return new Peak() {};
    }

    /** Multiplications with additions in a round of {@link #fma}. */
    default int width() {
        return 8;
    }

    /**
     * So many rounds of multiplications with additions, of numbers that stay in registers: {@code s
     * = s x + 1} for as many sums as it takes to keep the units busy. The sums begin at 0, 1, 2 …,
     * so that no compiler takes them for one; returns what they add up to.
     */
    default float fma(int rounds, float x) {
        float s0 = 0, s1 = 1, s2 = 2, s3 = 3, s4 = 4, s5 = 5, s6 = 6, s7 = 7;
        for (int i = 0; i < rounds; i++) {
            s0 = s0 * x + 1;
            s1 = s1 * x + 1;
            s2 = s2 * x + 1;
            s3 = s3 * x + 1;
            s4 = s4 * x + 1;
            s5 = s5 * x + 1;
            s6 = s6 * x + 1;
            s7 = s7 * x + 1;
        }
        return s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7;
    }

    /** {@code a = b + x c} for the elements {@code from} ≤ i &lt; {@code to}. */
    default void triad(float[] a, float[] b, float[] c, float x, int from, int to) {
        for (int i = from; i < to; i++) a[i] = b[i] + x * c[i];
    }
}
