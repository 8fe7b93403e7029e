package jdl.data.digits;

import java.util.List;
import jdl.tensor.Dice;

/** A sheet of 28×28 pixels that takes ink, 0 to 1 in each. */
final class Paper {

    static final int SIDE = 28;

    private final double[] ink = new double[SIDE * SIDE];

    /** Draws along the points with a round pen whose radius and pressure vary a little. */
    void draw(List<Point> points, Pen pen) {
        for (int i = 0; i + 1 < points.size(); i++)
            segment(points.get(i), points.get(i + 1), pen.radius(i), pen.darkness(i));
    }

    /** Each pixel runs into its neighbours: {@code amount} 0 not at all, 1 as 1-2-1 does. */
    void blur(double amount) {
        double side = amount / 4;
        for (int row = 0; row < SIDE; row++) smear(row * SIDE, 1, side);
        for (int column = 0; column < SIDE; column++) smear(column, SIDE, side);
    }

    /** The sheet as a scanner with some noise sees it. */
    byte[] scan(double noise, Dice dice) {
        byte[] pixels = new byte[ink.length];
        for (int i = 0; i < ink.length; i++) {
            double value = 255 * ink[i] + noise * bell(dice.nextLong());
            pixels[i] = (byte) (int) Math.max(0, Math.min(255, value + 0.5));
        }
        return pixels;
    }

    private void segment(Point a, Point b, double radius, double darkness) {
        int left = clamp(Math.min(a.x(), b.x()) - radius - 1);
        int right = clamp(Math.max(a.x(), b.x()) + radius + 1);
        int top = clamp(Math.min(a.y(), b.y()) - radius - 1);
        int bottom = clamp(Math.max(a.y(), b.y()) + radius + 1);
        for (int y = top; y <= bottom; y++)
            for (int x = left; x <= right; x++) {
                double cover = radius + 0.5 - distance(new Point(x, y), a, b);
                double value = darkness * Math.max(0, Math.min(1, cover));
                ink[y * SIDE + x] = Math.max(ink[y * SIDE + x], value);
            }
    }

    /** From a point to the nearest of a segment. */
    private static double distance(Point p, Point a, Point b) {
        double dx = b.x() - a.x();
        double dy = b.y() - a.y();
        double length = dx * dx + dy * dy;
        double along = length == 0 ? 0 : ((p.x() - a.x()) * dx + (p.y() - a.y()) * dy) / length;
        double t = Math.max(0, Math.min(1, along));
        return p.distance(a.plus(t * dx, t * dy));
    }

    private void smear(int first, int stride, double side) {
        double before = 0;
        for (int i = 0; i < SIDE; i++) {
            int at = first + i * stride;
            double here = ink[at];
            double after = i + 1 < SIDE ? ink[at + stride] : 0;
            ink[at] = (1 - 2 * side) * here + side * (before + after);
            before = here;
        }
    }

    /** Four uniform numbers out of one word, summed: mean 0, deviation 1, near enough to normal. */
    private static double bell(long word) {
        long sum =
                (word & 0xffff) + (word >>> 16 & 0xffff) + (word >>> 32 & 0xffff) + (word >>> 48);
        return (sum - 2 * 65535.0) / 37837;
    }

    private static int clamp(double value) {
        return (int) Math.max(0, Math.min(SIDE - 1, value));
    }
}
