package jdl.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import jdl.config.PrototxtPrinter;
import jdl.config.YamlPrinter;
import jdl.failure.Failure;
import jdl.snapshot.WeightsFile;
import jdl.solver.FoldedNet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jdl weights fold-bn}: a net for testing without its BatchNorms. */
@Command(
        name = "fold-bn",
        description = {
            "Take BatchNorms, and Scales behind them, into the Convolution or InnerProduct before them."
                    + " Such a net is for testing alone, and for programs that know no BatchNorm.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  jdl weights fold-bn --model deploy.prototxt resnet.caffemodel light.caffemodel"
                    + " --model-out light.prototxt"
        })
final class WeightsFoldCommand implements Callable<Integer> {

    private final Console console;

    @Option(names = "--model", required = true, paramLabel = "NET", description = "The net.")
    private Path model = Path.of("");

    @Parameters(index = "0", paramLabel = "IN", description = "Its weights.")
    private Path in = Path.of("");

    @Parameters(index = "1", paramLabel = "OUT", description = "Where to write the weights.")
    private Path out = Path.of("");

    @Option(
            names = "--model-out",
            paramLabel = "NET",
            description = "Where to write the net, as .prototxt or .yaml.")
    private Optional<Path> modelOut = Optional.empty();

    @Mixin private WeightsOut format = new WeightsOut();
    @Mixin private ConfigOptions config = new ConfigOptions();

    WeightsFoldCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        format.check(out);
        modelOut.ifPresent(format::checkFree);
        var files = new ConfigFiles(console, config);
        var net = files.net(model);
        files.checkUsed();
        var weights = WeightsFile.read(in);
        var folded = FoldedNet.of(net, weights.layers());
        if (folded.folded().isEmpty())
            throw Failure.config(model + ": has no BatchNorm right behind a product");
        folded.folded().forEach(line -> console.err().println(model + ": " + line));
        format.write(out, weights.netName(), folded.weights());
        modelOut.ifPresent(
                file -> {
                    boolean yaml = file.toString().matches("(?i).*\\.ya?ml");
                    var message = folded.net();
                    Disk.write(
                            file,
                            yaml ? YamlPrinter.print(message) : PrototxtPrinter.print(message));
                });
        return 0;
    }
}
