package jdl.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import jdl.failure.Failure;
import jdl.kernel.Workers;
import jdl.proto.NetState;
import jdl.proto.Phase;
import jdl.solver.NetChoice;
import jdl.solver.Score;
import jdl.zoo.Entry;
import jdl.zoo.EntryName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jdl test}: weights become numbers that say how good they are. */
@Command(
        name = "test",
        description = {
            "Test weights on held-out data.",
            "",
            "Each sample of the test set counts exactly once, whatever the batch size, unless"
                    + " --iterations says how many batches to take.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  jdl test --solver configs/lenet/lenet_solver.yaml --weights lenet_iter_1000.caffemodel",
            "  jdl test --model lenet.yaml --weights lenet.caffemodel --per-class --confusion",
            "  jdl test zoo:lenet",
            "  jdl test -model lenet_train_test.prototxt -weights lenet.caffemodel -iterations 100"
        })
final class TestCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(
            arity = "0..1",
            paramLabel = "zoo:NAME",
            description = "A model of the zoo, instead of --model and --weights.")
    private Optional<String> entry = Optional.empty();

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "The net; its layers for phase TEST are taken.")
    private Optional<Path> model = Optional.empty();

    @Option(
            names = "--solver",
            paramLabel = "FILE",
            description = "A solver, instead of --model; its test nets are taken.")
    private Optional<Path> solver = Optional.empty();

    @Option(
            names = "--weights",
            split = ",",
            paramLabel = "FILE",
            description = "Weights, layer by layer by name; later files win.")
    private List<Path> weights = new ArrayList<>();

    @Option(
            names = "--iterations",
            paramLabel = "N",
            description = "Batches to test; the whole test set by default.")
    private Optional<Integer> iterations = Optional.empty();

    @Option(names = "--per-class", description = "Tell the accuracy on each class.")
    private boolean perClass;

    @Option(names = "--confusion", description = "Tell which class was taken for which.")
    private boolean confusion;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Mixin private ConfigOptions config = new ConfigOptions();
    @Mixin private MachineOptions machine = new MachineOptions();
    @Mixin private TuningOptions passes = new TuningOptions();

    TestCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        entry.ifPresent(this::take);
        if (model.isPresent() == solver.isPresent())
            throw Failure.config("options --model and --solver: give one of them");
        if (weights.isEmpty())
            throw Failure.config("option --weights: which weights are to be tested?");
        iterations
                .filter(n -> n < 1)
                .ifPresent(
                        n -> {
                            throw Failure.config(
                                    "option --iterations: at least 1 expected, but got " + n);
                        });
        var files = new ConfigFiles(console, config);
        List<NetChoice> nets = nets(files);
        try (Workers workers = machine.workers()) {
            var kernels = machine.kernels(workers);
            for (int i = 0; i < nets.size(); i++) {
                var exam = new Exam(nets.get(i), config.wish(), passes.tuning(), kernels, weights);
                boolean count = perClass || confusion;
                var result = files.located(() -> exam.run(iterations, count));
                exam.notes().forEach(console.err()::println);
                tell(i, result, exam.badRecords());
                exam.badRecords().lines().forEach(console.err()::println);
            }
        }
        return 0;
    }

    /** Takes the solver and the weights of an entry, where the user gives no others. */
    private void take(String name) {
        if (!EntryName.isOne(name))
            throw Failure.config(
                    "\"%s\": a net is given by --model, a model of the zoo as zoo:NAME"
                            .formatted(name));
        Entry found = ZooOptions.entry(console, name);
        if (model.isEmpty() && solver.isEmpty()) solver = Optional.of(found.solver());
        if (weights.isEmpty()) weights.add(found.weights());
    }

    private List<NetChoice> nets(ConfigFiles files) {
        if (model.isPresent()) {
            var net = files.net(model.get());
            files.checkUsed();
            var state = NetState.newBuilder().mergeFrom(net.getState()).setPhase(Phase.TEST);
            return List.of(new NetChoice(net, state.build()));
        }
        var file = SolverFile.read(files, solver.orElseThrow());
        return Measurement.tests(file);
    }

    private void tell(int number, Exam.Result result, BadRecordList bad) {
        if (json) {
            var json = json(number, result);
            if (!bad.records().isEmpty()) BadRecordList.into(json, bad.records());
            console.out().println(json);
            return;
        }
        console.out().println(result.what());
        for (Score score : result.scores()) {
            console.out().println("    " + score.name() + " = " + CppNumber.text(score.value()));
        }
        if (perClass) result.confusion().ifPresent(c -> console.out().print(c.perClass()));
        if (confusion) result.confusion().ifPresent(c -> console.out().print(c.table()));
    }

    private ObjectNode json(int number, Exam.Result result) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("test", number).put("net", result.net()).put("samples", result.samples());
        json.set("outputs", EventJson.scores(result.scores()));
        result.confusion().ifPresent(c -> c.into(json, perClass, confusion));
        return json;
    }
}
