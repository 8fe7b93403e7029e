package jdl.solver;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.TextFormat;
import com.google.protobuf.TextFormat.ParseException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.net.Net;
import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.proto.SolverParameter;
import jdl.proto.SolverParameter.SnapshotFormat;
import jdl.snapshot.Snapshot;
import jdl.snapshot.Snapshots;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What layers carry from pass to pass, in the training net and in the test net, is put back when a
 * run goes on: ten iterations are five, a snapshot, and five more, to the last bit.
 */
class CarriedResumeTest {

    private static final String NET =
            """
            layer { name: 'in' type: 'Input' top: 'x' top: 'cont' top: 't'
              input_param { shape { dim: 2 dim: 1 dim: 3 } shape { dim: 2 dim: 1 } shape { dim: 2 dim: 1 dim: 4 } } }
            layer { name: 'lstm' type: 'LSTM' bottom: 'x' bottom: 'cont' top: 'h'
              recurrent_param { num_output: 4 weight_filler { type: 'uniform' min: -0.5 max: 0.5 } } }
            layer { name: 'gru' type: 'GRU' bottom: 'h' bottom: 'cont' top: 'g'
              recurrent_param { num_output: 4 weight_filler { type: 'uniform' min: -0.5 max: 0.5 } } }
            layer { name: 'loss' type: 'EuclideanLoss' bottom: 'g' bottom: 't' top: 'loss' }
            """;

    private static final String SOLVER =
            "base_lr: 0.3 momentum: 0.9 lr_policy: 'fixed' max_iter: 10 test_iter: 3"
                    + " test_interval: 2 test_initialization: true";

    @TempDir private Path folder;
    private Trace whole = new Trace(List.of(), List.of(), List.of(), List.of(), List.of());

    private record Trace(
            List<Float> losses,
            List<Float> tests,
            List<Float> weights,
            List<Float> carried,
            List<Float> carriedInTests) {}

    @BeforeEach
    void runWholeAndHalf() throws ParseException {
        whole = run(workshop(), 10);
        run(workshop(), 5);
    }

    @Test
    void whatIsCarriedIsPutBack() throws ParseException {
        Trace rest = run(resumed(), 10);
        assertThat(rest.losses).isEqualTo(whole.losses.subList(5, 10));
        int testsBefore = whole.tests.size() - rest.tests.size(); // at 0, 2, 4
        assertThat(testsBefore).isEqualTo(3);
        assertThat(rest.tests).isEqualTo(whole.tests.subList(testsBefore, whole.tests.size()));
        assertThat(rest.weights).isEqualTo(whole.weights);
        assertThat(rest.carried).isEqualTo(whole.carried).isNotEmpty();
        assertThat(rest.carriedInTests).isEqualTo(whole.carriedInTests).isNotEmpty();
    }

    /** Else the test above could not fail. */
    @Test
    void aTrainingNetThatForgetsTakesAnotherWay() throws ParseException {
        Workshop shop = resumed();
        forget(shop.stepper().net());
        assertThat(run(shop, 10).losses).isNotEqualTo(whole.losses.subList(5, 10));
    }

    /** The weights know nothing of it, the scores do. */
    @Test
    void aTestNetThatForgetsScoresOtherwise() throws ParseException {
        Workshop shop = resumed();
        forget(shop.testers().get(0).net());
        Trace rest = run(shop, 10);
        assertThat(rest.weights).isEqualTo(whole.weights);
        assertThat(rest.tests.get(0)).isNotEqualTo(whole.tests.get(3));
    }

    private static void forget(Net net) {
        net.carried().forEach(carried -> carried.fill(0));
    }

    private Workshop resumed() throws ParseException {
        Workshop shop = workshop();
        shop.resume(Snapshot.load(snapshots().state(5)));
        return shop;
    }

    private static Workshop workshop() throws ParseException {
        var net = TextFormat.parse(NET, NetParameter.class);
        var settings = TextFormat.parse(SOLVER, SolverParameter.class).toBuilder();
        Workshop shop =
                Workshop.of(
                        settings.setNetParam(net).build(),
                        name -> net,
                        NetState.getDefaultInstance(),
                        Kernels.plain(Workers.single()));
        fill(shop.stepper().net(), 1);
        fill(shop.testers().get(0).net(), 2);
        return shop;
    }

    private static void fill(Net net, int phase) {
        var x = net.blob("x").orElseThrow().data();
        for (int i = 0; i < x.size(); i++) x.set(i, (float) Math.sin(3 * i + phase));
        net.blob("cont").orElseThrow().data().fill(1);
        net.blob("t").orElseThrow().data().fill(0.5f);
    }

    private Trace run(Workshop shop, int until) {
        List<Event> events = new ArrayList<>();
        Control control =
                new Control() {
                    @Override
                    public boolean stop() {
                        return until < 10 && shop.stepper().iteration() >= until;
                    }

                    @Override
                    public boolean takeSnapshotWish() {
                        return false;
                    }
                };
        var keeper = new SnapshotKeeper(snapshots(), shop, ByteString.EMPTY);
        new Training(shop.settings(), shop.stepper(), shop.testers(), keeper, control, events::add)
                .run();
        List<Float> losses = new ArrayList<>();
        List<Float> tests = new ArrayList<>();
        for (Event event : events) {
            if (event instanceof Event.Stepped e) losses.add(e.loss());
            if (event instanceof Event.Tested e) tests.add(e.scores().get(0).value());
        }
        return new Trace(
                losses,
                tests,
                Moons.weights(shop),
                Moons.floats(shop.stepper().net().carried()),
                Moons.floats(shop.testers().get(0).net().carried()));
    }

    private Snapshots snapshots() {
        return new Snapshots(folder.resolve("run").toString(), SnapshotFormat.BINARYPROTO);
    }
}
