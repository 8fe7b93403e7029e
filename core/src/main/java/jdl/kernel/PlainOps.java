package jdl.kernel;

/** The operations on elements, one plain loop each; operands and result lie in one array. */
final class PlainOps {

    private PlainOps() {}

    static void run(Op op, float[] r, int a, int b, int c, int to, int count) {
        switch (op) {
            case ADD -> add(r, a, b, to, count);
            case MULTIPLY -> multiply(r, a, b, to, count);
            case DIVIDE -> divide(r, a, b, to, count);
            case EXP -> exp(r, a, to, count);
            case LOG -> log(r, a, to, count);
            case TANH -> tanh(r, a, to, count);
            case SIGMOID -> sigmoid(r, a, to, count);
            case NORMAL_CDF -> normalCdf(r, a, to, count);
            case ABS -> abs(r, a, to, count);
            case POWER -> power(r, a, b, to, count);
            case WHERE -> where(r, a, b, c, to, count);
        }
    }

    private static void add(float[] r, int a, int b, int to, int count) {
        for (int i = 0; i < count; i++) r[to + i] = r[a + i] + r[b + i];
    }

    private static void multiply(float[] r, int a, int b, int to, int count) {
        for (int i = 0; i < count; i++) r[to + i] = r[a + i] * r[b + i];
    }

    private static void divide(float[] r, int a, int b, int to, int count) {
        for (int i = 0; i < count; i++) r[to + i] = r[a + i] / r[b + i];
    }

    private static void exp(float[] r, int a, int to, int count) {
        for (int i = 0; i < count; i++) r[to + i] = FastMath.exp(r[a + i]);
    }

    private static void log(float[] r, int a, int to, int count) {
        for (int i = 0; i < count; i++) r[to + i] = FastMath.log(r[a + i]);
    }

    private static void tanh(float[] r, int a, int to, int count) {
        for (int i = 0; i < count; i++) r[to + i] = FastMath.tanh(r[a + i]);
    }

    private static void sigmoid(float[] r, int a, int to, int count) {
        for (int i = 0; i < count; i++) r[to + i] = FastMath.sigmoid(r[a + i]);
    }

    private static void normalCdf(float[] r, int a, int to, int count) {
        for (int i = 0; i < count; i++) r[to + i] = NormalCdf.of(r[a + i]);
    }

    private static void abs(float[] r, int a, int to, int count) {
        for (int i = 0; i < count; i++) r[to + i] = Math.abs(r[a + i]);
    }

    private static void power(float[] r, int a, int b, int to, int count) {
        for (int i = 0; i < count; i++) r[to + i] = (float) StrictMath.pow(r[a + i], r[b + i]);
    }

    private static void where(float[] r, int a, int b, int c, int to, int count) {
        for (int i = 0; i < count; i++) {
            float other = r[a + i] <= 0 ? r[c + i] : Float.NaN;
            r[to + i] = r[a + i] > 0 ? r[b + i] : other;
        }
    }
}
