package jdl.layer.normalization;

import jdl.tensor.Tensor;

/** The square of places at most {@code reach} away in the same plane. */
record PlaneNeighbours(int images, int height, int width, int reach) {

    /** {@code to += weight · Σ from} over the neighbours of each element of an image. */
    void add(Tensor from, float weight, Tensor to, int image) {
        int plane = image * height * width;
        for (int h = 0; h < height; h++)
            for (int w = 0; w < width; w++) {
                int at = plane + h * width + w;
                to.set(at, to.get(at) + weight * (float) sum(from, plane, h, w));
            }
    }

    private double sum(Tensor from, int plane, int row, int column) {
        double sum = 0;
        for (int h = Math.max(0, row - reach); h <= Math.min(height - 1, row + reach); h++)
            for (int w = Math.max(0, column - reach); w <= Math.min(width - 1, column + reach); w++)
                sum += from.get(plane + h * width + w);
        return sum;
    }
}
