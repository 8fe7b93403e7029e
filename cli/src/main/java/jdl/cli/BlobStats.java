package jdl.cli;

import jdl.tensor.Tensor;

/**
 * What a blob's numbers are like.
 *
 * @param nans how many are not a number; they count in nothing else
 */
record BlobStats(double mean, double deviation, float min, float max, int nans) {

    static BlobStats of(Tensor blob) {
        double sum = 0;
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        int nans = 0;
        for (int i = 0; i < blob.size(); i++) {
            float value = blob.get(i);
            if (Float.isNaN(value)) {
                nans++;
                continue;
            }
            sum += value;
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        int count = blob.size() - nans;
        double mean = sum / count;
        double squares = 0;
        for (int i = 0; i < blob.size(); i++) {
            double from = blob.get(i) - mean;
            if (!Double.isNaN(from)) squares += from * from;
        }
        if (count == 0) return new BlobStats(0, 0, 0, 0, nans);
        return new BlobStats(mean, Math.sqrt(squares / count), min, max, nans);
    }
}
