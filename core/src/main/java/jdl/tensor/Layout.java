package jdl.tensor;

/**
 * In which order the floats of a batch of images lie in memory. Shapes are told as batch × channels
 * × space all the same.
 */
public enum Layout {
    /** Batch, channels, space: what users see, and what a layer that indexes elements is given. */
    PLAIN,
    /** Batch, space, channels: the channels of a pixel lie side by side. */
    CHANNELS_LAST,
    /** Channels, space, batch: the same float of all images lies side by side. */
    BATCH_LAST;

    /** How plain floats become this order: so many matrices, each of them transposed. */
    public record Turn(int matrices, int rows, int columns) {

        /** Whether nothing moves. */
        public boolean idle() {
            return rows == 1 || columns == 1;
        }

        /** The way back. */
        public Turn back() {
            return new Turn(matrices, /* rows= */ columns, /* columns= */ rows);
        }
    }

    public Turn turn(Shape shape) {
        if (this == PLAIN || shape.rank() < 2) return new Turn(1, 1, shape.count());
        return this == CHANNELS_LAST
                ? new Turn(shape.dim(0), shape.dim(1), shape.countFrom(2))
                : new Turn(1, shape.dim(0), shape.countFrom(1));
    }

    /** Whether a blob of this shape lies in this order as it lies in the plain one. */
    public boolean isPlain(Shape shape) {
        return turn(shape).idle();
    }
}
