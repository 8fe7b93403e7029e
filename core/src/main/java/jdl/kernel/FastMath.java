package jdl.kernel;

/**
 * The functions of {@code Math} in float: polynomials, which give the same bits on every machine
 * and in every kind of loop, within 1e-6 of the true value (relatively). No fused multiply-adds:
 * where the processor has none they are a thousand times slower.
 */
public final class FastMath {

    /** Beyond these exponents e^x is infinite, or zero, in float. */
    public static final float EXP_MAX = 89;

    public static final float EXP_MIN = -104;

    /** From here on tanh is 1 in float. */
    public static final float TANH_MAX = 10;

    public static final float LOG2_E = (float) (1 / 0.6931471805599453);

    /** The logarithm of 2 in two parts, the first of which times any exponent is exact. */
    public static final float LN2_HIGH = 0x1.63p-1f;

    public static final float LN2_LOW = (float) (0.6931471805599453 - 0.693359375);

    /** Added to a small float it rounds it to a whole number, which the low bits then hold. */
    public static final float ROUNDER = 0x1.8p23f;

    public static final int ROUNDER_BITS = Float.floatToRawIntBits(ROUNDER);

    /** Coefficients of e^r - 1 - r and of the logarithm's series, as Taylor has them. */
    public static final float C2 = 1 / 2f;

    public static final float C3 = 1 / 6f;
    public static final float C4 = 1 / 24f;
    public static final float C5 = 1 / 120f;
    public static final float C6 = 1 / 720f;
    public static final float C7 = 1 / 5040f;

    public static final float L3 = 2 / 3f;
    public static final float L5 = 2 / 5f;
    public static final float L7 = 2 / 7f;
    public static final float L9 = 2 / 9f;

    /** The bits of √½: mantissas are taken from there to √2. */
    public static final int ROOT_HALF_BITS = 0x3f3504f3;

    private FastMath() {}

    public static float exp(float x) {
        float clamped = Math.max(EXP_MIN, Math.min(EXP_MAX, x));
        float rounded = clamped * LOG2_E + ROUNDER;
        int n = Float.floatToRawIntBits(rounded) - ROUNDER_BITS;
        float p = expm1(remainder(clamped, rounded - ROUNDER)) + 1;
        int half = n >> 1; // two steps, so that neither overflows and denormals round once
        return p * powerOfTwo(half) * powerOfTwo(n - half);
    }

    /** {@code 1 / (1 + e^-x)}. */
    public static float sigmoid(float x) {
        float e = exp(-Math.abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    /** {@code t / (t + 2)} with {@code t = e^2|x| - 1}, and the sign of x. */
    public static float tanh(float x) {
        float y = 2 * Math.min(TANH_MAX, Math.abs(x));
        float rounded = y * LOG2_E + ROUNDER;
        float power = powerOfTwo(Float.floatToRawIntBits(rounded) - ROUNDER_BITS);
        float t = power * expm1(remainder(y, rounded - ROUNDER)) + (power - 1);
        return Math.copySign(t / (t + 2), x);
    }

    /** The natural logarithm: of m 2^e it is e ln 2 + ln m, the latter by s = (m-1) / (m+1). */
    public static float log(float x) {
        if (!(x > 0) || x == Float.POSITIVE_INFINITY) return edgeOfLog(x);
        boolean small = x < Float.MIN_NORMAL;
        int bits = Float.floatToRawIntBits(small ? x * 0x1p23f : x) - ROOT_HALF_BITS;
        float e = (bits >> 23) - (small ? 23 : 0);
        float f = Float.intBitsToFloat((bits & 0x7fffff) + ROOT_HALF_BITS) - 1;
        float s = f / (f + 2);
        float z = s * s;
        float series = ((L9 * z + L7) * z + L5) * z + L3;
        float m = s * z * series + 2 * s;
        return e * LN2_HIGH + (e * LN2_LOW + m);
    }

    private static float edgeOfLog(float x) {
        if (x == 0) return Float.NEGATIVE_INFINITY;
        return x > 0 ? x : Float.NaN;
    }

    private static float remainder(float x, float n) {
        return x - n * LN2_HIGH - n * LN2_LOW;
    }

    /** {@code e^r - 1} for |r| ≤ ln 2 / 2. */
    private static float expm1(float r) {
        float p = ((((C7 * r + C6) * r + C5) * r + C4) * r + C3) * r + C2;
        return p * (r * r) + r;
    }

    private static float powerOfTwo(int n) {
        return Float.intBitsToFloat((n + 127) << 23);
    }
}
