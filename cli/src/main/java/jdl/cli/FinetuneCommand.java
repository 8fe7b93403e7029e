package jdl.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import jdl.config.YamlPrinter;
import jdl.data.Source;
import jdl.data.Sources;
import jdl.failure.Failure;
import jdl.file.FileName;
import jdl.file.Trouble;
import jdl.net.NetPlan;
import jdl.net.Rehead;
import jdl.net.Step;
import jdl.proto.DataParameter;
import jdl.proto.LayerParameter;
import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.proto.Phase;
import jdl.proto.SolverParameter;
import jdl.proto.SourceParameter;
import jdl.proto.WeightsParameter;
import jdl.zoo.Entry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jdl finetune}: what a model of the zoo has learnt, put to use on other pictures. */
@Command(
        name = "finetune",
        description = {
            "Train a model of the zoo on your own pictures: a folder with a folder for each class.",
            "",
            "Writes a net, whose last layer tells the classes that were found, and a solver, and"
                    + " trains. The layers that are kept begin with the weights of the model and learn"
                    + " at a tenth of the rate of the new one, or not at all (--freeze). Both files"
                    + " are yours: edit them, and go on with jdl train.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  jdl finetune zoo:quick-cifar10 --data photos",
            "  jdl finetune zoo:lenet --data letters --freeze --iterations 500 --out letters-net"
        })
