package jdl.layer.vision;

import java.util.List;
import jdl.kernel.Kernels;
import jdl.tensor.Tensor;

/** The unfolding for any number of axes of space, float by float. */
record UnfoldingNd(int channels, List<ConvolutionGeometry.Axis> axes) implements Unfolding {

    /** A float of the columns and the float of the image that belongs there. */
    @FunctionalInterface
    private interface Pair {
        void meet(int column, int pixel);
    }

    private static final int PAD = -1;

    @Override
    public void gather(Kernels kernels, Tensor image, Tensor columns) {
        walk((column, pixel) -> columns.set(column, pixel == PAD ? 0 : image.get(pixel)));
    }

    @Override
    public void scatter(Kernels kernels, Tensor columns, Tensor image) {
        walk(
                (column, pixel) -> {
                    if (pixel != PAD) image.set(pixel, image.get(pixel) + columns.get(column));
                });
    }

    private void walk(Pair pair) {
        int taps =
                axes.stream().mapToInt(ConvolutionGeometry.Axis::kernel).reduce(1, (a, b) -> a * b);
        int places =
                axes.stream().mapToInt(ConvolutionGeometry.Axis::places).reduce(1, (a, b) -> a * b);
        int pixels =
                axes.stream().mapToInt(ConvolutionGeometry.Axis::size).reduce(1, (a, b) -> a * b);
        for (int channel = 0; channel < channels; channel++) {
            for (int tap = 0; tap < taps; tap++) {
                for (int place = 0; place < places; place++) {
                    int pixel = pixel(tap, place);
                    int column = (channel * taps + tap) * places + place;
                    pair.meet(column, pixel == PAD ? PAD : channel * pixels + pixel);
                }
            }
        }
    }

    /** Where a tap lies in a plane when the kernel is at a place; {@link #PAD} if outside. */
    private int pixel(int tap, int place) {
        int pixel = 0;
        int length = 1;
        for (int i = axes.size() - 1; i >= 0; i--) {
            var axis = axes.get(i);
            int at =
                    place % axis.places() * axis.stride()
                            + tap % axis.kernel() * axis.dilation()
                            - axis.pad();
            if (at < 0 || at >= axis.size()) return PAD;
            pixel += at * length;
            length *= axis.size();
            place /= axis.places();
            tap /= axis.kernel();
        }
        return pixel;
    }
}
