package jdl.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import jdl.kernel.Workers;
import jdl.net.Net;
import jdl.net.NetPlan;
import jdl.net.Norms;
import jdl.net.Output;
import jdl.net.Weights;
import jdl.proto.Phase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jdl forward}: a net run once, and all that it then holds. */
@Command(
        name = "forward",
        description = {
            "Run a net once on given blobs, and write down all that it then holds.",
            "",
            "DIR gets dump.caffemodel (a NetParameter with an entry input/BLOB, blob/BLOB or"
                    + " param/LAYER/INDEX for each tensor, data and diff), the same as .npy files, and"
                    + " index.json, which says which file holds what.",
            ""
        },
        footer = {
            "",
            "A container is a .caffemodel with such entries. What it has under input/ and param/ is"
                    + " given to the net; under step1/, step2/ … it holds several passes, which are all"
                    + " run. With --backward, gradients begin at the losses and at the net outputs that a"
                    + " container has a diff of, or where --seed says.",
            "",
            "A weight that forward itself changes (BatchNorm's in TRAIN) is param/ before and"
                    + " after/param/ behind it. A blob that layers work on in place is dumped once, as Caffe"
                    + " would hold it in the end: the data of the last layer, the gradient of the first.",
            "",
            "Examples:",
            "  jdl forward --model net.yaml --input data=data.npy --dump out",
            "  jdl forward --model net.yaml --weights net.caffemodel --input data=data.npy --input"
                    + " label=label.npy --backward --dump out",
            "  jdl forward --model net.prototxt --input golden.caffemodel --backward --seed y --dump out"
        })
final class ForwardCommand implements Callable<Integer> {

    private final Console console;

    @Option(names = "--model", required = true, paramLabel = "FILE", description = "The net.")
    private Path model = Path.of("");

    @Option(
            names = "--phase",
            paramLabel = "TRAIN|TEST",
            description = "The phase to build for; the net's own state, else TEST, by default.")
    private Optional<Phase> phase = Optional.empty();

    @Mixin private BlobOptions blobs = new BlobOptions();

    @Option(names = "--backward", description = "Run backward too, and write gradients.")
    private boolean backward;

    @Option(
            names = "--seed",
            split = ",",
            paramLabel = "BLOB[=FILE]",
            description =
                    "Begin gradients at a blob with those of a .npy file, or with the diff that a"
                            + " container has of it. May be repeated; implies --backward.")
    private List<String> seeds = new ArrayList<>();

    @Option(
            names = "--dump",
            paramLabel = "DIR",
            description = "Write every blob's and weight's data and diff to this folder.")
    private Optional<Path> dump = Optional.empty();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Mixin private ConfigOptions config = new ConfigOptions();
    @Mixin private MachineOptions machine = new MachineOptions();

    ForwardCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var files = new ConfigFiles(console, config);
        var settings = files.net(model);
        files.checkUsed();
        var state = config.state(settings, phase, Phase.TEST);
        try (Workers workers = machine.workers()) {
            files.located(
                    () -> {
                        NetPlan plan = NetPlan.of(settings, state);
                        long seed = blobs.randomSeed();
                        run(new Net(plan, new Weights(seed), machine.kernels(workers), seed));
                        return plan;
                    });
        }
        return 0;
    }

    private void run(Net net) {
        Given given = blobs.given(net, line -> console.err().println(line));
        seeds.forEach(given::seed);
        var trial = new Trial(net, given, backward || !seeds.isEmpty());
        ObjectNode summary = JsonNodeFactory.instance.objectNode().put("net", net.plan().name());
        var passes = summary.putArray("passes");
        for (int step = 1; step <= given.steps(); step++) {
            Trial.Result result = trial.run(step, given.counted() ? "step" + step + "/" : "");
            if (net.plan().settings().getDebugInfo()) tellNorms(Norms.of(net, trial.backward()));
            if (!json) tell(step, given.steps(), result);
            passes.add(json(result));
        }
        if (json) console.out().println(summary);
        dump.ifPresent(folder -> new Dump(folder).write(net.plan().name(), trial.dump(), summary));
    }

    private void tellNorms(Norms norms) {
        NormLines.of(norms).forEach(console.err()::println);
        NormLines.total(norms).ifPresent(console.err()::println);
    }

    private void tell(int step, int steps, Trial.Result result) {
        if (steps > 1) console.out().println("step " + step);
        console.out().println("total loss = " + CppNumber.text(result.loss()));
        for (Output output : result.outputs())
            console.out().println("    " + output.name() + " = " + values(output));
    }

    private static String values(Output output) {
        int shown = Math.min(10, output.data().size());
        var text = new StringBuilder();
        for (int i = 0; i < shown; i++)
            text.append(i == 0 ? "" : " ").append(CppNumber.text(output.data().get(i)));
        if (shown == output.data().size() && shown == 1) return text.toString();
        return text
                + (shown < output.data().size() ? " …" : "")
                + " ("
                + output.data().shape()
                + ")";
    }

    private static ObjectNode json(Trial.Result result) {
        var node = JsonNodeFactory.instance.objectNode().put("total_loss", result.loss());
        var outputs = node.putArray("outputs");
        for (Output output : result.outputs()) {
            var each = outputs.addObject().put("name", output.name());
            if (output.lossWeight() != 0) each.put("loss_weight", output.lossWeight());
            var shape = each.putArray("shape");
            output.data().shape().dims().forEach(shape::add);
            var values = each.putArray("values");
            for (int i = 0; i < output.data().size(); i++) values.add(output.data().get(i));
        }
        return node;
    }
}
