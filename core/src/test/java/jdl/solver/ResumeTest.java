package jdl.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jdl.proto.SolverParameter.SnapshotFormat;
import jdl.snapshot.Snapshot;
import jdl.snapshot.Snapshots;
import jdl.snapshot.WeightsFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ten iterations are five, a snapshot, and five more, to the last bit: every rule and policy. */
class ResumeTest {

    private static final String REST =
            " max_iter: 10 average_loss: 3 test_iter: 2 test_interval: 1 ema_decay: 0.9 iter_size: 2"
                    + " weight_decay: 0.01 l1_decay: 0.001 clip_gradients: 1 clip_value: 0.3 ";

    @TempDir private Path folder;

    static Stream<String> settings() {
        Stream<String> rules = Moons.rules().map(rule -> rule + " lr_policy: 'fixed'");
        Stream<String> policies =
                Stream.of(
                                "'step' gamma: 0.5 stepsize: 3",
                                "'exp' gamma: 0.9",
                                "'inv' gamma: 0.1 power: 0.75",
                                "'multistep' gamma: 0.5 stepvalue: 2 stepvalue: 7",
                                "'poly' power: 2",
                                "'sigmoid' gamma: -0.5 stepsize: 4",
                                "'cosine' restart_iter: 3 restart_mult: 2 lr_min: 0.01",
                                "'onecycle'",
                                "'piecewise' stepvalue: 6 step_lr: 0.1",
                                "'plateau' gamma: 0.5 plateau_patience: 2 plateau_threshold: 0.3",
                                "'plateau' gamma: 0.5 plateau_patience: 2 plateau_threshold: 0.3 warmup { iter: 7 }")
                        .map(policy -> "base_lr: 3 momentum: 0.9 lr_policy: " + policy);
        return Stream.concat(rules, policies);
    }

    /** What can be told of a run from outside. */
    private record Trace(
            List<Float> losses,
            List<Float> rates,
            List<Float> smoothed,
            List<Float> tests,
            List<Float> weights,
            List<Float> history,
            List<Float> averages) {}

    private Trace run(Workshop shop, int until) {
        return run(shop, until, SnapshotFormat.BINARYPROTO);
    }

    private Trace run(Workshop shop, int until, SnapshotFormat format) {
        List<Event> events = new ArrayList<>();
        Control control =
                new Control() {
                    @Override
                    public boolean stop() {
                        return shop.stepper().iteration() >= until;
                    }

                    @Override
                    public boolean takeSnapshotWish() {
                        return false;
                    }
                };
        new Training(
                        shop.settings(),
                        shop.stepper(),
                        shop.testers(),
                        keeper(shop, format),
                        until < shop.settings().getMaxIter() ? control : Control.NONE,
                        events::add)
                .run();
        List<Event.Stepped> steps = of(Event.Stepped.class, events);
        Progress progress = shop.stepper().progress();
        return new Trace(
                steps.stream().map(Event.Stepped::loss).toList(),
                steps.stream().map(Event.Stepped::rate).toList(),
                steps.stream().map(Event.Stepped::smoothed).toList(),
                of(Event.Tested.class, events).stream()
                        .map(tested -> tested.scores().get(0).value())
                        .toList(),
                Moons.weights(shop),
                Moons.floats(progress.history()),
                Moons.floats(progress.averages()));
    }

    private static <E> List<E> of(Class<E> kind, List<Event> events) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private SnapshotKeeper keeper(Workshop shop, SnapshotFormat format) {
        return new SnapshotKeeper(snapshots(format), shop, ByteString.EMPTY);
    }

    private Snapshots snapshots() {
        return snapshots(SnapshotFormat.BINARYPROTO);
    }

    private Snapshots snapshots(SnapshotFormat format) {
        return new Snapshots(folder.resolve("run").toString(), format);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void tenIterationsAreFiveAndASnapshotAndFive(String settings) {
        resume(settings, SnapshotFormat.BINARYPROTO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type: 'Adam' base_lr: 0.01 momentum: 0.9 lr_policy: 'fixed'",
                "base_lr: 3 momentum: 0.9 lr_policy: 'multistep' gamma: 0.5 stepvalue: 2"
            })
    void aSnapshotOfHdf5IsAsExact(String settings) {
        resume(settings, SnapshotFormat.HDF5);
    }

    private void resume(String settings, SnapshotFormat format) {
        Trace whole = run(Moons.withDropout(settings + REST), 10);
        run(Moons.withDropout(settings + REST), 5, format);
        Workshop second = Moons.withDropout(settings + REST);
        second.resume(Snapshot.load(snapshots(format).state(5)));
        Trace rest = run(second, 10);
        assertThat(rest.losses).isEqualTo(whole.losses.subList(5, 10));
        assertThat(rest.rates).isEqualTo(whole.rates.subList(5, 10));
        assertThat(rest.smoothed).isEqualTo(whole.smoothed.subList(5, 10));
        assertThat(rest.tests).isEqualTo(whole.tests.subList(5, 11));
        assertThat(rest.weights).isEqualTo(whole.weights);
        assertThat(rest.history).isEqualTo(whole.history);
        assertThat(rest.averages).isEqualTo(whole.averages).isNotEmpty();
    }

    @Test
    void thePlateauInTheseRunsDoesBringTheRateDown() {
        String policy =
                "base_lr: 3 lr_policy: 'plateau' gamma: 0.5 plateau_patience: 2 plateau_threshold: 0.3";
        assertThat(run(Moons.withDropout(policy + REST), 10).rates).contains(3f, 1.5f);
    }

    @Test
    void aSnapshotHoldsTheAveragesInAFileOfTheirOwn() {
        String settings = "base_lr: 0.5 lr_policy: 'fixed'";
        Trace run = run(Moons.withDropout(settings + REST), 10);
        var plain = WeightsFile.read(snapshots().weights(10));
        var averaged = WeightsFile.read(folder.resolve("run_iter_10_ema.caffemodel"));
        assertThat(blobs(plain)).isEqualTo(run.weights);
        assertThat(blobs(averaged)).isEqualTo(run.averages).isNotEqualTo(run.weights);
    }

    private static List<Float> blobs(jdl.snapshot.Weights weights) {
        return Moons.floats(weights.layers().stream().flatMap(l -> l.blobs().stream()).toList());
    }

    @Test
    void averagesAreTheirFormulaAndTestsRunOnThem() {
        Workshop shop =
                Moons.workshop(
                        "base_lr: 0.5 lr_policy: 'fixed' ema_decay: 0.15 test_iter: 1 test_interval: 9");
        double[] mean = new double[Moons.weights(shop).size()];
        for (int t = 0; t < 4; t++) {
            shop.stepper().step();
            double past = Math.min(0.15, t / (t + 9.0));
            List<Float> w = Moons.weights(shop);
            for (int i = 0; i < mean.length; i++) mean[i] = past * mean[i] + (1 - past) * w.get(i);
        }
        List<Float> plain = Moons.weights(shop);
        shop.stepper()
                .onAverages(
                        () -> {
                            List<Float> w = Moons.weights(shop);
                            for (int i = 0; i < mean.length; i++)
                                assertThat((double) w.get(i)).isCloseTo(mean[i], within(1e-6));
                            assertThat(w).isNotEqualTo(plain);
                        });
        assertThat(Moons.weights(shop)).isEqualTo(plain);
    }
}
