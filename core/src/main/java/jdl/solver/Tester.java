package jdl.solver;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;
import jdl.net.Batches;
import jdl.net.Net;
import jdl.tensor.Tensor;

/**
 * Runs a test net a number of times and takes the mean of its outputs, as Caffe's test does: batch
 * means, each batch alike; or on all samples once, each sample alike.
 */
public final class Tester {

    private final List<Part> parts;
    private final boolean whole;

    /** What the net carries, as it was when {@link #mark} was called. */
    private final List<Tensor> marked;

    /**
     * What a test found.
     *
     * @param scores means of the net's outputs
     * @param loss the mean of all its losses together, each by its weight
     */
    public record Result(List<Score> scores, float loss) {}

    /**
     * Some passes of a net, each of which counts as often as it has samples.
     *
     * @param from the number of the first pass
     */
    public record Part(Net net, long from, int passes, int samples) {}

    /** Takes so many batches, in each test those that follow the ones before. */
    public Tester(Net net, int iterations) {
        this(List.of(new Part(net, 0, iterations, 1)), false);
    }

    private Tester(List<Part> parts, boolean whole) {
        this.parts = parts;
        this.whole = whole;
        this.marked = net().carried().stream().map(c -> Tensor.zeros(c.shape())).toList();
    }

    /** Takes every sample once in each test. */
    public static Tester ofAll(Net net, IntFunction<Net> smaller) {
        return new Tester(parts(net, smaller), true);
    }

    /**
     * All samples once: whole batches, then the rest in smaller ones that divide it.
     *
     * @param smaller makes the same net for a smaller batch
     */
    public static List<Part> parts(Net net, IntFunction<Net> smaller) {
        Batches.Count data =
                Batches.count(
                        net.plan(), "say how many batches to take: test_iter, or --iterations");
        int batches = Math.toIntExact(data.size() / data.batch());
        long rest = data.size() % data.batch();
        var parts = new ArrayList<Part>();
        if (batches > 0) parts.add(new Part(net, 0, batches, data.batch()));
        if (rest == 0) return parts;
        // A pass begins at its number times its batch, so the batch has to divide both.
        long done = (long) batches * data.batch();
        int small = (int) greatestCommonDivisor(done, rest);
        parts.add(new Part(smaller.apply(small), done / small, (int) (rest / small), small));
        return parts;
    }

    private static long greatestCommonDivisor(long a, long b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    public Net net() {
        return parts.get(0).net;
    }

    public int iterations() {
        return parts.stream().mapToInt(Part::passes).sum();
    }

    /** Remembers what the net carries from pass to pass. */
    void mark() {
        copy(net().carried(), marked);
    }

    /** Takes back, for whoever tests again, what the net has carried since {@link #mark}. */
    void goBack() {
        copy(marked, net().carried());
    }

    private static void copy(List<Tensor> from, List<Tensor> to) {
        for (int i = 0; i < from.size(); i++) to.get(i).copyFrom(from.get(i));
    }

    /** Says that weights may be others than in the test before, and stay so in the next. */
    void takeWeights() {
        parts.forEach(part -> part.net.settled(true));
    }

    /**
     * The mean scores of the {@code nth} test of a run. A test of some batches goes on in the data
     * where the one before stopped.
     *
     * @param afterPass called after each pass with its number
     * @param stop asked between passes; a stopped test gives the scores so far
     */
    public Result run(long nth, LongConsumer afterPass, BooleanSupplier stop) {
        var means = new Means();
        int done = 0;
        for (Part part : parts)
            for (int i = 0; i < part.passes && !(done > 0 && stop.getAsBoolean()); i++) {
                float loss = part.net.forward(part.from + (whole ? i : nth * part.passes + i));
                means.add(loss, Score.of(part.net.outputs()), part.samples);
                afterPass.accept(done++);
            }
        return means.result();
    }

    /** Sums of losses and scores, each as often as it has samples. */
    private static final class Means {

        private List<Score> last = List.of();
        private double[] sums = {};
        private double loss;
        private long samples;

        void add(float passLoss, List<Score> scores, int count) {
            if (samples == 0) sums = new double[scores.size()];
            for (int i = 0; i < sums.length; i++) sums[i] += (double) count * scores.get(i).value();
            loss += (double) count * passLoss;
            samples += count;
            last = scores;
        }

        Result result() {
            List<Score> means = new ArrayList<>();
            for (int i = 0; i < sums.length; i++)
                means.add(
                        new Score(
                                last.get(i).name(),
                                (float) (sums[i] / samples),
                                last.get(i).lossWeight()));
            return new Result(means, (float) (loss / samples));
        }
    }
}
