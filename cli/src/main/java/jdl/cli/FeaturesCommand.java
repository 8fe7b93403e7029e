package jdl.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import jdl.data.tool.FeatureFormat;
import jdl.failure.Failure;
import jdl.kernel.Workers;
import jdl.net.Net;
import jdl.net.NetPlan;
import jdl.net.Weights;
import jdl.proto.Phase;
import jdl.solver.WeightCopy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jdl features}: what layers inside of a net make of each record. */
@Command(
        name = "features",
        description = {
            "Run a net on all records of its data layer once, and write blobs of it: for each blob an"
                    + " array of [records, …], and keys.txt with what each record is called.",
            ""
        },
        footer = {
            "",
            "In DIR each blob has a file BLOB.npy or BLOB.h5, or a folder BLOB with an LMDB database,"
                    + " as Caffe's extract_features makes it.",
            "",
            "Examples:",
            "  jdl features --model lenet.yaml --weights lenet.caffemodel --blobs ip1,prob --out features",
            "  jdl features --model train_val.prototxt --weights net.caffemodel --blobs fc7 --out fc7.npy",
            "  jdl features --model net.yaml --weights net.caffemodel --blobs fc7 --out dbs --format lmdb"
        })
final class FeaturesCommand implements Callable<Integer> {

    /** Tests draw nothing by chance; the weights that a seed would fill come from files. */
    private static final long SEED = 1;

    private final Console console;

    @Option(names = "--model", required = true, paramLabel = "FILE", description = "The net.")
    private Path model = Path.of("");

    @Option(
            names = "--weights",
            required = true,
            split = ",",
            paramLabel = "FILE",
            description = "Weights, layer by layer by name; later files win.")
    private List<Path> weights = new ArrayList<>();

    @Option(
            names = "--blobs",
            required = true,
            split = ",",
            paramLabel = "BLOB",
            description = "What to write.")
    private List<String> blobs = new ArrayList<>();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR|FILE",
            description = "The folder to write to; for one blob perhaps a .npy or .h5 file.")
    private Path out = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "npy|lmdb|h5",
            description = "What to write; as the ending of FILE says, else npy.")
    private Optional<FeatureFormat> format = Optional.empty();

    @Option(
            names = "--batches",
            paramLabel = "N",
            description = "Batches to run; all records once by default.")
    private Optional<Integer> batches = Optional.empty();

    @Option(
            names = "--phase",
            paramLabel = "TRAIN|TEST",
            defaultValue = "TEST",
            description = "The phase to build for; ${DEFAULT-VALUE} by default.")
    private Phase phase = Phase.TEST;

    @Mixin private ConfigOptions config = new ConfigOptions();
    @Mixin private MachineOptions machine = new MachineOptions();
    @Mixin private TuningOptions passes = new TuningOptions();

    FeaturesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        batches.filter(n -> n < 1)
                .ifPresent(
                        n -> {
                            throw Failure.config(
                                    "option --batches: at least 1 expected, but got " + n);
                        });
        var places = FeaturePlaces.of(out, format, blobs);
        var files = new ConfigFiles(console, config);
        var settings = files.net(model);
        files.checkUsed();
        var state = config.state(settings, Optional.of(phase), phase);
        try (Workers workers = machine.workers()) {
            long records =
                    files.located(
                            () -> {
                                var plan = NetPlan.of(settings, state);
                                var kernels = machine.kernels(workers);
                                var tuning = passes.tuning().keepingBlobs();
                                return run(
                                        new Net(plan, tuning, new Weights(SEED), kernels, SEED),
                                        places);
                            });
            console.out().println("%s: %d records".formatted(out, records));
        }
        return 0;
    }

    private long run(Net net, FeaturePlaces places) {
        List<String> missing = List.of();
        for (Path file : weights) missing = WeightCopy.into(net, file).missing();
        if (!missing.isEmpty())
            throw Failure.config(
                    "layer \"%s\" has weights, but %s has none for it\n    take the weights of this net, or rename the layer"
                            .formatted(missing.get(0), weights.get(weights.size() - 1)));
        var features = new Features(net, SEED, blobs, batches, new ScanBar(console, "run"));
        features.write(places);
        return features.records();
    }
}
