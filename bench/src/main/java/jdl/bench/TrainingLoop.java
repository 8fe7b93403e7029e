package jdl.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import jdl.config.ConfigOverride;
import jdl.config.ConfigReader;
import jdl.config.NodePass;
import jdl.config.Overrides;
import jdl.config.Place;
import jdl.config.Sugar;
import jdl.config.Text;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.proto.SolverParameter;
import jdl.solver.Stepper;
import jdl.solver.Workshop;

/**
 * The whole training loop of a solver on noise, one batch a step: {@code SOLVER THREADS SECONDS
 * WARMUP}; prints the batch and images per second.
 */
public final class TrainingLoop {

    /** As small as the noise's labels ask for, lest a net without sense diverges. */
    private static final List<ConfigOverride> SETTINGS =
            List.of("solver.iter_size=1", "solver.base_lr=0.0001").stream()
                    .map(ConfigOverride::parse)
                    .toList();

    private TrainingLoop() {}

    public static void main(String[] args) {
        Path solver = Path.of(args[0]);
        try (Workers workers = Workers.of(Integer.parseInt(args[1]))) {
            Stepper stepper = stepper(solver, Kernels.best(workers));
            int batch = stepper.net().plan().blobs().get(0).shape().dim(0);
            run(stepper, Double.parseDouble(args[3]), 3);
            double perSecond = batch * run(stepper, Double.parseDouble(args[2]), 2);
            System.out.println(String.format(Locale.ROOT, "%d %.1f", batch, perSecond));
        }
    }

    /** Steps for so long, and so many of them at least; returns how many there were in a second. */
    private static double run(Stepper stepper, double seconds, int least) {
        long begin = System.nanoTime();
        int steps = 0;
        while (steps < least || System.nanoTime() - begin < seconds * 1e9) {
            stepper.step();
            steps++;
        }
        return steps * 1e9 / (System.nanoTime() - begin);
    }

    private static Stepper stepper(Path file, Kernels kernels) {
        List<NodePass> passes =
                new ArrayList<>(Sugar.passes(TrainingLoop::beside, TrainingLoop::variable));
        var nets = new ConfigReader(passes);
        passes.add(new Overrides(SETTINGS).forSolver());
        SolverParameter settings =
                new ConfigReader(passes)
                                .read(text(file), SolverParameter.getDefaultInstance())
                                .message()
                                .toBuilder()
                                .clearTestIter()
                                .setLrPolicy("fixed") // others end at max_iter
                                .setBaseLr(0)
                                .build();
        return Workshop.of(
                        settings,
                        net ->
                                nets.read(
                                                text(file.resolveSibling(net)),
                                                NetParameter.getDefaultInstance())
                                        .message(),
                        NetState.newBuilder().addStage("dummy").build(),
                        kernels)
                .stepper();
    }

    private static Text beside(String path, Place from) {
        return text(Path.of(from.file()).resolveSibling(path).normalize());
    }

    /** Noise needs no data; whatever folder a net names is never opened. */
    private static Optional<String> variable(String name) {
        return name.equals("JDL_DATA") ? Optional.of("nowhere") : Optional.empty();
    }

    private static Text text(Path file) {
        try {
            return new Text(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
