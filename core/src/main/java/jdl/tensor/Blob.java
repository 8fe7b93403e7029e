package jdl.tensor;

import java.util.Optional;

/** Data and, where a gradient is wanted, diff: two tensors of one shape. */
public final class Blob {

    private final Tensor data;
    private final Optional<Tensor> diff;
    private final boolean fresh;

    private Blob(Tensor data, Optional<Tensor> diff, boolean fresh) {
        this.data = data;
        this.diff = diff;
        this.fresh = fresh;
    }

    public static Blob of(Tensor data, Tensor diff) {
        if (!data.shape().equals(diff.shape()))
            throw new IllegalArgumentException(data.shape() + " and " + diff.shape());
        return new Blob(data, Optional.of(diff), false);
    }

    /** A blob that nobody wants a gradient of. */
    public static Blob of(Tensor data) {
        return new Blob(data, Optional.empty(), false);
    }

    /** The same floats under another shape of the same count. */
    public Blob as(Shape shape) {
        return new Blob(data.as(shape), diff.map(d -> d.as(shape)), fresh);
    }

    public Shape shape() {
        return data.shape();
    }

    public Tensor data() {
        return data;
    }

    /** Whether a gradient is wanted. A layer's backward leaves out the ones that are not. */
    public boolean hasDiff() {
        return diff.isPresent();
    }

    /** The gradient; an error where none is wanted. */
    public Tensor diff() {
        return diff.orElseThrow(
                () -> new IllegalStateException("no gradient is kept of this blob"));
    }

    /** The same blob, whose diff holds nothing yet. */
    public Blob asFresh() {
        return new Blob(data, diff, true);
    }

    /** Whether the diff holds nothing yet: who comes first stores instead of adding. */
    public boolean fresh() {
        return fresh;
    }
}
