package jdl.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import jdl.snapshot.WeightsFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code jdl weights convert}: the same weights in another format. */
@Command(
        name = "convert",
        description = {
            "Write weights in another format: .caffemodel, .caffemodel.h5, .safetensors or .npz, as the"
                    + " name of OUT says. HDF5 and npz hold no types of layers and no name of the net.",
            "",
            "From .caffemodel to .caffemodel all that is in the file is kept, and what a fork of Caffe"
                    + " wrote in its own manner becomes Caffe's.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  jdl weights convert lenet.caffemodel lenet.safetensors",
            "  jdl weights convert lenet.caffemodel.h5 lenet.npz",
            "  jdl weights convert resnet_nv.caffemodel resnet.caffemodel --dialect nvidia"
        })
final class WeightsConvertCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(index = "0", paramLabel = "IN", description = "Weights.")
    private Path in = Path.of("");

    @Parameters(index = "1", paramLabel = "OUT", description = "Where to write them.")
    private Path out = Path.of("");

    @Mixin private DialectOption dialect = new DialectOption();
    @Mixin private WeightsOut format = new WeightsOut();

    WeightsConvertCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        format.check(out);
        if (DialectOption.isBinary(in) && format.isCaffe(out)) {
            var model = dialect.read(in);
            model.notes().forEach(note -> console.err().println(in + ": " + note));
            WeightsFile.write(out, model.net());
        } else {
            var weights = WeightsFile.read(in);
            format.write(out, weights.netName(), weights.layers());
        }
        return 0;
    }
}
