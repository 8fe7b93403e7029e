package jdl.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.layer.Reads;
import jdl.net.Net;
import jdl.net.NetPlan;
import jdl.net.Step;
import jdl.net.Tuning;
import jdl.net.Weights;
import jdl.proto.LayerParameter;
import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.solver.NetChoice;
import jdl.solver.Score;
import jdl.solver.Tester;
import jdl.solver.WeightCopy;

/** A test of weights: a net over them, run on all samples once or on some batches. */
final class Exam {

    /** Tests draw nothing by chance; the weights that a seed would fill come from files. */
    private static final long SEED = 1;

    /**
     * What came out.
     *
     * @param what was tested, in words
     * @param samples how many; 0 if the net cannot tell
     */
    record Result(
            String net,
            String what,
            long samples,
            List<Score> scores,
            Optional<Confusion> confusion) {}

    /** The mean scores of some samples. */
    private record Part(long samples, List<Score> scores) {}

    private final NetParameter settings;
    private final NetState state;
    private final Tuning tuning;

    /** Those of them that a test with a count of classes allows. */
    private Tuning passes;

    private final Kernels kernels;
    private final List<Path> files;
    private final List<String> notes = new ArrayList<>();
    private final Weights weights = new Weights(SEED);

    Exam(NetChoice choice, NetState wish, Tuning tuning, Kernels kernels, List<Path> files) {
        this.settings = choice.net();
        this.state = choice.state().toBuilder().mergeFrom(wish).build();
        this.tuning = tuning;
        this.passes = tuning;
        this.kernels = kernels;
        this.files = files;
    }

    /**
     * Runs the test.
     *
     * @param iterations batches to take; all samples once if empty
     * @param count whether to count which class was taken for which
     */
    Result run(Optional<Integer> iterations, boolean count) {
        passes = count ? tuning.keepingBlobs() : tuning;
        Net net = net(settings);
        load(net);
        Optional<Confusion> confusion =
                count ? Optional.of(Confusion.of(net.plan())) : Optional.empty();
        Optional<Reads> reads = reads(net.plan());
        if (iterations.isPresent()) {
            int n = iterations.get();
            Part part = part(net, 0, n, reads.map(Reads::batch).orElse(0), confusion);
            String what = "%s: %d batches".formatted(net.plan().name(), n);
            return new Result(net.plan().name(), what, part.samples, part.scores, confusion);
        }
        Reads data = reads.orElseThrow(Exam::unknownSize);
        Part all = whole(net, data, confusion);
        String what = "%s: all %d samples".formatted(net.plan().name(), all.samples);
        return new Result(net.plan().name(), what, all.samples, all.scores, confusion);
    }

    private static Failure unknownSize() {
        return Failure.config(
                "no layer of this net knows how many samples there are\n"
                        + "    say how many batches to take: --iterations 100");
    }

    /** What the user should know of the weights. */
    List<String> notes() {
        return notes;
    }

    private Net net(NetParameter settings) {
        return new Net(NetPlan.of(settings, state), passes, weights, kernels, SEED);
    }

    private void load(Net net) {
        List<String> missing = List.of();
        for (Path file : files) {
            var copy = WeightCopy.into(net, file);
            notes.add("weights of %d layers from %s".formatted(copy.copied().size(), file));
            copy.ignored().forEach(layer -> notes.add("Ignoring source layer " + layer));
            missing =
                    copy.missing().stream()
                            .filter(missing.isEmpty() ? l -> true : missing::contains)
                            .toList();
            if (copy.missing().isEmpty()) missing = List.of();
        }
        if (!missing.isEmpty())
            throw Failure.config(
                    "layer \"%s\" has weights, but %s has none for it\n    take the weights of this net, or rename the layer"
                            .formatted(missing.get(0), files.get(files.size() - 1)));
    }

    /** The layer that says how many samples there are; all that read have to agree. */
    static Optional<Reads> reads(NetPlan plan) {
        List<Reads> all =
                plan.steps().stream()
                        .map(Step::layer)
                        .filter(Reads.class::isInstance)
                        .map(Reads.class::cast)
                        .toList();
        boolean agree =
                all.stream().map(r -> List.of(r.size(), (long) r.batch())).distinct().count() == 1;
        return agree ? Optional.of(all.get(0)) : Optional.empty();
    }

    /** All samples once: whole batches, then the rest in smaller ones that divide it. */
    private Part whole(Net net, Reads data, Optional<Confusion> confusion) {
        long batches = data.size() / data.batch();
        long rest = data.size() % data.batch();
        List<Part> parts = new ArrayList<>();
        if (batches > 0) parts.add(part(net, 0, batches, data.batch(), confusion));
        if (rest > 0) {
            // A pass begins at its number times its batch, so the batch has to divide both.
            int small = (int) greatestCommonDivisor(batches * data.batch(), rest);
            Net smaller = net(withBatch(small));
            parts.add(
                    part(smaller, batches * data.batch() / small, rest / small, small, confusion));
        }
        return mean(parts);
    }

    private static long greatestCommonDivisor(long a, long b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    private NetParameter withBatch(int batch) {
        var smaller = settings.toBuilder();
        for (LayerParameter.Builder layer : smaller.getLayerBuilderList())
            if (layer.hasDataParam()) layer.getDataParamBuilder().setBatchSize(batch);
        return smaller.build();
    }

    /** The mean of some passes, each alike. */
    private static Part part(
            Net net, long from, long passes, int batch, Optional<Confusion> confusion) {
        net.settled(true);
        var tester = new Tester(net, 1);
        List<Part> parts = new ArrayList<>();
        for (long pass = from; pass < from + passes; pass++) {
            parts.add(new Part(1, tester.run(pass, done -> {}, () -> false).scores()));
            confusion.ifPresent(c -> c.count(net));
        }
        return new Part(passes * batch, mean(parts).scores);
    }

    /** The mean of the parts' scores, each as often as it has samples. */
    private static Part mean(List<Part> parts) {
        long samples = parts.stream().mapToLong(Part::samples).sum();
        List<Score> first = parts.get(0).scores;
        List<Score> means = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            double sum = 0;
            for (Part part : parts) sum += (double) part.samples * part.scores.get(i).value();
            means.add(
                    new Score(
                            first.get(i).name(),
                            (float) (sum / samples),
                            first.get(i).lossWeight()));
        }
        return new Part(samples, means);
    }
}
