package jdl.layer.vision;

import java.util.ArrayList;
import java.util.List;
import jdl.failure.Failure;
import jdl.layer.WeightSpec;
import jdl.proto.ConvolutionParameter;
import jdl.tensor.Shape;

/**
 * The sizes of a convolution: axes before the channels are batch, axes behind them are space.
 *
 * @param batch images
 * @param channels of an image
 * @param outputs channels of an image of the top
 * @param groups blocks of channels that do not see one another
 * @param axes what the kernel does along each axis of space, outermost first
 * @param top the shape of the top
 */
record ConvolutionGeometry(
        int batch, int channels, int outputs, int groups, List<Axis> axes, Shape top) {

    /** One axis of space: its length, and the kernel's length, zeros at both ends, step, spread. */
    record Axis(int size, int kernel, int pad, int stride, int dilation) {

        /** How many places the kernel takes: {@code ⌊(size + 2 pad - extent) / stride⌋ + 1}. */
        int places() {
            return (size + 2 * pad - dilation * (kernel - 1) - 1) / stride + 1;
        }

        boolean isPoint() {
            return kernel == 1 && pad == 0 && stride == 1;
        }

        private Axis checked(int number) {
            String place = " along axis " + number + " of space";
            require(kernel > 0, "kernel_size is 0" + place + "; it must be at least 1");
            require(stride > 0, "stride is 0" + place + "; it must be at least 1");
            require(dilation > 0, "dilation is 0" + place + "; it must be at least 1");
            long extent = dilation * (kernel - 1L) + 1;
            require(
                    extent <= size + 2L * pad,
                    "the kernel covers "
                            + extent
                            + place
                            + ", but the bottom has only "
                            + size
                            + (pad > 0 ? " + 2·" + pad + " of padding" : "")
                            + "; take a smaller kernel or more pad");
            return this;
        }
    }

    static ConvolutionGeometry of(ConvolutionParameter p, Shape bottom) {
        int axis = bottom.axis(p.getAxis());
        int channels = bottom.dim(axis);
        int outputs = p.getNumOutput();
        int groups = p.getGroup();
        require(outputs > 0, "num_output must be at least 1");
        require(groups > 0, "group must be at least 1");
        divides(groups, channels, "the bottom's channels");
        divides(groups, outputs, "num_output");
        List<Axis> axes = axes(p, bottom.slice(axis + 1, bottom.rank()));
        var top = new ArrayList<>(bottom.slice(0, axis).dims());
        top.add(outputs);
        axes.forEach(a -> top.add(a.places()));
        return new ConvolutionGeometry(
                bottom.countTo(axis), channels, outputs, groups, axes, Shape.of(top));
    }

    private static List<Axis> axes(ConvolutionParameter p, Shape space) {
        var settings = new ConvolutionSettings(p, space.rank());
        List<Integer> kernel = settings.kernel();
        List<Integer> pad = settings.pad();
        List<Integer> stride = settings.stride();
        List<Integer> dilation = settings.dilation();
        var axes = new ArrayList<Axis>();
        for (int i = 0; i < space.rank(); i++) {
            var axis =
                    new Axis(
                            space.dim(i),
                            kernel.get(i),
                            pad.get(i),
                            stride.get(i),
                            dilation.get(i));
            axes.add(axis.checked(i));
        }
        return List.copyOf(axes);
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
        var bias = new WeightSpec(Shape.of(outputs), p.getBiasFiller());
        return p.getBiasTerm() ? List.of(kernels, bias) : List.of(kernels);
    }

    /** Floats that one output at one place is made of. */
    int taps() {
        return weights().count() / outputs;
    }

    /** Places of the kernel on an image. */
    int places() {
        return axes.stream().mapToInt(Axis::places).reduce(1, Math::multiplyExact);
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
