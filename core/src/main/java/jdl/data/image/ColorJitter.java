package jdl.data.image;

import jdl.data.Values;
import jdl.failure.Failure;
import jdl.proto.ColorJitterParameter;
import jdl.tensor.Dice;

/** Brightness, contrast, saturation and hue by factors that are drawn, and grey by chance. */
final class ColorJitter implements Step {

    private final ColorJitterParameter settings;
    private final ThreadLocal<Values> made = ThreadLocal.withInitial(Values::new);

    ColorJitter(ColorJitterParameter settings, int channels) {
        if (channels != 3
                && (settings.getSaturation() > 0
                        || settings.getHue() > 0
                        || settings.getGray() > 0))
            throw Failure.config(
                    "transform_param.color_jitter: saturation, hue and gray are for pictures of three"
                            + " channels, but these have "
                            + channels
                            + "\n    leave them out; brightness and contrast fit all pictures");
        this.settings = settings;
    }

    @Override
    public Values run(Values from, boolean training, Dice dice) {
        if (!training) return from;
        Copy.needBytes(from, "color_jitter");
        Values into = made.get();
        byte[] y = Copy.run(from, into);
        int count = into.count();
        if (settings.getBrightness() > 0)
            blend(y, count, 0, factor(settings.getBrightness(), dice));
        if (settings.getContrast() > 0) {
            double mean = mean(y, count, into.channels());
            blend(y, count, mean, factor(settings.getContrast(), dice));
        }
        if (settings.getSaturation() > 0)
            saturate(y, count, factor(settings.getSaturation(), dice));
        if (settings.getHue() > 0)
            Hue.turn(y, count, settings.getHue() * (2 * dice.nextDouble() - 1));
        if (settings.getGray() > 0 && dice.nextDouble() < settings.getGray()) saturate(y, count, 0);
        return into;
    }

    private static double factor(float strength, Dice dice) {
        double least = Math.max(0, 1 - (double) strength);
        return least + (1 + (double) strength - least) * dice.nextDouble();
    }

    /** Each value's distance to another is multiplied. */
    private static void blend(byte[] y, int count, double other, double factor) {
        byte[] table = new byte[256];
        for (int i = 0; i < 256; i++)
            table[i] = (byte) clamp(Math.round(other + (i - other) * factor));
        for (int i = 0; i < count; i++) y[i] = table[y[i] & 0xff];
    }

    private static double mean(byte[] y, int count, int channels) {
        long sum = 0;
        if (channels == 3) for (int i = 0; i < count; i += 3) sum += gray(y, i);
        else for (int i = 0; i < count; i++) sum += y[i] & 0xff;
        return (double) sum / (channels == 3 ? count / 3 : count);
    }

    private static int gray(byte[] y, int at) {
        return Gray.of(y[at] & 0xff, y[at + 1] & 0xff, y[at + 2] & 0xff);
    }

    private static void saturate(byte[] y, int count, double factor) {
        long whole = Math.round(Math.min(factor, 256) * (1 << 16));
        for (int i = 0; i < count; i += 3) {
            int gray = gray(y, i);
            for (int c = i; c < i + 3; c++) {
                long distance = (((y[c] & 0xff) - gray) * whole + (1 << 15)) >> 16;
                y[c] = (byte) clamp(gray + distance);
            }
        }
    }

    private static long clamp(long value) {
        return Math.min(Math.max(value, 0), 255);
    }
}
