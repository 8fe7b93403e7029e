package jdl.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import jdl.failure.Failure;
import jdl.net.Deploy;
import jdl.proto.NetState;
import jdl.proto.Phase;
import jdl.solver.NetChoice;
import jdl.tensor.Shape;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jdl deploy}: the net that uses what another one learns. */
@Command(
        name = "deploy",
        description = {
            "Write the net to use, made of the net to train: inputs instead of data, probabilities"
                    + " instead of losses, nothing that only training needs. Weights fit both.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  jdl deploy configs/lenet/lenet.yaml deploy.prototxt",
            "  jdl deploy configs/lenet/lenet_solver.yaml --batch 10",
            "  jdl deploy train_val.prototxt deploy.yaml --shape data=1,3,227,227 --output fc8"
        })
final class DeployCommand implements Callable<Integer> {

    private final Console console;

    @Mixin private InOut file = new InOut();

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Samples in a pass; 1 where the net reads data.")
    private int batch;

    @Option(
            names = "--shape",
            paramLabel = "BLOB=N,…",
            description = "The shape of an input, for data that are not at hand. May be repeated.")
    private Map<String, String> shapes = new LinkedHashMap<>();

    @Option(
            names = "--output",
            paramLabel = "BLOB",
            split = ",",
            description = "What to compute, instead of all that losses look at.")
    private List<String> outputs = new ArrayList<>();

    @Mixin private ConfigOptions config = new ConfigOptions();

    DeployCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        file.check();
        var wish = wish();
        var files = new ConfigFiles(console, config);
        NetChoice choice = choice(files);
        NetState state =
                choice.state().toBuilder().mergeFrom(config.wish()).setPhase(Phase.TEST).build();
        var net = files.located(() -> Deploy.of(choice.net(), state, wish));
        file.write(console, net, file.inIsYaml());
        return 0;
    }

    private NetChoice choice(ConfigFiles files) {
        if (files.isSolver(file.in())) {
            var solver = SolverFile.read(files, file.in());
            return solver.testing().stream().findFirst().orElseGet(solver::training);
        }
        var net = files.net(file.in());
        files.checkUsed();
        return new NetChoice(net, net.getState());
    }

    private Deploy.Wish wish() {
        if (batch < 0)
            throw Failure.config("option --batch: at least 1 expected, but got " + batch);
        Map<String, Shape> given = new LinkedHashMap<>();
        shapes.forEach((blob, dims) -> given.put(blob, shape(blob, dims)));
        return new Deploy.Wish(
                batch == 0 ? OptionalInt.empty() : OptionalInt.of(batch), given, outputs);
    }

    private static Shape shape(String blob, String dims) {
        try {
            return Shape.of(Arrays.stream(dims.split(",", -1)).map(Integer::valueOf).toList());
        } catch (IllegalArgumentException e) {
            throw new Failure(
                    Failure.Kind.CONFIG,
                    "option --shape: whole numbers such as %s=1,3,224,224 expected, but got %s"
                            .formatted(blob, dims),
                    e);
        }
    }
}
