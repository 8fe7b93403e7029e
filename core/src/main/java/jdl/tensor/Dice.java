package jdl.tensor;

/**
 * Random numbers as a function of a key: the same key gives the same numbers on every machine, JDK
 * and thread. The generator is SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number
 * generators, OOPSLA 2014).
 */
public final class Dice {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    private Dice(long state) {
        this.state = state;
    }

    public static Dice of(long key) {
        return new Dice(mix(key + GOLDEN));
    }

    /** Dice for a stream of their own: unequal parts give unrelated numbers. */
    public static Dice of(long key, long... parts) {
        return of(key(key, parts));
    }

    /** One key out of several. */
    public static long key(long key, long... parts) {
        long k = key;
        for (long part : parts) k = mix(k * 31 + part + GOLDEN);
        return k;
    }

    /** One key out of a key and a name. */
    public static long key(long key, String name) {
        long k = key;
        for (int i = 0; i < name.length(); i++) k = mix(k * 31 + name.charAt(i) + GOLDEN);
        return k;
    }

    public long nextLong() {
        state += GOLDEN;
        return mix(state);
    }

    /** 0 ≤ n &lt; bound. */
    public int nextInt(int bound) {
        return (int) Math.multiplyHigh(nextLong() >>> 1, 2L * bound);
    }

    /** 0 ≤ x &lt; 1, in steps of 2^-24. */
    public float nextFloat() {
        return (nextLong() >>> 40) * 0x1p-24f;
    }

    /** 0 ≤ x &lt; 1, in steps of 2^-53. */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1p-53;
    }

    public float uniform(float min, float max) {
        return (float) (min + (max - (double) min) * nextDouble());
    }

    /**
     * Normal with mean 0 and deviation 1, by Box and Muller's polar-free form in strict arithmetic.
     */
    public double gaussian() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble()));
        return radius * StrictMath.cos(2 * Math.PI * nextDouble());
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
