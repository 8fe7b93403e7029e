package jdl.layer.vision;

import java.util.function.IntConsumer;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.proto.PoolingParameter;
import jdl.proto.PoolingParameter.PoolMethod;
import jdl.proto.PoolingParameter.RoundMode;
import jdl.tensor.Shape;

/** Where the windows of a pooling lie on a plane. */
record PoolingGeometry(int planes, Axis height, Axis width) {

    /**
     * One axis of a plane: its length, and the window's length, zeros at both ends, step, places.
     */
    record Axis(int size, int kernel, int pad, int stride, int places) {

        /** The first index inside of the plane that the window at a place covers. */
        int start(int place) {
            return Math.max(0, place * stride - pad);
        }

        /** One past the last. */
        int end(int place) {
            return Math.min(size, place * stride - pad + kernel);
        }

        /** How much of the plane and its pad the window covers. */
        int extent(int place) {
            int start = place * stride - pad;
            return Math.min(size + pad, start + kernel) - start;
        }

        private Axis checked(String name) {
            String place = " along the " + name;
            require(kernel > 0, "the window's length is 0" + place + "; it must be at least 1");
            require(stride > 0, "stride is 0" + place + "; it must be at least 1");
            require(
                    pad < kernel,
                    "pad " + pad + " must be smaller than the window's " + kernel + place);
            return this;
        }

        /** With the number of places, and the last of them dropped if it begins in the far pad. */
        private Axis placed(String name, RoundMode round, boolean padded) {
            int room = size + 2 * pad - kernel;
            int steps =
                    round == RoundMode.CEIL
                            ? -Math.floorDiv(-room, stride)
                            : Math.floorDiv(room, stride);
            boolean beyond = padded && steps * stride >= size + pad;
            Axis axis = new Axis(size, kernel, pad, stride, beyond ? steps : steps + 1);
            require(
                    axis.places > 0,
                    "a window of " + kernel + " does not fit into the " + name + ", " + size);
            require(
                    axis.start(axis.places - 1) < size,
                    "the last window along the "
                            + name
                            + " would see nothing of the bottom's "
                            + size
                            + "; take a stride of at most "
                            + kernel
                            + ", or round_mode: FLOOR");
            return axis;
        }
    }

    /** A length for each axis. */
    private record Pair(int height, int width) {

        /** From {@code name}, or {@code name_h} and {@code name_w}; never from both forms. */
        static Pair of(
                String name, boolean has, int both, boolean hasH, int h, boolean hasW, int w) {
            require(
                    hasH == hasW && !(has && hasH),
                    "give either one "
                            + name
                            + " for both axes, or "
                            + name
                            + "_h and "
                            + name
                            + "_w");
            return hasH ? new Pair(h, w) : new Pair(both, both);
        }
    }

    static PoolingGeometry of(PoolingParameter p, Shape bottom) {
        require(
                bottom.rank() == 4,
                "wants a bottom of 4 axes (images, channels, height, width), but got " + bottom);
        Pair pad =
                Pair.of(
                        "pad",
                        p.hasPad(),
                        p.getPad(),
                        p.hasPadH(),
                        p.getPadH(),
                        p.hasPadW(),
                        p.getPadW());
        Pair stride =
                Pair.of(
                        "stride",
                        p.hasStride(),
                        p.getStride(),
                        p.hasStrideH(),
                        p.getStrideH(),
                        p.hasStrideW(),
                        p.getStrideW());
        Pair kernel = p.getGlobalPooling() ? new Pair(bottom.dim(2), bottom.dim(3)) : kernel(p);
        if (p.getGlobalPooling()) requireGlobal(p, pad, stride);
        Axis height =
                new Axis(bottom.dim(2), kernel.height, pad.height, stride.height, 0)
                        .checked("height");
        Axis width =
                new Axis(bottom.dim(3), kernel.width, pad.width, stride.width, 0).checked("width");
        boolean padded = pad.height > 0 || pad.width > 0;
        require(
                !padded || p.getPool() != PoolMethod.STOCHASTIC,
                "pad is for MAX and AVE alone, not for STOCHASTIC");
        return new PoolingGeometry(
                bottom.countTo(2),
                height.placed("height", p.getRoundMode(), padded),
                width.placed("width", p.getRoundMode(), padded));
    }

    private static Pair kernel(PoolingParameter p) {
        require(
                p.hasKernelSize() || p.hasKernelH() || p.hasKernelW(),
                "has no window: give kernel_size, or kernel_h and kernel_w, or global_pooling");
        return Pair.of(
                "kernel",
                p.hasKernelSize(),
                p.getKernelSize(),
                p.hasKernelH(),
                p.getKernelH(),
                p.hasKernelW(),
                p.getKernelW());
    }

    private static void requireGlobal(PoolingParameter p, Pair pad, Pair stride) {
        require(
                !p.hasKernelSize() && !p.hasKernelH() && !p.hasKernelW(),
                "global_pooling takes the whole plane as window; leave kernel_size out");
        require(
                pad.equals(new Pair(0, 0)) && stride.equals(new Pair(1, 1)),
                "global_pooling wants pad 0 and stride 1; leave them out");
    }

    /** The shape of the top. */
    Shape top(Shape bottom) {
        return bottom.with(2, height.places).with(3, width.places);
    }

    /** Runs a task for each plane, several at a time where they are small. */
    void forPlanes(Workers workers, IntConsumer plane) {
        workers.forStrips(
                planes,
                Math.max(1, Kernels.STRIP / Math.max(1, area())),
                (from, to) -> {
                    for (int i = from; i < to; i++) plane.accept(i);
                });
    }

    /** A task for one window, number {@code at} of all places of the top. */
    @FunctionalInterface
    interface EachWindow {
        void run(Window window, int at);
    }

    /** Where a window's floats lie in the bottom, row by row. */
    record Window(int first, int rows, int columns, int stride) {

        int size() {
            return rows * columns;
        }

        int index(int i) {
            return first + i / columns * stride + i % columns;
        }
    }

    /** Runs a task for each window of a plane, in order. */
    void forWindows(int plane, EachWindow each) {
        int at = plane * places();
        for (int row = 0; row < height.places; row++) {
            int rows = height.end(row) - height.start(row);
            int line = plane * area() + height.start(row) * width.size;
            for (int column = 0; column < width.places; column++, at++) {
                int start = width.start(column);
                var window = new Window(line + start, rows, width.end(column) - start, width.size);
                each.run(window, at);
            }
        }
    }

    /** Floats of a plane of the bottom. */
    int area() {
        return height.size * width.size;
    }

    /** Windows on a plane: floats of a plane of the top. */
    int places() {
        return height.places * width.places;
    }

    private static void require(boolean holds, String message) {
        if (!holds) throw Failure.config(message);
    }
}
