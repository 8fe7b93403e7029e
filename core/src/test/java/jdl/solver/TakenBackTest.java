package jdl.solver;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.TextFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.proto.SolverParameter;
import jdl.proto.SolverParameter.SnapshotFormat;
import jdl.snapshot.Snapshot;
import jdl.snapshot.Snapshots;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A run that is stopped within or after a test, before the step that was to follow, goes on as if
 * it had not been: nets that remember earlier passes have not seen the test twice.
 */
class TakenBackTest {

    private static final String NET =
            """
            layer { name: 'in' type: 'Input' top: 'x' top: 'cont' top: 't'
              input_param { shape { dim: 2 dim: 1 dim: 3 } shape { dim: 2 dim: 1 } shape { dim: 2 dim: 1 dim: 4 } } }
            layer { name: 'lstm' type: 'LSTM' bottom: 'x' bottom: 'cont' top: 'h'
              recurrent_param { num_output: 4 weight_filler { type: 'uniform' min: -0.5 max: 0.5 } } }
            layer { name: 'loss' type: 'EuclideanLoss' bottom: 'h' bottom: 't' top: 'loss' }
            """;

    private static final String SOLVER =
            "base_lr: 0.3 lr_policy: 'plateau' gamma: 0.5 plateau_patience: 1 plateau_threshold: 0.5"
                    + " max_iter: 4 test_iter: 3 test_interval: 2 ema_decay: 0.5";

    @TempDir private Path folder;
    private final List<Event> events = new ArrayList<>();

    private static Workshop workshop() throws Exception {
        var net = TextFormat.parse(NET, NetParameter.class);
        var settings = TextFormat.parse(SOLVER, SolverParameter.class).toBuilder();
        Workshop shop =
                Workshop.of(
                        settings.setNetParam(net).build(),
                        name -> net,
                        NetState.getDefaultInstance(),
                        Kernels.plain(Workers.single()));
        List<jdl.net.Net> nets = List.of(shop.stepper().net(), shop.testers().get(0).net());
        for (var each : nets) {
            var x = each.blob("x").orElseThrow().data();
            for (int i = 0; i < x.size(); i++) x.set(i, (float) Math.sin(3 * i + 1));
            each.blob("cont").orElseThrow().data().fill(1);
            each.blob("t").orElseThrow().data().fill(0.5f);
        }
        assertThat(nets.get(1).carried()).isNotEmpty();
        return shop;
    }

    /** Runs until so many events of tests have been told; 0: to the end. */
    private List<Float> run(Workshop shop, int testEvents) {
        Control control =
                new Control() {
                    @Override
                    public boolean stop() {
                        return testEvents > 0 && ofTests() >= testEvents;
                    }

                    @Override
                    public boolean takeSnapshotWish() {
                        return false;
                    }
                };
        events.clear();
        var keeper = new SnapshotKeeper(snapshots(), shop, ByteString.EMPTY);
        new Training(shop.settings(), shop.stepper(), shop.testers(), keeper, control, events::add)
                .run();
        List<Float> all = new ArrayList<>();
        for (Event event : events) {
            if (event instanceof Event.Tested e) all.add(e.scores().get(0).value());
            if (event instanceof Event.Stepped e) all.addAll(List.of(e.loss(), e.rate()));
        }
        all.addAll(Moons.weights(shop));
        all.addAll(Moons.floats(shop.testers().get(0).net().carried()));
        return all;
    }

    private long ofTests() {
        return events.stream()
                .filter(e -> e instanceof Event.TestPass || e instanceof Event.Tested)
                .count();
    }

    private Snapshots snapshots() {
        return new Snapshots(folder.resolve("run").toString(), SnapshotFormat.BINARYPROTO);
    }

    /** The test at 2 tells events 5 to 8: a stop at any of them is a snapshot of iteration 2. */
    @ParameterizedTest
    @ValueSource(ints = {5, 6, 7, 8})
    void aRunStoppedInATestGoesOnWithTheWholeTest(int testEvents) throws Exception {
        List<Float> whole = run(workshop(), 0);
        run(workshop(), testEvents);
        assertThat(events).last().isEqualTo(new Event.Finished(2, Event.Reason.STOPPED));
        Workshop second = workshop();
        second.resume(Snapshot.load(snapshots().state(2)));
        List<Float> rest = run(second, 0);
        int before = 1 + 2 * 2; // the test at 0, and loss and rate of two steps
        assertThat(rest).isEqualTo(whole.subList(before, whole.size()));
    }
}
