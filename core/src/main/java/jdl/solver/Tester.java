package jdl.solver;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import jdl.net.Net;
import jdl.tensor.Tensor;

/**
 * Runs a test net a number of times and takes the mean of its outputs, as Caffe's test does: batch
 * means, each batch alike.
 */
public final class Tester {

    private final Net net;
    private final int iterations;

    /** What the net carries, as it was when {@link #mark} was called. */
    private final List<Tensor> marked;

    /**
     * What a test found.
     *
     * @param scores means of the net's outputs
     * @param loss the mean of all its losses together, each by its weight
     */
    public record Result(List<Score> scores, float loss) {}

    public Tester(Net net, int iterations) {
        this.net = net;
        this.iterations = iterations;
        this.marked = net.carried().stream().map(c -> Tensor.zeros(c.shape())).toList();
    }

    public Net net() {
        return net;
    }

    public int iterations() {
        return iterations;
    }

    /** Remembers what the net carries from pass to pass. */
    void mark() {
        copy(net.carried(), marked);
    }

    /** Takes back, for whoever tests again, what the net has carried since {@link #mark}. */
    void goBack() {
        copy(marked, net.carried());
    }

    private static void copy(List<Tensor> from, List<Tensor> to) {
        for (int i = 0; i < from.size(); i++) to.get(i).copyFrom(from.get(i));
    }

    /** Says that weights may be others than in the test before, and stay so in the next. */
    void takeWeights() {
        net.settled(true);
    }

    /**
     * The mean scores of the {@code nth} test of a run. A test goes on in the data where the one
     * before stopped.
     *
     * @param afterPass called after each pass with its number
     * @param stop asked between passes; a stopped test gives the scores so far
     */
    public Result run(long nth, LongConsumer afterPass, BooleanSupplier stop) {
        double[] sums = {};
        List<Score> last = List.of();
        double loss = 0;
        int done = 0;
        while (done < iterations && !(done > 0 && stop.getAsBoolean())) {
            loss += net.forward(nth * iterations + done);
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
        return new Result(means, (float) (loss / done));
    }
}
