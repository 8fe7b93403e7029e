package jdl.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.TextFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdl.kernel.KernelProviders;
import jdl.kernel.Workers;
import jdl.net.Net;
import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.proto.SolverParameter;
import org.junit.jupiter.api.Test;

/** What a run does between its iterations, and in which order. */
class TrainingTest {

    private static final String NET =
            """
            layer { name: 'in' type: 'Input' top: 'x' top: 'y' input_param { shape { dim: 2 dim: 3 } } }
            layer { name: 'ip' type: 'InnerProduct' bottom: 'x' top: 'p' inner_product_param { num_output: 3 } }
            layer { name: 'loss' type: 'EuclideanLoss' bottom: 'p' bottom: 'y' top: 'loss' loss_weight: 3 }
            """;

    private final List<String> told = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();

    private <E> List<E> events(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private Workshop workshop(String solver) {
        try {
            var net = TextFormat.parse(NET, NetParameter.class);
            var settings =
                    TextFormat.parse(
                            "base_lr: 0.1 lr_policy: 'fixed' max_iter: 4 " + solver,
                            SolverParameter.class);
            var kernels = KernelProviders.installed().named("plain").open(Workers.single());
            var whole = settings.toBuilder().setNetParam(net).build();
            return Workshop.of(whole, name -> net, NetState.getDefaultInstance(), kernels);
        } catch (TextFormat.ParseException e) {
            throw new AssertionError(e);
        }
    }

    private Event.Reason run(String solver, Control control) {
        Workshop workshop = workshop(solver);
        for (Net net : nets(workshop)) net.blob("y").orElseThrow().data().fill(2);
        Training.Keeper keeper =
                stepper ->
                        new Event.Saved(stepper.iteration(), Path.of("weights"), Path.of("state"));
        return new Training(
                        workshop.settings(),
                        workshop.stepper(),
                        workshop.testers(),
                        keeper,
                        control,
                        event -> {
                            events.add(event);
                            told.add(event.getClass().getSimpleName() + " " + event.iteration());
                        })
                .run();
    }

    private static List<Net> nets(Workshop workshop) {
        List<Net> nets = new ArrayList<>(List.of(workshop.stepper().net()));
        workshop.testers().forEach(tester -> nets.add(tester.net()));
        return nets;
    }

    /** Stops, or wishes for a snapshot, once so many events have been told. */
    private Control after(int events, boolean stop) {
        return new Control() {
            private boolean wished;

            @Override
            public boolean stop() {
                return stop && told.size() >= events;
            }

            @Override
            public boolean takeSnapshotWish() {
                boolean wish = !stop && !wished && told.size() >= events;
                wished |= wish;
                return wish;
            }
        };
    }

    @Test
    void testsComeBeforeTheirIterationAndAtTheEnd() {
        assertThat(run("test_iter: 1 test_interval: 2", Control.NONE)).isEqualTo(Event.Reason.DONE);
        assertThat(told)
                .containsExactly(
                        "Started 0",
                        "TestStarted 0",
                        "TestPass 0",
                        "Tested 0",
                        "Stepped 0",
                        "Stepped 1",
                        "TestStarted 2",
                        "TestPass 2",
                        "Tested 2",
                        "Stepped 2",
                        "Stepped 3",
                        "Saved 4",
                        "TestStarted 4",
                        "TestPass 4",
                        "Tested 4",
                        "Finished 4");
    }

    @Test
    void theFirstTestAndTheLastSnapshotCanBeSwitchedOff() {
        run(
                "test_iter: 1 test_interval: 4 test_initialization: false snapshot_after_train: false",
                Control.NONE);
        assertThat(told)
                .startsWith("Started 0", "Stepped 0")
                .doesNotContain("Saved 4")
                .contains("Tested 4");
    }

    @Test
    void snapshotsComeAtTheirIntervalAndNotTwice() {
        run("snapshot: 2", Control.NONE);
        assertThat(told)
                .containsExactly(
                        "Started 0",
                        "Stepped 0",
                        "Stepped 1",
                        "Saved 2",
                        "Stepped 2",
                        "Stepped 3",
                        "Saved 4",
                        "Finished 4");
    }

    @Test
    void aStoppedRunSavesAtOnceAndTestsNoMore() {
        assertThat(run("test_iter: 1 test_interval: 2", after(6, true)))
                .isEqualTo(Event.Reason.STOPPED);
        assertThat(told).endsWith("Stepped 1", "Saved 2", "Finished 2");
    }

    @Test
    void aWishForASnapshotIsGrantedOnceAndTheRunGoesOn() {
        assertThat(run("snapshot_after_train: false", after(2, false)))
                .isEqualTo(Event.Reason.DONE);
        assertThat(told)
                .containsExactly(
                        "Started 0",
                        "Stepped 0",
                        "Saved 1",
                        "Stepped 1",
                        "Stepped 2",
                        "Stepped 3",
                        "Finished 4");
    }

    @Test
    void theLastLossIsShownWhereADisplayIsDue() {
        run("display: 2", Control.NONE);
        assertThat(told).contains("LastLoss 4");
    }

    @Test
    void theShownLossIsTheMeanOfAsManyAsThereAreAndNoMoreThanWanted() {
        run("display: 1 average_loss: 3", Control.NONE);
        List<Event.Stepped> steps = events(Event.Stepped.class);
        List<Float> losses = new ArrayList<>(steps.stream().map(Event.Stepped::loss).toList());
        assertThat(losses).doesNotHaveDuplicates();
        for (int i = 0; i < 4; i++)
            assertThat(steps.get(i).smoothed())
                    .isCloseTo(mean(losses.subList(Math.max(0, i - 2), i + 1)), within(1e-6f));
        Event.LastLoss last = events(Event.LastLoss.class).get(0);
        losses.add(last.loss());
        assertThat(last.smoothed()).isCloseTo(mean(losses.subList(2, 5)), within(1e-6f));
    }

    private static float mean(List<Float> values) {
        return (float) values.stream().mapToDouble(v -> v).average().orElseThrow();
    }

    @Test
    void aTestTellsItsWeightedLossWhereThatIsWanted() {
        String tests = "test_iter: 2 test_interval: 4 test_compute_loss: ";
        run(tests + "true", Control.NONE);
        for (Event.Tested tested : events(Event.Tested.class)) {
            Score score = tested.scores().get(0);
            assertThat(tested.loss()).contains(3 * score.value());
            assertThat(score.value()).isPositive();
        }
        assertThat(events(Event.Tested.class)).hasSize(2);
        events.clear();
        run(tests + "false", Control.NONE);
        assertThat(events(Event.Tested.class)).allMatch(tested -> tested.loss().isEmpty());
    }
}
