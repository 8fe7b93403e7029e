package jdl.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The lengths of a tensor's axes, outermost first; no axes at all make a scalar. Axes may be
 * counted from the end: -1 is the last.
 */
public final class Shape {

    private final int[] dims;
    private final int count;

    private Shape(int[] dims) {
        this.dims = dims;
        this.count = product(dims, 0, dims.length);
    }

    public static Shape of(int... dims) {
        return new Shape(dims.clone());
    }

    public static Shape of(List<? extends Number> dims) {
        return new Shape(dims.stream().mapToInt(n -> Math.toIntExact(n.longValue())).toArray());
    }

    public static Shape scalar() {
        return new Shape(new int[0]);
    }

    public int rank() {
        return dims.length;
    }

    /** The length of an axis, -rank ≤ axis &lt; rank. */
    public int dim(int axis) {
        return dims[axis(axis)];
    }

    /** The number of elements. */
    public int count() {
        return count;
    }

    /** The product of the lengths of the axes from {@code from} to the last. */
    public int countFrom(int from) {
        return product(dims, from, dims.length);
    }

    /** The product of the lengths of the axes before {@code to}. */
    public int countTo(int to) {
        return product(dims, 0, to);
    }

    /** The axis counted from the front. */
    public int axis(int axis) {
        if (axis < -dims.length || axis >= dims.length) {
            throw new IllegalArgumentException(
                    "axis "
                            + axis
                            + " is outside of the shape "
                            + this
                            + ", which has "
                            + dims.length
                            + " axes");
        }
        return axis < 0 ? axis + dims.length : axis;
    }

    /** The same shape with another length of one axis. */
    public Shape with(int axis, int length) {
        int[] copy = dims.clone();
        copy[axis(axis)] = length;
        return new Shape(copy);
    }

    /** The axes {@code from} ≤ axis &lt; {@code to}. */
    public Shape slice(int from, int to) {
        return new Shape(Arrays.copyOfRange(dims, from, to));
    }

    public List<Integer> dims() {
        return IntStream.of(dims).boxed().collect(Collectors.toUnmodifiableList());
    }

    private static int product(int[] dims, int from, int to) {
        long product = 1;
        for (int i = from; i < to; i++) {
            if (dims[i] < 0)
                throw new IllegalArgumentException(
                        "negative length in shape " + Arrays.toString(dims));
            product *= dims[i];
            if (product > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(
                        "shape " + Arrays.toString(dims) + " has more than 2^31 - 1 elements");
            }
        }
        return (int) product;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape that && Arrays.equals(dims, that.dims);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dims);
    }

    /** The lengths joined by {@code ×}; "scalar" if there are none. */
    @Override
    public String toString() {
        return dims.length == 0
                ? "scalar"
                : IntStream.of(dims).mapToObj(Integer::toString).collect(Collectors.joining("×"));
    }
}
