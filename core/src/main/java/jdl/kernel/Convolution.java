package jdl.kernel;

import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * The sizes of a convolution over images whose channels lie last.
 *
 * @param channels of an image of the bottom
 * @param outputs channels of an image of the top
 * @param groups blocks of channels that do not see one another
 */
public record Convolution(
        int images, int channels, int outputs, int groups, Window.Axis height, Window.Axis width) {

    /** Outputs to which packed weights are rounded up, whatever the lanes of a machine. */
    private static final int PANEL = 64;

    /** Channels that are worth bringing pixels together. */
    private static final int MANY = 256;

    /** Channels that an output sees. */
    public int seen() {
        return channels / groups;
    }

    /** Outputs of a group. */
    public int made() {
        return outputs / groups;
    }

    public int taps() {
        return height.kernel() * width.kernel();
    }

    public int places() {
        return height.places() * width.places();
    }

    /** Pixels of an image of the bottom. */
    public int area() {
        return height.size() * width.size();
    }

    /** Whether each output sees one channel. */
    public boolean isDepthwise() {
        return groups > 1 && seen() == 1 && made() == 1;
    }

    /**
     * Whether each output sees one pixel, and the whole is best done as a product of matrices. With
     * a stride, pixels are brought together first, for which channels must be many.
     */
    public boolean isPoint() {
        boolean dense = height.stride() == 1 && width.stride() == 1;
        return groups == 1 && isPoint(height) && isPoint(width) && (dense || channels >= MANY);
    }

    private static boolean isPoint(Window.Axis axis) {
        return axis.kernel() == 1 && axis.pad() == 0;
    }

    /** Floats of memory that a call may use. */
    public int scratch() {
        int up = rounded(made()) * seen();
        int down = rounded(seen()) * made();
        int packed = Math.multiplyExact(Math.multiplyExact(Math.max(up, down), groups), taps());
        return isPoint() ? Math.max(packed, images * places() * channels) : packed;
    }

    /** The weights that a larger tensor begins with. */
    public Tensor weights(Tensor room) {
        Shape shape = Shape.of(outputs, seen(), height.kernel(), width.kernel());
        return new Tensor(shape, room.array(), room.offset());
    }

    /** Floats that prepared weights take. */
    public int prepared() {
        return Math.multiplyExact(Math.multiplyExact(rounded(made()) * seen(), groups), taps());
    }

    private static int rounded(int count) {
        return (count + PANEL - 1) / PANEL * PANEL;
    }
}
