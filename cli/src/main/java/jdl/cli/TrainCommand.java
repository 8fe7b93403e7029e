package jdl.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.kernel.Workers;
import jdl.net.Net;
import jdl.net.NetPlan;
import jdl.proto.SolverParameter;
import jdl.snapshot.RunLock;
import jdl.snapshot.Snapshots;
import jdl.solver.Event;
import jdl.solver.Tester;
import jdl.solver.Training;
import jdl.solver.WeightWish;
import jdl.solver.Workshop;
import jdl.zoo.EntryName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jdl train}: a solver file becomes weights. */
@Command(
        name = "train",
        description = {
            "Train a net as a solver file says.",
            "",
            "Snapshots go to the solver's snapshot_prefix; the config as understood, metrics and a"
                    + " log go to the folder PREFIX_run. Ctrl-C saves a snapshot and stops; kill -HUP"
                    + " saves one and goes on. A resumed run ends with the same bits as one that"
                    + " was never stopped.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  jdl train --solver configs/lenet/lenet_solver.yaml",
            "  jdl train --solver my_solver.prototxt --resume auto",
            "  jdl train --solver zoo:lenet",
            "  jdl train --solver my_solver.yaml --set solver.base_lr=0.02 --set layer[conv1].num_output=32",
            "  jdl train --solver fine_tune.yaml --weights lenet_iter_10000.caffemodel"
        })
final class TrainCommand implements Callable<Integer> {

    private final Console console;

    @Option(
            names = "--solver",
            required = true,
            paramLabel = "FILE",
            description = "The solver, YAML or prototxt.")
    private Path solver = Path.of("");

    @Option(
            names = {"--resume", "--snapshot"},
            paramLabel = "auto|FILE",
            description =
                    "Go on from a .solverstate file, or from the newest good one of this run: auto."
                            + " With auto a run that has none begins at 0.")
    private Optional<String> resume = Optional.empty();

    @Option(
            names = "--weights",
            split = ",",
            paramLabel = "FILE",
            description =
                    "Begin with the weights of .caffemodel files, layer by layer by name; later"
                            + " files win.")
    private List<Path> weights = new ArrayList<>();

    @Option(
            names = "--run",
            paramLabel = "DIR",
            description = "The run's folder, instead of PREFIX_run.")
    private Optional<Path> run = Optional.empty();

    @Option(names = "--json", description = "Tell what happens on stdout, a JSON object a line.")
    private boolean json;

    @Option(names = "--quiet", description = "Tell nothing on stderr but errors.")
    private boolean quiet;

    @Mixin private ConfigOptions config = new ConfigOptions();
    @Mixin private MachineOptions machine = new MachineOptions();
    @Mixin private TuningOptions passes = new TuningOptions();

    TrainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (resume.isPresent() && !weights.isEmpty())
            throw Failure.config(
                    "options --resume and --weights: keep one; a snapshot has weights of its own");
        var signals = Signals.ofProcess();
        var files = new ConfigFiles(console, config);
        var file = SolverFile.read(files, solver);
        try (Workers workers = machine.workers()) {
            var kernels = machine.kernels(workers);
            var shop =
                    files.located(
                            () ->
                                    Workshop.of(
                                            file.settings(),
                                            file.nets(),
                                            config.wish(),
                                            passes.tuning(),
                                            kernels));
            return train(file, shop, signals);
        }
    }

    @SuppressWarnings("try") // the lock is held, not used
    private int train(SolverFile file, Workshop shop, Signals signals) {
        var settings = shop.settings();
        var snapshots = new Snapshots(settings.getSnapshotPrefix(), settings.getSnapshotFormat());
        try (RunLock lock = snapshots.lock()) {
            snapshots.clean();
            var start = new Start(shop, snapshots, file.digest());
            start.checkWritable();
            if (resume.isPresent()) start.resume(resume.get());
            else load(start, settings);
            try (Reporter reporter = reporter(file, shop.stepper().iteration())) {
                start.notes().forEach(reporter::note);
                var training =
                        new Training(
                                settings,
                                shop.stepper(),
                                shop.testers(),
                                start.keeper(),
                                signals,
                                reporter);
                Event.Reason end = training.run();
                var bad = BadRecordList.of(plans(shop));
                bad.lines().forEach(reporter::note);
                if (!bad.records().isEmpty())
                    reporter.accept(new Event.Unread(shop.stepper().iteration(), bad.records()));
                return end == Event.Reason.DONE ? 0 : signals.exitCode();
            }
        }
    }

    private static List<NetPlan> plans(Workshop shop) {
        return Stream.concat(
                        Stream.of(shop.stepper().net()), shop.testers().stream().map(Tester::net))
                .map(Net::plan)
                .toList();
    }

    /** Files of the command line take the place of the solver's. */
    private void load(Start start, SolverParameter settings) {
        var more = settings.getWeightsFrom();
        if (settings.getWeightsCount() > 0 && settings.hasWeightsFrom())
            throw Failure.config("solver: has both weights and weights_from; keep one");
        List<Path> files =
                Stream.concat(settings.getWeightsList().stream(), more.getFromList().stream())
                        .flatMap(names -> Stream.of(names.split(",", -1)))
                        .map(name -> weights(name.strip()))
                        .toList();
        if (settings.hasWeightsFrom() && files.isEmpty())
            throw Failure.config("solver: weights: names no file\n    add from: FILE");
        start.load(weights.isEmpty() ? files : weights, WeightWish.of(more));
    }

    /** A weights file, or those of an entry of the zoo. */
    private Path weights(String written) {
        return EntryName.isOne(written)
                ? ZooOptions.entry(console, written).weights()
                : Path.of(written);
    }

    private Reporter reporter(SolverFile file, int iteration) {
        List<Reporter> all = new ArrayList<>();
        var clock = Clock.system(ZoneId.systemDefault());
        Path path = run.orElse(file.runFolder());
        RunFolder folder =
                iteration > 0
                        ? RunFolder.resumed(path, iteration, clock, System::nanoTime)
                        : RunFolder.fresh(path, clock, System::nanoTime);
        folder.config(file.alone());
        all.add(folder);
        if (json) all.add(new EventJson(console.out()::println));
        if (!quiet && console.terminal()) all.add(new ProgressBar(console, System::nanoTime));
        if (!quiet && !console.terminal())
            all.add(new GlogLines(console.err()::println, clock, System::nanoTime));
        return Reporter.all(all);
    }
}
