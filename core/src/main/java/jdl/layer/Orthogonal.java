package jdl.layer;

import jdl.tensor.Dice;

/** Vectors of length 1 at right angles to one another, drawn by chance (Saxe et al. 2013). */
final class Orthogonal {

    private Orthogonal() {}

    /** {@code count} vectors of {@code length} ≥ count numbers. */
    static double[][] draw(int count, int length, Dice dice) {
        double[][] vectors = new double[count][length];
        for (int v = 0; v < count; v++) {
            for (int i = 0; i < length; i++) vectors[v][i] = dice.gaussian();
            // The second time takes away what rounding left of the first.
            for (int twice = 0; twice < 2; twice++)
                for (int before = 0; before < v; before++) square(vectors[v], vectors[before]);
            double norm = Math.sqrt(dot(vectors[v], vectors[v]));
            for (int i = 0; i < length; i++) vectors[v][i] /= norm;
        }
        return vectors;
    }

    /** Takes from {@code x} its part along {@code unit}. */
    private static void square(double[] x, double[] unit) {
        double part = dot(x, unit);
        for (int i = 0; i < x.length; i++) x[i] -= part * unit[i];
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) sum += x[i] * y[i];
        return sum;
    }
}
