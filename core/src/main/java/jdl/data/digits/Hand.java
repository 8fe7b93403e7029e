package jdl.data.digits;

import java.util.ArrayList;
import java.util.List;
import jdl.data.digits.Glyphs.Stroke;
import jdl.tensor.Dice;

/** Somebody's hand at one moment: it trembles, slants, turns and stretches what it writes. */
final class Hand {

    private static final int STEPS = 8;

    private final Dice dice;
    private final double tremble;
    private final double xx;
    private final double xy;
    private final double yx;
    private final double yy;
    private final double centreX;
    private final double centreY;

    Hand(Dice dice) {
        this.dice = dice;
        tremble = dice.uniform(1.5f, 5.5f);
        double height = 19.5 / 100 * dice.uniform(0.76f, 1.12f);
        double width = height * dice.uniform(0.62f, 1.15f);
        double slant = 0.24 * dice.gaussian() - 0.12;
        double angle = 0.11 * dice.gaussian();
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        xx = cos * width;
        xy = cos * slant * height - sin * height;
        yx = sin * width;
        yy = sin * slant * height + cos * height;
        centreX = 14 + 1.1 * dice.gaussian();
        centreY = 14 + 1.1 * dice.gaussian();
    }

    /** The points that the pen passes when this hand writes a stroke, in pixels. */
    List<Point> write(Stroke stroke) {
        List<Point> through = new ArrayList<>();
        Point last = new Point(-1, -1);
        for (Point point : stroke.points()) {
            // A point given twice is a corner and has to stay one point.
            through.add(point.equals(last) ? through.get(through.size() - 1) : place(point));
            last = point;
        }
        return smooth(through);
    }

    private Point place(Point point) {
        double x = point.x() - 50 + tremble * dice.gaussian();
        double y = point.y() - 50 + tremble * dice.gaussian();
        return new Point(centreX + xx * x + xy * y, centreY + yx * x + yy * y);
    }

    /** A curve through the points (Catmull and Rom 1974). */
    private static List<Point> smooth(List<Point> points) {
        List<Point> curve = new ArrayList<>();
        curve.add(points.get(0));
        for (int i = 0; i + 1 < points.size(); i++) {
            Point a = points.get(Math.max(0, i - 1));
            Point b = points.get(i);
            Point c = points.get(i + 1);
            Point d = points.get(Math.min(points.size() - 1, i + 2));
            for (int step = 1; step <= STEPS && !b.equals(c); step++) {
                double t = step / (double) STEPS;
                curve.add(
                        new Point(
                                between(a.x(), b.x(), c.x(), d.x(), t),
                                between(a.y(), b.y(), c.y(), d.y(), t)));
            }
        }
        return curve;
    }

    private static double between(double a, double b, double c, double d, double t) {
        double cubic = -a + 3 * b - 3 * c + d;
        double square = 2 * a - 5 * b + 4 * c - d;
        return b + t / 2 * ((c - a) + t * (square + t * cubic));
    }
}
