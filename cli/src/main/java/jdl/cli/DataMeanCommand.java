package jdl.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import jdl.data.tool.Fit;
import jdl.data.tool.MeanImage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jdl data mean}: the mean image of a source. */
@Command(
        name = "mean",
        description = {
            "Write the mean image of a source, for transform_param.mean_file, as Caffe's"
                    + " compute_image_mean does; and print each channel's mean, for mean_value.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  jdl data mean lmdb:ilsvrc12_train_lmdb ilsvrc12_mean.binaryproto",
            "  jdl data mean folder:photos photos_mean.binaryproto --resize 227x227",
            "  jdl data mean train_val.prototxt mean.binaryproto --phase TRAIN"
        })
final class DataMeanCommand implements Callable<Integer> {

    private final Console console;

    @Mixin private SourceArgument source = new SourceArgument();

    @Parameters(index = "1", paramLabel = "OUT", description = "The .binaryproto to write.")
    private Path out = Path.of("");

    @Option(
            names = "--resize",
            paramLabel = "HxW",
            description = "Bring all pictures to one size first.")
    private Optional<String> resize = Optional.empty();

    DataMeanCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Fit fit = resize.map(r -> PictureSize.parse("--resize", r).fit()).orElse(Fit.NONE);
        var opened = source.open(console);
        var mean = new MeanImage(opened.source(), fit, new ScanBar(console, "read"));
        mean.write(out);
        console.out()
                .println(
                        "mean of %d pictures, %s, in %s"
                                .formatted(opened.source().size(), mean.shape(), out));
        for (double channel : mean.channels())
            console.out().println("    mean_value: " + CppNumber.text((float) channel));
        return 0;
    }
}
