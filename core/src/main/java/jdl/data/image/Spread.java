package jdl.data.image;

/** Every n-th byte as it is, or three times, as the channels of a grey picture. */
final class Spread {

    private Spread() {}

    static void run(byte[] x, int step, byte[] y, int channels) {
        int count = x.length / step;
        if (channels == 1 && step == 1) System.arraycopy(x, 0, y, 0, count);
        else if (channels == 1) for (int i = 0; i < count; i++) y[i] = x[i * step];
        else
            for (int i = 0; i < count; i++) {
                byte value = x[i * step];
                y[3 * i] = value;
                y[3 * i + 1] = value;
                y[3 * i + 2] = value;
            }
    }
}
