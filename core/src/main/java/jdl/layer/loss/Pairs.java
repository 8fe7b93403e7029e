package jdl.layer.loss;

import jdl.failure.Failure;
import jdl.layer.Ports;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * Vectors of two bottoms, side by side.
 *
 * @param count how many vectors each has
 * @param length of a vector
 */
record Pairs(int count, int length) {

    /** Of two N×C, as Caffe wants them: all axes behind have length 1. */
    static Pairs ofVectors(Shape a, Shape b) {
        if (!isVectors(a) || !isVectors(b) || a.dim(0) != b.dim(0) || a.count() != b.count())
            throw Failure.config(
                    "wants two bottoms of the same N vectors, N×C, but got " + a + " and " + b);
        return of(a);
    }

    static Pairs of(Shape shape) {
        return new Pairs(shape.dim(0), shape.countFrom(1));
    }

    private static boolean isVectors(Shape shape) {
        return shape.rank() > 0 && (shape.rank() == 1 || shape.countFrom(2) == 1);
    }

    double squaredDistance(Tensor a, Tensor b, int pair) {
        double sum = 0;
        for (int i = pair * length; i < (pair + 1) * length; i++) {
            double difference = a.get(i) - b.get(i);
            sum += difference * difference;
        }
        return sum;
    }

    /** {@code diff of to += factor (a - b)} for one pair; a, b and to are bottoms. */
    void addDifference(Ports p, int a, int b, int pair, float factor, int to) {
        Tensor x = p.bottom(a).data();
        Tensor y = p.bottom(b).data();
        Tensor diff = p.bottom(to).diff();
        for (int i = pair * length; i < (pair + 1) * length; i++)
            diff.set(i, diff.get(i) + factor * (x.get(i) - y.get(i)));
    }
}
