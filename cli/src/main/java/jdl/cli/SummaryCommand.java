package jdl.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import jdl.net.NetPlan;
import jdl.net.Step;
import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.proto.Phase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jdl summary}: a net at a glance. */
@Command(
        name = "summary",
        description = {
            "Show a net as a table: layers, shapes, what they learn, how much they compute and the"
                    + " memory they take.",
            ""
        },
        footer = {
            "",
            "MACs are multiplications with additions, for one sample. Bytes are those of a layer's tops,"
                    + " with their gradients where some are wanted.",
            "",
            "Examples:",
            "  jdl summary configs/lenet/lenet.yaml",
            "  jdl summary configs/lenet/lenet.yaml --stage deploy",
            "  jdl summary deploy.prototxt --json"
        })
final class SummaryCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(
            paramLabel = "FILE",
            description = "A net, or a solver, of which the training net is taken.")
    private Path file = Path.of("");

    @Option(
            names = "--phase",
            paramLabel = "TRAIN|TEST",
            description = "The phase to build for: TRAIN, or TEST where a stage is given.")
    private Optional<Phase> phase = Optional.empty();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Mixin private ConfigOptions config = new ConfigOptions();

    SummaryCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var files = new ConfigFiles(console, config);
        NetParameter net =
                files.isSolver(file)
                        ? SolverFile.read(files, file).training().net()
                        : files.net(file);
        files.checkUsed();
        NetState wish = config.wish();
        var state = net.getState().toBuilder().mergeFrom(wish);
        state.setPhase(phase.orElse(wish.getStageCount() > 0 ? Phase.TEST : Phase.TRAIN));
        NetPlan plan = files.located(() -> NetPlan.of(net, state.build()));
        if (json) console.out().println(json(plan).toPrettyString());
        else console.out().print(table(plan));
        return 0;
    }

    private static String table(NetPlan plan) {
        var table = new Table("layer", "type", "output", "parameters", "MACs", "memory");
        for (Step step : plan.steps())
            table.row(
                    step.name(),
                    step.settings().getType(),
                    shapes(plan, step),
                    number(Footprint.parameters(step)),
                    number(Footprint.macs(plan, step)),
                    Footprint.size(Footprint.bytes(plan, step)));
        table.row(
                "total",
                plan.steps().size() + " layers",
                "",
                Footprint.number(Footprint.parameters(plan)),
                Footprint.number(macs(plan)),
                Footprint.size(Footprint.bytes(plan)));
        String stages = String.join(", ", plan.state().getStageList());
        return "net \"%s\", phase %s%s%n%n"
                        .formatted(
                                plan.name(),
                                plan.state().getPhase(),
                                stages.isEmpty() ? "" : ", stage " + stages)
                + table;
    }

    private static String number(long number) {
        return number == 0 ? "" : Footprint.number(number);
    }

    private static long macs(NetPlan plan) {
        return plan.steps().stream().mapToLong(step -> Footprint.macs(plan, step)).sum();
    }

    private static String shapes(NetPlan plan, Step step) {
        return step.tops().stream()
                .map(top -> plan.blobs().get(top).shape().toString())
                .collect(Collectors.joining(", "));
    }

    private static ObjectNode json(NetPlan plan) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("name", plan.name()).put("phase", plan.state().getPhase().name());
        var layers = json.putArray("layers");
        for (Step step : plan.steps()) {
            var layer = layers.addObject();
            layer.put("name", step.name()).put("type", step.settings().getType());
            var tops = layer.putArray("tops");
            for (int top : step.tops()) {
                var blob = plan.blobs().get(top);
                var shape = tops.addObject().put("name", blob.name()).putArray("shape");
                blob.shape().dims().forEach(shape::add);
            }
            layer.put("parameters", Footprint.parameters(step));
            layer.put("macs", Footprint.macs(plan, step));
            layer.put("bytes", Footprint.bytes(plan, step));
        }
        json.put("parameters", Footprint.parameters(plan));
        json.put("macs", macs(plan)).put("bytes", Footprint.bytes(plan));
        return json;
    }
}
