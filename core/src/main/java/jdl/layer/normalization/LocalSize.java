package jdl.layer.normalization;

import jdl.tensor.Tensor;

/**
 * {@code size = k + weight · Σ x²} over the neighbours of each element, and {@code size^-beta}.
 *
 * @param length floats of an image
 */
record LocalSize(PlaneNeighbours near, int length, float k, float weight, float beta) {

    /** Writes the sizes of an image; {@code squares} is memory to work in. */
    void measure(Tensor x, Tensor squares, Tensor size, int image) {
        for (int i = image * length; i < (image + 1) * length; i++) {
            squares.set(i, x.get(i) * x.get(i));
            size.set(i, k);
        }
        near.add(squares, weight, size, image);
    }

    /**
     * By how much {@code y}, a multiple of {@code size^-beta}, pulls at each x: {@code pull = -2
     * beta weight · Σ dy y / size}, to be multiplied by x. {@code parts} is memory to work in.
     */
    void pull(Tensor y, Tensor dy, Tensor size, Tensor parts, Tensor pull, int image) {
        for (int i = image * length; i < (image + 1) * length; i++) {
            parts.set(i, dy.get(i) * y.get(i) / size.get(i));
            pull.set(i, 0);
        }
        near.add(parts, -2 * beta * weight, pull, image);
    }

    /** {@code size^-beta}, quicker for the usual beta. */
    float power(float size) {
        return beta == 0.75f
                ? (float) (1 / (Math.sqrt(size) * Math.sqrt(Math.sqrt(size))))
                : (float) Math.pow(size, -beta);
    }
}
