package jdl.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import jdl.failure.Failure;
import jdl.kernel.Workers;
import jdl.net.NetPlan;
import jdl.net.PassCheck;
import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.proto.Phase;
import jdl.solver.NetChoice;
import jdl.solver.Stepper;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jdl validate}: all that can be known to be wrong before the first iteration. */
@Command(
        name = "validate",
        description = {
            "Check solver and net files, and train nothing: what is written, all shapes, the data that"
                    + " is read, and the memory that is needed.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  jdl validate configs/lenet/lenet_solver.yaml",
            "  jdl validate my_net.prototxt --stage deploy",
            "  jdl validate my_net.yaml --verify-passes"
        })
final class ValidateCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Solver or net files.")
    private List<Path> paths = new ArrayList<>();

    @Option(
            names = "--verify-passes",
            description =
                    "Run each net with and without the passes that make it faster, and compare all"
                            + " outputs and gradients.")
    private boolean verify;

    /** Whether a pass changed a number that it must not. */
    private boolean differs;

    @Mixin private MachineOptions machine = new MachineOptions();
    @Mixin private ConfigOptions config = new ConfigOptions();

    ValidateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        int worst = 0;
        for (Path path : paths) {
            try {
                validate(path);
            } catch (Failure e) {
                int code = Excuses.tell(console, e);
                if (worst == 0) worst = code;
            }
        }
        return worst == 0 && differs ? 1 : worst;
    }

    private void validate(Path path) {
        var files = new ConfigFiles(console, config);
        String found = files.isSolver(path) ? solver(files, path) : net(files, path);
        console.out().println(path + ": good; " + found);
    }

    private String solver(ConfigFiles files, Path path) {
        var solver = SolverFile.read(files, path);
        List<NetPlan> plans = new ArrayList<>();
        plans.add(plan(files, solver.training()));
        solver.testing().forEach(choice -> plans.add(plan(files, choice)));
        NetPlan train = plans.get(0);
        int copies = 2 + Stepper.slots(solver.settings());
        long bytes =
                Footprint.weightBytes(train, copies)
                        + plans.stream().mapToLong(Footprint::bytes).sum();
        return "solver of net \"%s\", %s parameters, %d test nets, about %s of memory beside the data"
                .formatted(
                        train.name(),
                        Footprint.number(Footprint.parameters(train)),
                        plans.size() - 1,
                        Footprint.size(bytes));
    }

    private NetPlan plan(ConfigFiles files, NetChoice choice) {
        var state = choice.state().toBuilder().mergeFrom(config.wish()).build();
        NetPlan plan = files.located(() -> NetPlan.of(choice.net(), state));
        if (verify) verify(files, plan);
        return plan;
    }

    private void verify(ConfigFiles files, NetPlan plan) {
        List<PassCheck> checks;
        try (Workers workers = machine.workers()) {
            var kernels = machine.kernels(workers);
            checks = files.located(() -> PassCheck.of(plan, kernels, /* seed= */ 1));
        }
        console.out().println("%s, %s:".formatted(plan.name(), plan.state().getPhase()));
        for (PassCheck check : checks) console.out().println("  " + text(check));
        differs |= !checks.stream().allMatch(PassCheck::holds);
    }

    private static String text(PassCheck check) {
        if (check.difference() == 0) return check.what() + ": the same bits";
        String found =
                "%s: differs by %.2g at most, in %s"
                        .formatted(check.what(), check.difference(), check.where());
        if (check.holds()) return found;
        return found
                + ", more than the %.0e that rounding should do; --no-pass %s runs without it"
                        .formatted(PassCheck.TOLERANCE, check.what());
    }

    /** A net for both phases, where it has layers for them. */
    private String net(ConfigFiles files, Path path) {
        NetParameter net = files.net(path);
        files.checkUsed();
        List<String> found = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            NetState state = net.getState().toBuilder().setPhase(phase).build();
            NetPlan plan = plan(files, new NetChoice(net, state));
            long bytes =
                    Footprint.weightBytes(plan, phase == Phase.TRAIN ? 2 : 1)
                            + Footprint.bytes(plan);
            found.add(
                    "%s: %d layers, %s parameters, %s"
                            .formatted(
                                    phase,
                                    plan.steps().size(),
                                    Footprint.number(Footprint.parameters(plan)),
                                    Footprint.size(bytes)));
        }
        return "net; " + String.join("; ", found);
    }
}
