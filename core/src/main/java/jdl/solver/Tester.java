package jdl.solver;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import jdl.net.Net;

/**
 * Runs a test net a number of times and takes the mean of its outputs, as Caffe's test does: batch
 * means, each batch alike.
 */
public final class Tester {

    private final Net net;
    private final int iterations;

    public Tester(Net net, int iterations) {
        this.net = net;
        this.iterations = iterations;
    }

    public Net net() {
        return net;
    }

    public int iterations() {
        return iterations;
    }

    /**
     * The mean scores of the {@code nth} test of a run. A test goes on in the data where the one
     * before stopped.
     *
     * @param afterPass called after each pass with its number
     * @param stop asked between passes; a stopped test gives the scores so far
     */
    public List<Score> run(long nth, LongConsumer afterPass, BooleanSupplier stop) {
        double[] sums = {};
        List<Score> last = List.of();
        int done = 0;
        while (done < iterations && !(done > 0 && stop.getAsBoolean())) {
            net.forward(nth * iterations + done);
            last = Score.of(net.outputs());
            if (done == 0) sums = new double[last.size()];
            for (int i = 0; i < sums.length; i++) sums[i] += last.get(i).value();
            afterPass.accept(done++);
        }
        List<Score> means = new ArrayList<>();
        for (int i = 0; i < sums.length; i++) {
            means.add(
                    new Score(
                            last.get(i).name(),
                            (float) (sums[i] / done),
                            last.get(i).lossWeight()));
        }
        return means;
    }
}
