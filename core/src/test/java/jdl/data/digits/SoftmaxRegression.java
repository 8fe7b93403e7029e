package jdl.data.digits;

import jdl.data.Source;
import jdl.data.SourceContract;
import jdl.tensor.Dice;

/** The best linear classifier, nearly: softmax regression by stochastic gradient descent. */
final class SoftmaxRegression {

    private static final int EPOCHS = 8;

    private final int inputs;
    private final double[][] weights; // a row for each class, the bias last

    SoftmaxRegression(Source source) {
        inputs = source.columns().get(0).shape().count();
        weights = new double[10][inputs + 1];
        Dice dice = Dice.of(1);
        long steps = EPOCHS * source.size();
        for (long step = 0; step < steps; step++) {
            int index = dice.nextInt((int) source.size());
            float[] image = SourceContract.pixels(source, index);
            learn(image, source.label(index), 0.004 * (1 - step / (double) steps));
        }
    }

    double accuracy(Source source) {
        int right = 0;
        for (int i = 0; i < source.size(); i++) {
            float[] image = SourceContract.pixels(source, i);
            double[] p = probabilities(image);
            int best = 0;
            for (int c = 1; c < 10; c++) if (p[c] > p[best]) best = c;
            if (best == source.label(i)) right++;
        }
        return right / (double) source.size();
    }

    private void learn(float[] image, int label, double rate) {
        double[] p = probabilities(image);
        for (int c = 0; c < 10; c++) {
            double step = rate * ((c == label ? 1 : 0) - p[c]);
            for (int i = 0; i < inputs; i++) weights[c][i] += step / 255 * image[i];
            weights[c][inputs] += step;
        }
    }

    private double[] probabilities(float[] image) {
        double[] p = new double[10];
        double sum = 0;
        for (int c = 0; c < 10; c++) {
            double score = 255 * weights[c][inputs];
            for (int i = 0; i < inputs; i++) score += weights[c][i] * image[i];
            p[c] = StrictMath.exp(score / 255);
            sum += p[c];
        }
        for (int c = 0; c < 10; c++) p[c] /= sum;
        return p;
    }
}