final class FinetuneCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "zoo:NAME", description = "The model to begin with.")
    private String model = "";

    @Option(
            names = "--data",
            required = true,
            paramLabel = "FOLDER",
            description =
                    "A folder with a folder of pictures for each class; or with two such folders,"
                            + " train and test.")
    private Path data = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Where to write net.yaml and solver.yaml; finetune/NAME by default.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--freeze",
            description = "Keep the weights of the model as they are; only the new layer learns.")
    private boolean freeze;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            defaultValue = "300",
            description = "How long to train; ${DEFAULT-VALUE} by default.")
    private int iterations;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "32",
            description = "Pictures in an iteration; ${DEFAULT-VALUE} by default.")
    private int batch;

    @Option(
            names = "--lr",
            paramLabel = "RATE",
            defaultValue = "0.001",
            description = "base_lr; ${DEFAULT-VALUE} by default. The new layer has ten times that.")
    private float rate;

    @Option(names = "--no-train", description = "Only write the files.")
    private boolean dry;

    FinetuneCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (iterations < 1 || batch < 1)
            throw Failure.config("options --iterations and --batch: at least 1 expected");
        Entry entry = ZooOptions.entry(console, model);
        Path folder = out.orElse(Path.of("finetune", entry.name().name()));
        if (Files.exists(folder.resolve("solver.yaml")))
            throw new Failure(
                    Failure.Kind.CANNOT_CREATE,
                    "%s: has a solver already%n    go on with it: jdl train --solver %s; or take another --out"
                            .formatted(folder, folder.resolve("solver.yaml")));
        write(entry, folder);
        if (dry) return 0;
        return new Commands(console)
                .run("train", "--solver", folder.resolve("solver.yaml").toString());
    }

    private void write(Entry entry, Path folder) {
        var pictures = Pictures.of(data);
        var files = new ConfigFiles(console, new ConfigOptions());
        NetParameter learnt = files.net(entry.net());
        PredictInput input = PredictInput.of(files.net(entry.deploy()));
        List<String> tops = Rehead.dataTops(learnt);
        var layers =
                List.of(
                        reading(input, pictures.train(), Phase.TRAIN, tops),
                        reading(input, pictures.test(), Phase.TEST, tops));
        NetParameter net =
                Rehead.of(learnt, pictures.classes().size(), "_" + pictures.name(), layers);
        String made =
                "# Made by jdl finetune of zoo:%s, for %d classes: %s.%n"
                        .formatted(
                                entry.name(),
                                pictures.classes().size(),
                                String.join(", ", pictures.classes()));
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw Trouble.creating(folder, e);
        }
        Disk.write(folder.resolve("net.yaml"), made + YamlPrinter.print(net));
        Disk.write(
                folder.resolve("solver.yaml"),
                made + YamlPrinter.print(solver(entry, folder, learnt, net)));
        console.err()
                .println("jdl: wrote " + folder.resolve("net.yaml") + " and solver.yaml beside it");
    }

    /** What the model's input says is done to pictures, and in training a little chance. */
    private LayerParameter reading(
            PredictInput input, String source, Phase phase, List<String> tops) {
        LayerParameter all = input.reading(source, batch, input.layer().getTransformParam());
        var layer = all.toBuilder().setName(input.layer().getName()).clearTop().addAllTop(tops);
        layer.addIncludeBuilder().setPhase(phase);
        layer.setSourceParam(
                SourceParameter.newBuilder().setColor(all.getSourceParam().getColor()));
        layer.setDataParam(DataParameter.newBuilder().setSource(source).setBatchSize(batch));
        if (phase == Phase.TEST) return layer.build();
        layer.getSourceParamBuilder().setShuffle(true);
        var transform = layer.getTransformParamBuilder();
        if (input.sample().rank() == 3 && input.sample().dim(0) == 3) transform.setMirror(true);
        return layer.build();
    }

    private SolverParameter solver(
            Entry entry, Path folder, NetParameter learnt, NetParameter net) {
        List<String> old = learnt.getLayerList().stream().map(LayerParameter::getName).toList();
        List<String> now = net.getLayerList().stream().map(LayerParameter::getName).toList();
        List<String> heads =
                learnt.getLayerList().stream()
                        .filter(layer -> layer.getBottomCount() > 0)
                        .map(LayerParameter::getName)
                        .filter(name -> !now.contains(name))
                        .distinct()
                        .toList();
        var solver =
                SolverParameter.newBuilder()
                        .setNet("net.yaml")
                        .setWeightsFrom(
                                WeightsParameter.newBuilder()
                                        .addFrom("zoo:" + entry.name())
                                        .addAllIgnore(heads))
                        .setType("SGD")
                        .setBaseLr(rate)
                        .setLrPolicy("poly")
                        .setPower(1)
                        .setMomentum(0.9f)
                        .setWeightDecay(0.0005f)
                        .setMaxIter(iterations)
                        .setDisplay(Math.max(1, iterations / 20))
                        .addTestIter(0)
                        .setTestInterval(Math.max(1, iterations / 5))
                        .setSnapshot(iterations)
                        .setSnapshotPrefix(folder.resolve("run").resolve(entry.name().name()) + "")
                        .setRandomSeed(1);
        if (freeze) weighted(net).stream().filter(old::contains).forEach(solver::addFreeze);
        return solver.build();
    }

    /** The layers that have weights. */
    private static List<String> weighted(NetParameter net) {
        var training = NetState.newBuilder().setPhase(Phase.TRAIN).build();
        return NetPlan.of(net, training).steps().stream()
                .filter(step -> !step.weights().isEmpty())
                .map(Step::name)
                .distinct()
                .toList();
    }

    /**
     * Pictures with their classes, to learn from and to test with.
     *
     * @param name what the new layers are called after
     */
    private record Pictures(String train, String test, List<String> classes, String name) {

        static Pictures of(Path folder) {
            if (!Files.isDirectory(folder))
                throw new Failure(
                        Failure.Kind.MISSING, folder + ": there is no such folder of pictures");
            Path train = folder.resolve("train");
            Path test = folder.resolve("test");
            String name = FileName.of(folder.toAbsolutePath().normalize());
            if (hasFolders(train) && hasFolders(test)) return of(train + "", test + "", name);
            String all = hasFolders(train) ? train.toString() : folder.toString();
            return of(all + "?train=0.8", all + "?test=0.2", name);
        }

        private static Pictures of(String train, String test, String name) {
            Source source =
                    Sources.installed()
                            .open(
                                    DataParameter.newBuilder().setSource("folder:" + train).build(),
                                    SourceParameter.getDefaultInstance());
            if (source.classes().size() < 2)
                throw Failure.config(
                        "%s: at least two classes expected, a folder each, but there is %d"
                                .formatted(train, source.classes().size()));
            return new Pictures(
                    "folder:" + train,
                    "folder:" + test,
                    new ArrayList<>(source.classes()),
                    name.replaceAll("[^A-Za-z0-9]+", "_"));
        }

        private static boolean hasFolders(Path folder) {
            if (!Files.isDirectory(folder)) return false;
            try (var all = Files.list(folder)) {
                return all.anyMatch(Files::isDirectory);
            } catch (IOException e) {
                throw Trouble.reading(folder, e);
            }
        }
    }
}
