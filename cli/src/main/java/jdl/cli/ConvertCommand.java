package jdl.cli;

import com.google.protobuf.Message;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import jdl.proto.LayerParameter;
import jdl.proto.NetParameter;
import jdl.snapshot.ModelFile;
import jdl.upgrade.Upgrade;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code jdl convert}: YAML becomes prototxt, and prototxt YAML. */
@Command(
        name = "convert",
        description = {
            "Write a solver or a net in the other form: prototxt, which Caffe reads, or YAML. Back"
                    + " again it is the same message. Of a .caffemodel the net in it is written,"
                    + " without the weights.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  jdl convert lenet_train_test.prototxt lenet.yaml",
            "  jdl convert configs/lenet/lenet.yaml -",
            "  jdl convert lenet.caffemodel lenet.prototxt"
        })
final class ConvertCommand implements Callable<Integer> {

    private final Console console;

    @Mixin private InOut file = new InOut();

    @Mixin private DialectOption dialect = new DialectOption();
    @Mixin private ConfigOptions config = new ConfigOptions();

    ConvertCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        file.check();
        var files = new ConfigFiles(console, config);
        Message message =
                DialectOption.isBinary(file.in()) ? net(file.in()) : files.written(file.in());
        files.checkUsed();
        file.write(console, message, !file.inIsYaml());
        return 0;
    }

    /** The net that a weights file tells of, without its weights. */
    private NetParameter net(Path weights) {
        ModelFile model = dialect.read(weights);
        model.notes().forEach(note -> console.err().println(weights + ": " + note));
        var net = Upgrade.net(model.net()).message().toBuilder().clearSeal();
        net.getLayerBuilderList().forEach(LayerParameter.Builder::clearBlobs);
        return net.build();
    }
}
