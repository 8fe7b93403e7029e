package jdl.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.net.GradientCheck;
import jdl.net.GradientCheck.Finding;
import jdl.net.LayerFailure;
import jdl.net.Net;
import jdl.net.NetPlan;
import jdl.net.Step;
import jdl.net.Weights;
import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.proto.Phase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jdl gradcheck}: a net's gradients, held to what its loss really does. */
@Command(
        name = "gradcheck",
        description = {
            "Check a net's gradients by central differences of its total loss, and name the worst element.",
            "",
            "The loss is computed with each chosen weight and input a step above and a step below its"
                    + " value. A net that fails is checked layer by layer too, to find who is to blame.",
            ""
        },
        footer = {
            "",
            "Inputs that are not given hold random numbers; labels 0 and 1. Data layers read their own"
                    + " data. An element may be off by threshold times the largest gradient of its blob;"
                    + " one that is off is tried again with smaller steps, and told apart if it lies at a kink"
                    + " (ReLU at 0, a tie in max pooling).",
            "",
            "Exit code: 0 if all gradients are right, 1 if some are wrong; kinks are not wrong.",
            "",
            "Examples:",
            "  jdl gradcheck configs/lenet/lenet.yaml",
            "  jdl gradcheck net.yaml --layer conv1 --all",
            "  jdl gradcheck net.prototxt --weights net.caffemodel --input data=data.npy --phase TEST"
        })
final class GradcheckCommand implements Callable<Integer> {

    /** A wrong gradient is a bug of ours. */
    private static final int WRONG = Excuses.BUG;

    private final Console console;

    @Parameters(paramLabel = "NET", description = "The net.")
    private Path model = Path.of("");

    @Option(
            names = "--layer",
            paramLabel = "NAME",
            description =
                    "Check a random mixture of this layer's tops, by its weights and bottoms.")
    private Optional<String> layer = Optional.empty();

    @Option(
            names = "--step",
            paramLabel = "H",
            description = "How far to go from a value at most; 0.01 by default.")
    private double step = 1e-2;

    @Option(
            names = "--threshold",
            paramLabel = "T",
            description = "How far off a gradient may be; 0.001 by default.")
    private double threshold = 1e-3;

    @Option(
            names = "--samples",
            paramLabel = "N",
            description =
                    "Elements of each blob to check, beside the one of the largest gradient; 16 by default.")
    private int samples = 16;

    @Option(names = "--all", description = "Check all elements.")
    private boolean all;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(
            names = "--phase",
            paramLabel = "TRAIN|TEST",
            description = "The phase to build for; the net's own state, else TRAIN, by default.")
    private Optional<Phase> phase = Optional.empty();

    @Mixin private BlobOptions blobs = new BlobOptions();
    @Mixin private ConfigOptions config = new ConfigOptions();
    @Mixin private MachineOptions machine = new MachineOptions();

    GradcheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var files = new ConfigFiles(console, config);
        NetParameter settings = files.net(model);
        files.checkUsed();
        NetState state = config.state(settings, phase, Phase.TRAIN);
        try (Workers workers = machine.workers()) {
            var kernels = machine.kernels(workers);
            return files.located(() -> check(net(plan(settings, state), kernels)));
        }
    }

    /** With gradients to the inputs too, where every layer can give them. */
    private static NetPlan plan(NetParameter net, NetState state) {
        try {
            return NetPlan.of(net.toBuilder().setForceBackward(true).build(), state);
        } catch (LayerFailure e) {
            return NetPlan.of(net, state); // tells what is wrong, or takes what it can get
        }
    }

    private Net net(NetPlan plan, Kernels kernels) {
        long seed = blobs.randomSeed();
        Net net = new Net(plan, new Weights(seed), kernels, seed);
        Given given = blobs.given(net, line -> console.err().println(line));
        new Feed(net, given).fillOrDraw(given.counted() ? "step1/" : "", seed);
        net.forward(0);
        return net;
    }

    private int check(Net net) {
        var settings =
                new GradientCheck.Settings(step, threshold, all ? 0 : samples, blobs.randomSeed());
        List<Finding> findings =
                layer.map(name -> GradientCheck.ofLayer(net, name, settings))
                        .orElseGet(() -> GradientCheck.ofNet(net, settings));
        boolean blame = layer.isEmpty() && !findings.stream().allMatch(Finding::passed);
        var report = new GradcheckReport(findings, blame ? wrongAlone(net, settings) : List.of());
        if (json) console.out().println(report.json());
        else report.lines(layer.isEmpty()).forEach(console.out()::println);
        return report.passed() ? 0 : WRONG;
    }

    /** The layers that are wrong by themselves. */
    private static List<String> wrongAlone(Net net, GradientCheck.Settings settings) {
        List<String> wrong = new ArrayList<>();
        for (Step step : net.plan().steps()) {
            if (!step.backward()) continue;
            var findings = GradientCheck.ofLayer(net, step.name(), settings);
            if (!findings.stream().allMatch(Finding::passed))
                wrong.add("\"%s\" (%s)".formatted(step.name(), step.settings().getType()));
        }
        return wrong;
    }
}
