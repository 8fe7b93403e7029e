package jdl.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.layer.Reads;
import jdl.net.Batches;
import jdl.net.Net;
import jdl.net.NetPlan;
import jdl.net.Tuning;
import jdl.net.Weights;
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
    private final List<NetPlan> nets = new ArrayList<>();
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
        Optional<Reads> reads = Batches.reads(net.plan());
        if (iterations.isPresent()) {
            int n = iterations.get();
            Part part = part(net, 0, n, reads.map(Reads::batch).orElse(0), confusion);
            String what = "%s: %d batches".formatted(net.plan().name(), n);
            return new Result(net.plan().name(), what, part.samples, part.scores, confusion);
        }
        Part all = whole(net, confusion);
        String what = "%s: all %d samples".formatted(net.plan().name(), all.samples);
        return new Result(net.plan().name(), what, all.samples, all.scores, confusion);
    }

    /** What the user should know of the weights. */
    List<String> notes() {
        return notes;
    }

    /** What could not be read. */
    BadRecordList badRecords() {
        return BadRecordList.of(nets);
    }

    private Net net(NetParameter settings) {
        NetPlan plan = NetPlan.of(settings, state);
        nets.add(plan);
        return new Net(plan, passes, weights, kernels, SEED);
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

    /** All samples once. */
    private Part whole(Net net, Optional<Confusion> confusion) {
        return mean(
                Tester.parts(net, batch -> net(Batches.with(settings, batch))).stream()
                        .map(p -> part(p.net(), p.from(), p.passes(), p.samples(), confusion))
                        .toList());
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
