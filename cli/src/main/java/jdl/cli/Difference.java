package jdl.cli;

import jdl.tensor.Tensor;

/**
 * How far two tensors are apart.
 *
 * @param absolute the largest difference; infinite where only one is a number
 * @param relative the largest, as a share of the larger of the two numbers
 * @param count how many numbers differ
 */
record Difference(double absolute, double relative, int count) {

    static Difference of(Tensor a, Tensor b) {
        double absolute = 0;
        double relative = 0;
        int count = 0;
        for (int i = 0; i < a.size(); i++) {
            float x = a.get(i);
            float y = b.get(i);
            if (x == y || (Float.isNaN(x) && Float.isNaN(y))) continue;
            count++;
            double apart = Math.abs((double) x - y);
            if (Double.isNaN(apart)) apart = Double.POSITIVE_INFINITY;
            absolute = Math.max(absolute, apart);
            double larger = Math.max(Math.abs((double) x), Math.abs((double) y));
            relative = Math.max(relative, Double.isFinite(apart) ? apart / larger : apart);
        }
        return new Difference(absolute, relative, count);
    }
}
