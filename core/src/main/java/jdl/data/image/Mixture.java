package jdl.data.image;

import jdl.tensor.Dice;
import jdl.tensor.Shape;

/**
 * Two samples made one: mixup (Zhang et al. 2017), which adds them, and CutMix (Yun et al. 2019),
 * which puts a window of the other into the one. Labels are to be mixed by the share that is given.
 */
public final class Mixture {

    private Mixture() {}

    /** The share of the first of two: drawn from Beta(alpha, alpha). */
    public static float share(double alpha, Dice dice) {
        double first = gamma(alpha, dice);
        double sum = first + gamma(alpha, dice);
        return sum > 0 ? (float) (first / sum) : dice.nextInt(2);
    }

    /** By Marsaglia and Tsang 2000; below 1 by a power of a uniform number, as they say. */
    private static double gamma(double alpha, Dice dice) {
        if (alpha < 1) {
            double power = StrictMath.log(1 - dice.nextDouble()) / alpha;
            return gamma(alpha + 1, dice) * StrictMath.exp(power);
        }
        double d = alpha - 1 / 3.0;
        while (true) {
            double x = dice.gaussian();
            double root = 1 + x / StrictMath.sqrt(9 * d);
            double v = root * root * root;
            double limit = x * x / 2 + d - d * v + d * StrictMath.log(Math.max(v, 0));
            if (v > 0 && StrictMath.log(1 - dice.nextDouble()) < limit) return d * v;
        }
    }

    /** {@code y = share · y + (1 - share) · other}. */
    public static void add(float[] y, int at, float[] other, int from, int count, float share) {
        for (int i = 0; i < count; i++)
            y[at + i] = share * y[at + i] + (1 - share) * other[from + i];
    }

    /**
     * Puts a window of the other in the same place; returns the share of the first that is left,
     * for the window may hang over the border.
     */
    public static float cut(
            float[] y, int at, float[] other, int from, Shape shape, float share, Dice dice) {
        int height = shape.dim(1);
        int width = shape.dim(2);
        double side = StrictMath.sqrt(1 - (double) share);
        int top = dice.nextInt(height) - (int) (height * side) / 2;
        int left = dice.nextInt(width) - (int) (width * side) / 2;
        int bottom = Math.min(top + (int) (height * side), height);
        int right = Math.min(left + (int) (width * side), width);
        top = Math.max(top, 0);
        left = Math.max(left, 0);
        for (int c = 0; c < shape.dim(0); c++)
            for (int row = top; row < bottom; row++) {
                int place = (c * height + row) * width + left;
                System.arraycopy(other, from + place, y, at + place, right - left);
            }
        return 1 - (float) (bottom - top) * (right - left) / (height * width);
    }
}
