package jdl.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import jdl.kernel.Workers;
import jdl.proto.LayerParameter;
import jdl.proto.ModelMetric;
import jdl.proto.NetParameter;
import jdl.proto.SolverParameter;
import jdl.solver.NetChoice;
import jdl.solver.Score;
import jdl.zoo.EntryName;

/** What weights reach on the first test net of their solver, as a card tells it. */
record Measurement(ConfigOptions config, MachineOptions machine) {

    /** Another machine may see so many samples the other way. */
    private static final double SAMPLES = 2;

    /** Another machine's loss may differ by this part. */
    private static final double PART = 0.001;

    List<ModelMetric> of(Console console, Path solver, Path weights, EntryName entry) {
        var files = new ConfigFiles(console, config);
        SolverFile file = SolverFile.read(files, solver);
        List<NetChoice> tests = tests(file);
        try (Workers workers = machine.workers()) {
            var exam =
                    new Exam(
                            tests.get(0),
                            config.wish(),
                            new TuningOptions().tuning(),
                            machine.kernels(workers),
                            List.of(weights));
            Exam.Result result = files.located(() -> exam.run(Optional.empty(), false));
            String data =
                    data(tests.get(0).net(), result.samples())
                            .replace(ZooOptions.dataFolder(console), "$JDL_DATA");
            return result.scores().stream()
                    .map(score -> metric(score, result.samples(), data, entry))
                    .toList();
        }
    }

    /** The test nets of a solver; that of its training net where it names none. */
    static List<NetChoice> tests(SolverFile file) {
        return file.settings().getTestIterCount() > 0
                ? file.testing()
                : NetChoice.testing(onceTested(file.settings()), file.nets());
    }

    private static SolverParameter onceTested(SolverParameter settings) {
        return settings.toBuilder().addTestIter(1).setTestInterval(1).build();
    }

    private static ModelMetric metric(Score score, long samples, String data, EntryName entry) {
        boolean share = score.name().contains("accuracy");
        double value = Math.round(score.value() * 1e6) / 1e6;
        return ModelMetric.newBuilder()
                .setName(score.name())
                .setValue(value)
                .setWithin(share ? SAMPLES / Math.max(1, samples) : round(Math.abs(value) * PART))
                .setData(data)
                .setCommand("jdl test zoo:" + entry.shortest())
                .build();
    }

    private static double round(double value) {
        return Math.max(1e-6, Math.round(value * 1e6) / 1e6);
    }

    private static String data(NetParameter net, long samples) {
        return net.getLayerList().stream()
                .filter(Measurement::isTested)
                .map(layer -> samples + " of " + layer.getDataParam().getSource())
                .findFirst()
                .orElse(samples + " samples");
    }

    private static boolean isTested(LayerParameter layer) {
        return layer.hasDataParam()
                && layer.getIncludeList().stream()
                        .allMatch(rule -> !rule.hasPhase() || rule.getPhase().name().equals("TEST"))
                && layer.getDataParam().hasSource();
    }
}
