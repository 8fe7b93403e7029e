package jdl.kernel;

/**
 * The places a kernel of two axes visits on an image of several channels, and so the shape of the
 * image's columns: {@code rows() × places()}, row (channel, ky, kx), place (y, x).
 */
public record Window(int channels, Axis height, Axis width) {

    /**
     * One axis of a window: a kernel that is spread by {@code dilation} moves in strides over an
     * image with {@code pad} zeros at either end.
     */
    public record Axis(int size, int kernel, int pad, int stride, int dilation) {

        /** How many places there are: {@code ⌊(size + 2 pad - extent) / stride⌋ + 1}. */
        public int places() {
            int extent = dilation * (kernel - 1) + 1;
            return Math.floorDiv(size + 2 * pad - extent, stride) + 1;
        }

        /** Where tap {@code k} lies at place 0; negative within the pad. */
        public int start(int k) {
            return k * dilation - pad;
        }

        /** The first place where tap {@code k} is inside of the image. */
        public int first(int k) {
            return Math.min(places(), Math.max(0, Math.floorDiv(-start(k) + stride - 1, stride)));
        }

        /** One past the last place where tap {@code k} is inside of the image. */
        public int end(int k) {
            int end = Math.floorDiv(size - start(k) + stride - 1, stride);
            return Math.max(first(k), Math.min(places(), end));
        }
    }

    /** Floats of the image under the kernel at one place. */
    public int rows() {
        return channels * height.kernel() * width.kernel();
    }

    public int places() {
        return height.places() * width.places();
    }
}
