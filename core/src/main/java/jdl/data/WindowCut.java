package jdl.data;

import jdl.data.WindowFile.Window;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;

/**
 * Where a window with its surroundings lies in its image, and where in the square that it is
 * stretched to; what would lie outside of the image stays empty. (Caffe:
 * src/caffe/layers/window_data_layer.cpp, load_batch.)
 *
 * @param x1 first column of the part of the image, {@code y1} first row
 * @param left empty columns of the square before it, {@code above} empty rows
 * @param toWidth columns of the square that it fills
 */
record WindowCut(
        int x1, int y1, int width, int height, int left, int above, int toWidth, int toHeight) {

    /**
     * @param size of the square
     * @param pad pixels of the square on each side that show what lies around the window
     * @param square whether the window is first widened to a square
     */
    static WindowCut of(
            Window w, Values image, int size, int pad, boolean square, boolean mirrored) {
        if (pad == 0 && !square) return plain(w, image, size);
        // Caffe's precision: where a half is rounded, a double would take another pixel.
        float context = (float) size / (size - 2 * pad);
        float halfHeight = (w.y2() - w.y1() + 1) / 2f;
        float halfWidth = (w.x2() - w.x1() + 1) / 2f;
        float x = w.x1() + halfWidth;
        float y = w.y1() + halfHeight;
        if (square) halfWidth = halfHeight = Math.max(halfWidth, halfHeight);
        var across =
                Stretch.of(
                        round(x - halfWidth * context),
                        round(x + halfWidth * context),
                        image.width(),
                        size);
        var down =
                Stretch.of(
                        round(y - halfHeight * context),
                        round(y + halfHeight * context),
                        image.height(),
                        size);
        int left = mirrored ? across.after : across.before;
        if (across.isEmpty() || down.isEmpty() || left >= size || down.before >= size)
            throw outside(w);
        return new WindowCut(
                across.from,
                down.from,
                across.length,
                down.length,
                left,
                down.before,
                Math.min(across.filled, size - left),
                Math.min(down.filled, size - down.before));
    }

    private static WindowCut plain(Window w, Values image, int size) {
        if (w.x2() >= image.width() || w.y2() >= image.height()) throw outside(w);
        return new WindowCut(
                w.x1(), w.y1(), w.x2() - w.x1() + 1, w.y2() - w.y1() + 1, 0, 0, size, size);
    }

    private static Failure outside(Window w) {
        return new Failure(
                Kind.CORRUPT,
                "%s: the window %d %d %d %d does not lie in it"
                        .formatted(w.image(), w.x1(), w.y1(), w.x2(), w.y2()));
    }

    /** As C rounds: halves away from zero. */
    private static long round(float value) {
        return (long) (Math.signum(value) * Math.floor(Math.abs((double) value) + 0.5));
    }

    /** One axis: the part of the image, and how much of the square is before, in and after it. */
    private record Stretch(int from, int length, int before, int filled, int after) {

        /** A window in a file may be so large that its surroundings are beyond an int. */
        static Stretch of(long first, long last, int limit, int size) {
            float scale = (float) size / (last - first + 1);
            long before = Math.max(0, -first);
            long after = Math.max(0, last - limit + 1);
            long length = last - after - (first + before) + 1;
            return new Stretch(
                    (int) (first + before),
                    (int) Math.max(0, length),
                    (int) round(before * scale),
                    (int) round(length * scale),
                    (int) round(after * scale));
        }

        boolean isEmpty() {
            return length <= 0 || filled <= 0;
        }
    }
}
