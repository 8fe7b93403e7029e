package jdl.data.image;

import jdl.data.Values;
import jdl.failure.Failure;
import jdl.proto.RotateParameter;
import jdl.tensor.Dice;

/**
 * The picture turned around its middle by an angle that is drawn, each value a mixture of the four
 * around the place it comes from. Places have 32 binary digits behind the point.
 */
final class Rotation implements Step {

    private static final double ONE = 1L << 32;

    private final double degrees;
    private final int fill;
    private final ThreadLocal<Values> made = ThreadLocal.withInitial(Values::new);

    Rotation(RotateParameter settings) {
        if (!settings.hasDegrees())
            throw Failure.config(
                    "transform_param.rotate has no degrees\n    write rotate { degrees: 10 }");
        degrees = settings.getDegrees();
        fill = settings.getFill();
    }

    @Override
    public Values run(Values from, boolean training, Dice dice) {
        if (!training || degrees == 0) return from;
        Copy.needBytes(from, "rotate");
        Values into = made.get();
        turn(from, degrees * (2 * dice.nextDouble() - 1), into);
        return into;
    }

    private void turn(Values from, double angle, Values into) {
        double cos = StrictMath.cos(StrictMath.toRadians(angle));
        double sin = StrictMath.sin(StrictMath.toRadians(angle));
        double middleX = (from.width() - 1) / 2.0;
        double middleY = (from.height() - 1) / 2.0;
        byte[] y = into.room(from.count());
        int to = 0;
        for (int row = 0; row < from.height(); row++) {
            double down = row - middleY;
            long atX = Math.round((middleX - cos * middleX + sin * down) * ONE);
            long atY = Math.round((middleY + sin * middleX + cos * down) * ONE);
            long stepX = Math.round(cos * ONE);
            long stepY = Math.round(-sin * ONE);
            for (int column = 0; column < from.width(); column++, to += from.channels())
                mix(from, atX + column * stepX, atY + column * stepY, y, to);
        }
        into.pixels(y, 0, from.channels(), from.height(), from.width());
    }

    private void mix(Values from, long placeX, long placeY, byte[] y, int to) {
        int left = (int) (placeX >> 32);
        int top = (int) (placeY >> 32);
        int right = (int) (placeX >>> 24) & 0xff;
        int low = (int) (placeY >>> 24) & 0xff;
        boolean inside = left >= 0 && top >= 0;
        inside &= left < from.width() - 1 && top < from.height() - 1;
        byte[] x = from.bytes();
        for (int c = 0; c < from.channels(); c++) {
            int above;
            int below;
            if (inside) {
                int a = from.at(c, top, left);
                int b = from.at(c, top + 1, left);
                int step = from.columnStride();
                above = (x[a] & 0xff) * (256 - right) + (x[a + step] & 0xff) * right;
                below = (x[b] & 0xff) * (256 - right) + (x[b + step] & 0xff) * right;
            } else {
                above = at(from, c, top, left) * (256 - right) + at(from, c, top, left + 1) * right;
                top++;
                below = at(from, c, top, left) * (256 - right) + at(from, c, top, left + 1) * right;
                top--;
            }
            y[to + c] = (byte) ((above * (256 - low) + below * low + (1 << 15)) >> 16);
        }
    }

    private int at(Values from, int channel, int row, int column) {
        boolean outside = row < 0 || column < 0 || row >= from.height() || column >= from.width();
        return outside ? fill : from.bytes()[from.at(channel, row, column)] & 0xff;
    }
}
