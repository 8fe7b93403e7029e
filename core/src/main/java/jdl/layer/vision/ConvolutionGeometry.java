package jdl.layer.vision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.kernel.Convolution;
import jdl.kernel.Window;
import jdl.layer.WeightSpec;
import jdl.proto.ConvolutionParameter;
import jdl.tensor.Shape;

/**
 * The sizes of a convolution: axes before the channels are batch, axes behind them are space.
 *
 * @param images the axes of the batch
 * @param channels of an image
 * @param outputs channels of an image of the top
 * @param groups blocks of channels that do not see one another
 * @param axes what the kernel does along each axis of space, outermost first
 */
record ConvolutionGeometry(Shape images, int channels, int outputs, int groups, List<Axis> axes) {

    /** One axis of space: its length, and the kernel's length, zeros at both ends, step, spread. */
    record Axis(int size, int kernel, int pad, int stride, int dilation) {

        /** How many places the kernel takes: {@code ⌊(size + 2 pad - extent) / stride⌋ + 1}. */
        int places() {
            return (size + 2 * pad - dilation * (kernel - 1) - 1) / stride + 1;
        }

        private Window.Axis forWindow() {
            return new Window.Axis(size, kernel, pad, stride, dilation);
        }

        boolean isPoint() {
            return kernel == 1 && pad == 0 && stride == 1;
        }

        private Axis checked(int number) {
            String place = checkedSteps(number);
            require(
                    extent() <= size + 2L * pad,
                    "the kernel covers "
                            + extent()
                            + place
                            + ", but the bottom has only "
                            + size
                            + (pad > 0 ? " + 2·" + pad + " of padding" : "")
                            + "; take a smaller kernel or more pad");
            return this;
        }

        /** The axis that has {@code size} places: {@code stride (size - 1) + extent - 2 pad}. */
        private Axis turned(int number) {
            String place = checkedSteps(number);
            long length = stride * (size - 1L) + extent() - 2L * pad;
            require(
                    length > 0,
                    "nothing is left of the top" + place + "; take a larger kernel or less pad");
            return new Axis(Math.toIntExact(length), kernel, pad, stride, dilation);
        }

        private long extent() {
            return dilation * (kernel - 1L) + 1;
        }

        private String checkedSteps(int number) {
            String place = " along axis " + number + " of space";
            require(kernel > 0, "kernel_size is 0" + place + "; it must be at least 1");
            require(stride > 0, "stride is 0" + place + "; it must be at least 1");
            require(dilation > 0, "dilation is 0" + place + "; it must be at least 1");
            return place;
        }
    }

    static ConvolutionGeometry of(ConvolutionParameter p, Shape bottom) {
        return of(p, bottom, false);
    }

    /**
     * @param turned whether it is the one that a deconvolution of this bottom turns round: from its
     *     top to it
     */
    static ConvolutionGeometry of(ConvolutionParameter p, Shape bottom, boolean turned) {
        int axis = bottom.axis(p.getAxis());
        int channels = bottom.dim(axis);
        checkGroups(p, channels);
        List<Axis> axes =
                axes(
                        p,
                        bottom.slice(axis + 1, bottom.rank()),
                        turned ? Axis::turned : Axis::checked);
        return new ConvolutionGeometry(
                bottom.slice(0, axis),
                turned ? p.getNumOutput() : channels,
                turned ? channels : p.getNumOutput(),
                p.getGroup(),
                axes);
    }

    /** The windows alone, whatever is made of them. */
    static ConvolutionGeometry windows(ConvolutionParameter p, Shape bottom) {
        int axis = bottom.axis(p.getAxis());
        List<Axis> axes = axes(p, bottom.slice(axis + 1, bottom.rank()), Axis::checked);
        return new ConvolutionGeometry(bottom.slice(0, axis), bottom.dim(axis), 1, 1, axes);
    }

    /** As kernels over images whose channels lie last know it; empty where they do not. */
    Optional<Convolution> sizes() {
        if (axes.size() != 2 || images.rank() != 1) return Optional.empty();
        var sizes =
                new Convolution(
                        batch(), channels, outputs, groups, window().height(), window().width());
        return Optional.of(sizes);
    }

    private static void checkGroups(ConvolutionParameter p, int channels) {
        require(p.getNumOutput() > 0, "num_output must be at least 1");
        require(p.getGroup() > 0, "group must be at least 1");
        require(channels > 0, "wants a bottom with channels, but it has 0");
        divides(p.getGroup(), channels, "the bottom's channels");
        divides(p.getGroup(), p.getNumOutput(), "num_output");
    }

    private static List<Axis> axes(
            ConvolutionParameter p, Shape space, BiFunction<Axis, Integer, Axis> check) {
        var settings = new ConvolutionSettings(p, space.rank());
        List<Integer> kernel = settings.kernel();
        List<Integer> pad = settings.pad();
        List<Integer> stride = settings.stride();
        List<Integer> dilation = settings.dilation();
        return IntStream.range(0, space.rank())
                .mapToObj(
                        i ->
                                check.apply(
                                        new Axis(
                                                space.dim(i),
                                                kernel.get(i),
                                                pad.get(i),
                                                stride.get(i),
                                                dilation.get(i)),
                                        i))
                .toList();
    }

    int batch() {
        return images.count();
    }

    Shape bottom() {
        return shape(channels, axes.stream().map(Axis::size));
    }

    Shape top() {
        return shape(outputs, axes.stream().map(Axis::places));
    }

    /** What the kernel sees at each of its places: a channel for each float of the window. */
    Shape columns() {
        int floats = Math.multiplyExact(channels, taps());
        return shape(floats, axes.stream().map(Axis::places));
    }

    private Shape shape(int channels, Stream<Integer> space) {
        var dims = new ArrayList<>(images.dims());
        dims.add(channels);
        space.forEach(dims::add);
        return Shape.of(dims);
    }

    /** Outputs × channels that an output sees × kernel. */
    Shape weights() {
        var dims = new ArrayList<>(List.of(outputs, channels / groups));
        axes.forEach(a -> dims.add(a.kernel()));
        return Shape.of(dims);
    }

    /** What is learnt: the kernels, and a bias for each output if one is wanted. */
    List<WeightSpec> weights(ConvolutionParameter p) {
        var kernels = new WeightSpec(weights(), p.getWeightFiller());
        var bias = new WeightSpec(Shape.of(p.getNumOutput()), p.getBiasFiller());
        return p.getBiasTerm() ? List.of(kernels, bias) : List.of(kernels);
    }

    /** Floats of the kernel in one channel. */
    int taps() {
        return axes.stream().mapToInt(Axis::kernel).reduce(1, Math::multiplyExact);
    }

    /** Places of the kernel on an image. */
    int places() {
        return axes.stream().mapToInt(Axis::places).reduce(1, Math::multiplyExact);
    }

    /** The same for kernels of at most two axes; a missing one has length 1. */
    Window window() {
        var point = new Axis(1, 1, 0, 1, 1);
        int rank = axes.size();
        Axis height = rank < 2 ? point : axes.get(0);
        Axis width = rank < 1 ? point : axes.get(rank - 1);
        return new Window(channels, height.forWindow(), width.forWindow());
    }

    /** Whether an image is its own columns. */
    boolean isPoint() {
        return axes.stream().allMatch(Axis::isPoint);
    }

    private static void divides(int groups, int count, String what) {
        require(count % groups == 0, "group " + groups + " does not divide " + what + ", " + count);
    }

    private static void require(boolean holds, String message) {
        if (!holds) throw Failure.config(message);
    }
}
