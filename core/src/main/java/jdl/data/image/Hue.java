package jdl.data.image;

/** The circle of colours, from red over green and blue to red, in six parts. */
final class Hue {

    private Hue() {}

    /**
     * Turns each pixel by a part of the circle; its greatest and its least value stay as they are.
     */
    static void turn(byte[] y, int count, double part) {
        float by = (float) (6 * part);
        for (int i = 0; i < count; i += 3) {
            int blue = y[i] & 0xff;
            int green = y[i + 1] & 0xff;
            int red = y[i + 2] & 0xff;
            int greatest = Math.max(red, Math.max(green, blue));
            int least = Math.min(red, Math.min(green, blue));
            if (greatest == least) continue;
            float hue = by + place(blue, green, red, greatest, greatest - least);
            for (int c = 0; c < 3; c++) y[i + c] = value(hue + 2 * c - 4, least, greatest);
        }
    }

    private static float place(int blue, int green, int red, int greatest, float range) {
        if (red == greatest) return (green - blue) / range;
        if (green == greatest) return 2 + (blue - red) / range;
        return 4 + (red - green) / range;
    }

    /** How much of a colour there is, by the distance to it along the circle. */
    private static byte value(float distance, int least, int greatest) {
        float around = Math.abs(distance - 6 * (float) Math.rint(distance / 6));
        float part = Math.min(Math.max(2 - around, 0), 1);
        return (byte) Math.round(least + (greatest - least) * part);
    }
}
