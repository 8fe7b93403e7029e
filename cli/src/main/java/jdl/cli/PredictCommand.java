package jdl.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import jdl.failure.Failure;
import jdl.kernel.Workers;
import jdl.proto.LayerParameter;
import jdl.proto.NetParameter;
import jdl.proto.TransformationParameter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jdl predict}: what a trained net makes of pictures or rows. */
@Command(
        name = "predict",
        description = {
            "Tell what a trained net makes of pictures, folders of pictures, or any source.",
            "",
            "MODEL is the net to use, as jdl deploy writes it, or a folder with one (deploy.yaml or"
                    + " deploy.prototxt), its weights, and perhaps labels.txt and mean.binaryproto."
                    + " What is done to a picture stands in the net: the transform_param of its Input"
                    + " layer. Without a crop or a resize of its own it is stretched to the input.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  jdl predict deploy.yaml cat.jpg --weights caffenet.caffemodel --labels synset_words.txt",
            "  jdl predict models/digits four.png five.png --json",
            "  jdl predict zoo:lenet four.png",
            "  jdl predict deploy.prototxt photos/ --weights net.caffemodel --mean 104,117,123 --top 1",
            "  jdl predict mlp.yaml csv:people.csv --weights mlp.caffemodel"
        })
final class PredictCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(index = "0", paramLabel = "MODEL", description = "A net, or a folder with one.")
    private Path model = Path.of("");

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "INPUT",
            description = "Pictures, folders of pictures, or one source, such as csv:FILE.")
    private List<String> inputs = new ArrayList<>();

    @Option(
            names = "--weights",
            split = ",",
            paramLabel = "FILE",
            description = "The net's weights; those beside it by default. Later files win.")
    private List<Path> weights = new ArrayList<>();

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "The names of the classes, one in each line; the net's own by default.")
    private Optional<Path> labels = Optional.empty();

    @Option(
            names = "--top",
            paramLabel = "K",
            defaultValue = "5",
            description = "How many classes to tell; ${DEFAULT-VALUE} by default.")
    private int top;

    @Option(
            names = "--mean",
            paramLabel = "FILE|B,G,R",
            description =
                    "What to take off the pixels, if the net does not say: a .binaryproto, a"
                            + " number, or one for each channel.")
    private Optional<String> mean = Optional.empty();

    @Option(
            names = "--scale",
            paramLabel = "S",
            description = "What to multiply the pixels by, if the net does not say.")
    private Optional<Float> scale = Optional.empty();

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "16",
            description = "Samples in a pass, at most; ${DEFAULT-VALUE} by default.")
    private int batch;

    @Option(names = "--json", description = "Print a JSON object for each sample.")
    private boolean json;

    @Mixin private ConfigOptions config = new ConfigOptions();
    @Mixin private MachineOptions machine = new MachineOptions();
    @Mixin private TuningOptions passes = new TuningOptions();

    PredictCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (top < 1) throw Failure.config("option --top: at least 1 expected, but got " + top);
        if (batch < 1)
            throw Failure.config("option --batch: at least 1 expected, but got " + batch);
        var found = ModelFiles.of(model, weights, labels);
        var files = new ConfigFiles(console, config);
        NetParameter net = files.net(found.net());
        files.checkUsed();
        List<String> names = found.labels().isEmpty() ? net.getClassNameList() : found.labels();
        var shown = new Predictions(console.out(), names, top, json);
        try (Workers workers = machine.workers()) {
            var predictor =
                    files.located(
                            () ->
                                    new Predictor(
                                            net,
                                            data(net, found),
                                            passes.tuning(),
                                            machine.kernels(workers),
                                            found));
            predictor.run(shown::tell);
        }
        shown.troubles().forEach(line -> console.err().println("jdl: " + line));
        return shown.troubles().isEmpty() ? 0 : Failure.Kind.CORRUPT.exitCode();
    }

    /** The layer that reads the inputs in place of the net's Input. */
    private LayerParameter data(NetParameter net, ModelFiles found) {
        return PredictInput.of(net).reading(source(), batch, transform(found));
    }

    private TransformationParameter transform(ModelFiles found) {
        var transform = TransformationParameter.newBuilder();
        scale.ifPresent(transform::setScale);
        mean.ifPresent(
                given -> {
                    if (given.matches("[-+.\\d]+(,[-+.\\d]+)*"))
                        Arrays.stream(given.split(",", -1))
                                .map(PredictCommand::number)
                                .forEach(transform::addMeanValue);
                    else transform.setMeanFile(given);
                });
        if (mean.isEmpty()) found.mean().map(Path::toString).ifPresent(transform::setMeanFile);
        return transform.build();
    }

    private static float number(String written) {
        try {
            return Float.parseFloat(written);
        } catch (NumberFormatException e) {
            throw new Failure(
                    Failure.Kind.CONFIG, "option --mean: no number: \"" + written + "\"", e);
        }
    }

    private String source() {
        String first = inputs.get(0);
        if (inputs.size() == 1 && first.matches("[a-z0-9]{2,}:.*") && !Files.exists(Path.of(first)))
            return first;
        if (inputs.size() == 1 && first.toLowerCase(Locale.ROOT).matches(".*\\.[ct]sv"))
            return first.substring(first.length() - 3).toLowerCase(Locale.ROOT) + ":" + first;
        for (String input : inputs)
            if (!Files.exists(Path.of(input)))
                throw new Failure(Failure.Kind.MISSING, input + ": no such file or folder");
        return "files:" + String.join("\n", inputs);
    }
}
