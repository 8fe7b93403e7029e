package jdl.kernel;

/**
 * {@code Φ(x)}, the chance that a normal number of mean 0 and deviation 1 is below x. The tail is
 * {@code ½ t exp(P(t) - z²)} with {@code z = |x| / √2} and {@code t = 1 / (1 + z / 2)}, P fitted at
 * Chebyshev's points; a part of 5e-6 off at most, even where Φ is small, and 5e-7 in all.
 */
public final class NormalCdf {

    private static final double[] P = {
        -1.264997567005747,
        0.9896315357887495,
        0.4631867156534358,
        -0.3293855161419291,
        1.0698421100759123,
        -2.093510782713032,
        1.744263780376932,
        -0.6837384548993723,
        0.10470808642709761
    };

    private static final float ROOT_HALF = (float) Math.sqrt(0.5);

    private NormalCdf() {}

    public static float of(float x) {
        float z = Math.abs(x) * ROOT_HALF;
        float t = 1 / (1 + z / 2);
        float p = (float) P[P.length - 1];
        for (int i = P.length - 2; i >= 0; i--) p = p * t + (float) P[i];
        float tail = 0.5f * t * FastMath.exp(p - z * z);
        return x < 0 ? tail : 1 - tail;
    }

    /** In double precision by the series {@code ½ + φ(x) (x + x³/3 + x⁵/(3·5) + …)}. */
    public static double precise(double x) {
        if (Math.abs(x) > 9) return x < 0 ? 0 : 1;
        double term = x;
        double sum = x;
        for (int k = 3; Math.abs(term) > 1e-18; k += 2) {
            term *= x * x / k;
            sum += term;
        }
        return 0.5 + sum * StrictMath.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }
}
