package jdl.kernel;

import java.util.Arrays;
import jdl.kernel.Window.Axis;
import jdl.tensor.Tensor;

/** An image turned into columns, one for each place of a window, and back. */
final class Columns {

    private Columns() {}

    /** {@code columns[c, ky, kx, y, x] = image[c, y·s + ky·d - pad, …]}, zero in the pad. */
    static void gather(Window w, int channel, Tensor image, Tensor columns) {
        int taps = w.height().kernel() * w.width().kernel();
        int to = columns.offset() + channel * taps * w.places();
        for (int ky = 0; ky < w.height().kernel(); ky++)
            for (int kx = 0; kx < w.width().kernel(); kx++, to += w.places())
                gatherTap(w, ky, kx, image.array(), plane(w, channel, image), columns.array(), to);
    }

    private static void gatherTap(
            Window w, int ky, int kx, float[] image, int plane, float[] columns, int to) {
        Axis height = w.height();
        Axis width = w.width();
        int places = width.places();
        int first = width.first(kx);
        int end = width.end(kx);
        int top = height.first(ky);
        int bottom = height.end(ky);
        Arrays.fill(columns, to, to + top * places, 0);
        for (int y = top; y < bottom; y++) {
            int row = to + y * places;
            int line = plane + (y * height.stride() + height.start(ky)) * width.size();
            int from = line + first * width.stride() + width.start(kx);
            Arrays.fill(columns, row, row + first, 0);
            copy(image, from, width.stride(), columns, row + first, end - first);
            Arrays.fill(columns, row + end, row + places, 0);
        }
        Arrays.fill(columns, to + bottom * places, to + height.places() * places, 0);
    }

    private static void copy(float[] from, int at, int stride, float[] to, int start, int count) {
        if (stride == 1) System.arraycopy(from, at, to, start, count);
        else for (int i = 0; i < count; i++) to[start + i] = from[at + i * stride];
    }

    /** The image's floats += every column's float that was read there. */
    static void scatter(Window w, int channel, Tensor columns, Tensor image) {
        int taps = w.height().kernel() * w.width().kernel();
        int from = columns.offset() + channel * taps * w.places();
        for (int ky = 0; ky < w.height().kernel(); ky++)
            for (int kx = 0; kx < w.width().kernel(); kx++, from += w.places())
                scatterTap(
                        w, ky, kx, columns.array(), from, image.array(), plane(w, channel, image));
    }

    private static void scatterTap(
            Window w, int ky, int kx, float[] columns, int from, float[] image, int plane) {
        Axis height = w.height();
        Axis width = w.width();
        int first = width.first(kx);
        int end = width.end(kx);
        for (int y = height.first(ky); y < height.end(ky); y++) {
            int row = from + y * width.places();
            int line = plane + (y * height.stride() + height.start(ky)) * width.size();
            int to = line + first * width.stride() + width.start(kx);
            add(columns, row + first, image, to, width.stride(), end - first);
        }
    }

    private static void add(float[] from, int at, float[] to, int start, int stride, int count) {
        for (int i = 0; i < count; i++) to[start + i * stride] += from[at + i];
    }

    private static int plane(Window w, int channel, Tensor image) {
        return image.offset() + channel * w.height().size() * w.width().size();
    }
}
