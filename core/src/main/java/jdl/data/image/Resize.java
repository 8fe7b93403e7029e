package jdl.data.image;

import jdl.data.Values;

/**
 * A picture in another size, each value a mixture of the four around its place: what OpenCV's
 * INTER_LINEAR gives, of bytes to the last bit.
 */
public final class Resize {

    private final Values from;
    private final int channels;
    private final Axis rows;
    private final Axis columns;
    private final int[] firstWeights;
    private final int[] secondWeights;

    private Resize(Values from, int height, int width) {
        this.from = from;
        this.channels = from.channels();
        this.rows = Axis.of(from.height(), height, 1, false);
        this.columns = Axis.of(from.width(), width, from.columnStride(), true);
        this.firstWeights = columns.weights(false);
        this.secondWeights = columns.weights(true);
    }

    /** Bytes become bytes, pixel after pixel; floats become planes of floats. */
    public static void run(Values from, int height, int width, Values into) {
        if (!from.areBytes()) {
            FloatResize.run(from, height, width, into);
            return;
        }
        if (from.height() == height && from.width() == width) {
            Copy.run(from, into);
            return;
        }
        byte[] y = into.room(height * width * from.channels());
        if (from.height() == 2 * height && from.width() == 2 * width) halve(from, y);
        else new Resize(from, height, width).mix(y);
        into.pixels(y, 0, from.channels(), height, width);
    }

    /** Exactly half of it is the mean of four, in OpenCV too. */
    private static void halve(Values from, byte[] y) {
        byte[] x = from.bytes();
        int step = from.columnStride();
        int to = 0;
        for (int row = 0; row < from.height(); row += 2)
            for (int column = 0; column < from.width(); column += 2)
                for (int c = 0; c < from.channels(); c++) {
                    int a = from.at(c, row, column);
                    int b = from.at(c, row + 1, column);
                    int sum = (x[a] & 0xff) + (x[a + step] & 0xff);
                    sum += (x[b] & 0xff) + (x[b + step] & 0xff);
                    y[to++] = (byte) ((sum + 2) >> 2);
                }
    }

    private void mix(byte[] y) {
        int[] upper = new int[columns.size() * channels];
        int[] lower = new int[upper.length];
        int upperIs = -1;
        int lowerIs = -1;
        int[] upperWeights = rows.weights(false);
        int[] lowerWeights = rows.weights(true);
        for (int row = 0; row < rows.size(); row++) {
            int first = rows.first[row];
            int second = rows.second[row];
            if (lowerIs == first && upperIs != first) {
                int[] swapped = upper;
                upper = lower;
                lower = swapped;
                lowerIs = upperIs;
                upperIs = first;
            }
            if (upperIs != first) across(first, upper);
            if (lowerIs != second) across(second, lower);
            upperIs = first;
            lowerIs = second;
            down(upper, upperWeights[row], lower, lowerWeights[row], y, row * upper.length);
        }
    }

    /** One row of the source in the new width, {@link Axis#ONE} times as large. */
    private void across(int row, int[] into) {
        for (int c = 0; c < channels; c++)
            across(
                    from.bytes(),
                    from.at(c, row, 0),
                    columns.first,
                    firstWeights,
                    columns.second,
                    secondWeights,
                    into,
                    c,
                    channels);
    }

    private static void across(
            byte[] x, int at, int[] a, int[] wa, int[] b, int[] wb, int[] y, int to, int step) {
        for (int i = 0; i < a.length; i++)
            y[to + i * step] = (x[at + a[i]] & 0xff) * wa[i] + (x[at + b[i]] & 0xff) * wb[i];
    }

    private static void down(int[] a, int wa, int[] b, int wb, byte[] y, int to) {
        for (int i = 0; i < a.length; i++) {
            int sum = (((a[i] >> 4) * wa) >> 16) + (((b[i] >> 4) * wb) >> 16);
            y[to + i] = (byte) ((sum + 2) >> 2);
        }
    }
}
