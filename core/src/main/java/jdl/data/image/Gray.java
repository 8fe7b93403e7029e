package jdl.data.image;

/** How bright a pixel is: OpenCV's sum of blue, green and red in integers of 15 bits. */
final class Gray {

    private Gray() {}

    static int of(int blue, int green, int red) {
        return (3735 * blue + 19235 * green + 9798 * red + (1 << 14)) >> 15;
    }

    /** Writes a pixel as three channels or as one. */
    static void put(int blue, int green, int red, byte[] into, int at, int channels) {
        if (channels == 1) {
            into[at] = (byte) of(blue, green, red);
            return;
        }
        into[at] = (byte) blue;
        into[at + 1] = (byte) green;
        into[at + 2] = (byte) red;
    }
}
