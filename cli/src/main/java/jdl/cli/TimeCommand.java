package jdl.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.proto.Phase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jdl time}: where the time of an iteration goes, and what the machine can. */
@Command(
        name = "time",
        description = {
            "Time a net, layer by layer.",
            "",
            "Whole iterations are run: forward, backward and update for phase TRAIN, forward alone for"
                    + " phase TEST. A net without a solver is updated by SGD with momentum, at rate 0.",
            ""
        },
        footer = {
            "",
            "GFLOP/s are those of matrix products. Bytes moved are those of bottoms, tops and weights,"
                    + " each once. Peak is what this machine was just seen to do, of arithmetic (FMA)"
                    + " or of traffic with the memory, whichever the layer comes nearer to; a layer"
                    + " whose blobs stay in the cache may pass the latter.",
            "",
            "Examples:",
            "  jdl time configs/lenet/lenet.yaml",
            "  jdl time --solver configs/resnet/resnet_solver.yaml --threads 1",
            "  jdl time configs/lenet/lenet.yaml --phase TEST --batch 1",
            "  jdl time -model deploy.prototxt -weights net.caffemodel -iterations 10",
            "  jdl time --peak"
        })
final class TimeCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "A net or a solver, instead of --model or --solver.")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--model", paramLabel = "FILE", description = "The net.")
    private Optional<Path> model = Optional.empty();

    @Option(
            names = "--solver",
            paramLabel = "FILE",
            description = "A solver, of which the net and the update are taken.")
    private Optional<Path> solver = Optional.empty();

    @Option(
            names = "--phase",
            paramLabel = "TRAIN|TEST",
            description = "The phase to build for: TRAIN, or TEST where a stage is given.")
    private Optional<Phase> phase = Optional.empty();

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Samples in a batch, in all layers that data come from.")
    private Optional<Integer> batch = Optional.empty();

    @Option(
            names = "--iterations",
            paramLabel = "N",
            description = "Iterations to time; 50 by default.")
    private int iterations = 50;

    @Option(
            names = "--warmup",
            paramLabel = "N",
            description =
                    "Iterations before, for the compiler of the JVM; as many as take six seconds,"
                            + " but 5 at least, by default.")
    private Optional<Integer> warmup = Optional.empty();

    @Option(names = "--data", description = "Tell how long the net waits for its data.")
    private boolean data;

    @Option(names = "--peak", description = "Measure the machine, and no net.")
    private boolean peak;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(
            names = "--svg",
            paramLabel = "FILE",
            description = "Draw where the time goes, as an SVG picture.")
    private Optional<Path> svg = Optional.empty();

    @Mixin private BlobOptions blobs = new BlobOptions();
    @Mixin private ConfigOptions config = new ConfigOptions();
    @Mixin private MachineOptions machine = new MachineOptions();
    @Mixin private TuningOptions passes = new TuningOptions();

    TimeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        check();
        if (peak) {
            peak();
            return 0;
        }
        var files = new ConfigFiles(console, config);
        Subject subject = subject(files);
        try (Workers workers = machine.workers()) {
            Kernels kernels = machine.kernels(workers);
            tell(files.located(() -> timing(subject, kernels)));
        }
        return 0;
    }

    private void check() {
        long given = Stream.of(file, model, solver).filter(Optional::isPresent).count();
        if (peak ? given > 0 : given != 1)
            throw Failure.config(
                    peak
                            ? "option --peak: measures the machine and no net; leave the net out"
                            : "give one net or solver: jdl time net.yaml; or measure the machine:"
                                    + " jdl time --peak");
        if (peak && svg.isPresent())
            throw Failure.config("option --svg: draws the layers of a net, and --peak has none");
        if (iterations < 1)
            throw Failure.config("option --iterations: at least 1 expected, but got " + iterations);
        warmup.filter(n -> n < 0)
                .ifPresent(
                        n -> {
                            throw Failure.config(
                                    "option --warmup: at least 0 expected, but got " + n);
                        });
    }

    /** Alone, then with all threads. */
    private void peak() {
        try (Workers one = Workers.single();
                Workers all = machine.workers()) {
            List<Workers> each = all.threads() > 1 ? List.of(one, all) : List.of(one);
            var report = PeakReport.of(each.stream().map(machine::kernels).toList());
            if (json) console.out().println(report.json().toPrettyString());
            else console.out().print(report.text());
        }
    }

    private Subject subject(ConfigFiles files) {
        Path path = Stream.of(file, model, solver).flatMap(Optional::stream).findFirst().get();
        boolean isSolver = solver.isPresent() || (file.isPresent() && files.isSolver(path));
        Phase wanted = phase.orElse(config.wish().getStageCount() > 0 ? Phase.TEST : Phase.TRAIN);
        Subject subject =
                isSolver
                        ? Subject.of(SolverFile.read(files, path), wanted)
                        : Subject.of(files.net(path), wanted);
        files.checkUsed();
        return batch.map(subject::batch).orElse(subject);
    }

    private Timing timing(Subject subject, Kernels kernels) {
        var peak = MachinePeak.of(kernels);
        var net = new TimedNet(subject, config.wish(), passes.tuning(), kernels);
        new Feed(net.net(), blobs.given(net.net(), line -> console.err().println(line)))
                .fillOrDraw("", blobs.randomSeed());
        int before = warmup.isPresent() ? net.warmUp(warmup.get()) : net.warmUp();
        return net.run(before, iterations, peak);
    }

    private void tell(Timing timing) {
        var table = new TimeTable(timing);
        if (json) console.out().println(TimeJson.of(timing).toPrettyString());
        else console.out().print(data ? table + table.data() : table.toString());
        svg.ifPresent(path -> Disk.write(path, TimeSvg.of(timing)));
    }
}
