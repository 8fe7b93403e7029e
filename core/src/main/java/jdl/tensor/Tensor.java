package jdl.tensor;

import java.util.Arrays;

/**
 * A stretch of floats in an array, row-major, seen under a shape. Several tensors may look at one
 * array.
 */
public final class Tensor {

    private final Shape shape;
    private final float[] array;
    private final int offset;

    public Tensor(Shape shape, float[] array, int offset) {
        if (offset < 0 || offset + (long) shape.count() > array.length) {
            throw new IllegalArgumentException(
                    shape + " at " + offset + " does not fit into " + array.length + " floats");
        }
        this.shape = shape;
        this.array = array;
        this.offset = offset;
    }

    /** A tensor of zeros with an array of its own. */
    public static Tensor zeros(Shape shape) {
        return new Tensor(shape, new float[shape.count()], 0);
    }

    public static Tensor of(Shape shape, float... values) {
        if (values.length != shape.count())
            throw new IllegalArgumentException(values.length + " values for " + shape);
        return new Tensor(shape, values, 0);
    }

    public Shape shape() {
        return shape;
    }

    public int size() {
        return shape.count();
    }

    public float[] array() {
        return array;
    }

    public int offset() {
        return offset;
    }

    public float get(int index) {
        return array[offset + index];
    }

    public void set(int index, float value) {
        array[offset + index] = value;
    }

    public void fill(float value) {
        Arrays.fill(array, offset, offset + size(), value);
    }

    public void copyFrom(Tensor source) {
        if (source.size() != size())
            throw new IllegalArgumentException(source.shape + " into " + shape);
        System.arraycopy(source.array, source.offset, array, offset, size());
    }

    /** The same floats under another shape of the same count. */
    public Tensor as(Shape other) {
        if (other.count() != size())
            throw new IllegalArgumentException(shape + " seen as " + other);
        return new Tensor(other, array, offset);
    }

    /**
     * The {@code index}-th part of {@code parts} equal ones, along the floats; its shape is flat.
     */
    public Tensor part(int index, int parts) {
        int length = size() / parts;
        return new Tensor(Shape.of(length), array, offset + index * length);
    }

    public float[] toArray() {
        return Arrays.copyOfRange(array, offset, offset + size());
    }
}
