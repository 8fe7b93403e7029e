package jdl.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import jdl.failure.Failure;
import jdl.net.NetPlan;
import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.proto.Phase;
import jdl.solver.NetChoice;
import jdl.solver.Stepper;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code jdl validate}: all that can be known to be wrong before the first iteration. */
@Command(
        name = "validate",
        description = {
            "Check solver and net files, and run nothing: what is written, all shapes, the data that"
                    + " is read, and the memory that is needed.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  jdl validate configs/lenet/lenet_solver.yaml",
            "  jdl validate my_net.prototxt --stage deploy"
        })
final class ValidateCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Solver or net files.")
    private List<Path> paths = new ArrayList<>();

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
        return worst;
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
        return files.located(() -> NetPlan.of(choice.net(), state));
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
