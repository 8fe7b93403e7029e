package jdl.solver;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import jdl.net.Norms;
import jdl.proto.SolverParameter;

/**
 * A whole run: iterations, with tests, snapshots and the wishes of the user between them, in the
 * order of Caffe's Solver::Solve.
 */
public final class Training {

    private final SolverParameter settings;
    private final Stepper stepper;
    private final List<Tester> testers;
    private final Keeper keeper;
    private final Control control;
    private final Consumer<Event> events;
    private final boolean minded;

    /** Writes the state of a run to disk. */
    public interface Keeper {
        Event.Saved save(Stepper stepper);
    }

    public Training(
            SolverParameter settings,
            Stepper stepper,
            List<Tester> testers,
            Keeper keeper,
            Control control,
            Consumer<Event> events) {
        this.settings = settings;
        this.stepper = stepper;
        this.testers = List.copyOf(testers);
        this.keeper = keeper;
        this.control = control;
        this.events = events;
        this.minded = settings.getLrPolicy().equals("plateau");
    }

    /**
     * Runs to {@code max_iter}, or until the user wants to stop; either way the last state is on
     * disk.
     */
    public Event.Reason run() {
        int until = settings.getMaxIter();
        events.accept(new Event.Started(stepper.iteration(), until, stepper.net().plan().name()));
        boolean saved = stepper.iteration() > 0; // resumed from what is on disk
        while (stepper.iteration() < until && !control.stop()) {
            if (testIsDue() && !tested()) break;
            step();
            saved = snapshotIsDue();
            if (saved) save();
        }
        boolean stopped = control.stop() && stepper.iteration() < until;
        if (!saved && (stopped || settings.getSnapshotAfterTrain())) save();
        if (!stopped) finish();
        Event.Reason reason = stopped ? Event.Reason.STOPPED : Event.Reason.DONE;
        events.accept(new Event.Finished(stepper.iteration(), reason));
        return reason;
    }

    private void step() {
        int iteration = stepper.iteration();
        float rate = stepper.rate();
        boolean display = settings.getDisplay() > 0 && iteration % settings.getDisplay() == 0;
        float loss = display && settings.getDebugInfo() ? debugStep() : stepper.step();
        List<Score> outputs = display ? Score.of(stepper.net().outputs()) : List.of();
        events.accept(
                new Event.Stepped(iteration, loss, stepper.smoothedLoss(), rate, display, outputs));
    }

    /** A step that tells how large the numbers are in each of its passes. */
    private float debugStep() {
        int iteration = stepper.iteration();
        return stepper.step(
                () -> events.accept(new Event.Debugged(iteration, Norms.of(stepper.net(), true))));
    }

    /** What the weights have come to: the loss of one more pass, and a last test. */
    private void finish() {
        if (settings.getDisplay() > 0 && stepper.iteration() % settings.getDisplay() == 0) {
            float loss = stepper.net().forward((long) stepper.iteration() * settings.getIterSize());
            events.accept(
                    new Event.LastLoss(
                            stepper.iteration(),
                            loss,
                            stepper.smoothedWith(loss),
                            Score.of(stepper.net().outputs())));
        }
        if (settings.getTestInterval() > 0 && stepper.iteration() % settings.getTestInterval() == 0)
            test();
    }

    private boolean testIsDue() {
        int interval = settings.getTestInterval();
        return interval > 0
                && stepper.iteration() % interval == 0
                && (stepper.iteration() > 0 || settings.getTestInitialization());
    }

    /**
     * Tests before a step; false where the user wants to stop. Then the test is taken back: a
     * snapshot is of the time before the test of its iteration, and a resumed run tests anew.
     */
    private boolean tested() {
        testers.forEach(Tester::mark);
        test();
        if (!control.stop()) return true;
        testers.forEach(Tester::goBack);
        return false;
    }

    /** All tests, over the averages of the weights if there are any; the policy hears of them. */
    private void test() {
        stepper.onAverages(
                () -> {
                    for (int t = 0; t < testers.size() && !control.stop(); t++) test(t);
                });
        if (minded && testers.isEmpty() && stepper.iteration() > 0)
            stepper.judge(stepper.smoothedLoss());
    }

    private void test(int test) {
        int iteration = stepper.iteration();
        Tester tester = testers.get(test);
        events.accept(new Event.TestStarted(iteration, test));
        long nth = iteration / settings.getTestInterval();
        int of = tester.iterations();
        LongConsumer afterPass =
                done -> events.accept(new Event.TestPass(iteration, test, done + 1, of));
        tester.takeWeights();
        Tester.Result result = tester.run(nth, afterPass, control::stop);
        if (control.stop()) return;
        Optional<Float> loss =
                Optional.of(result.loss()).filter(l -> settings.getTestComputeLoss());
        events.accept(new Event.Tested(iteration, test, loss, result.scores()));
        if (minded && test == 0) stepper.judge(PlateauWatch.score(settings, result.scores()));
    }

    private boolean snapshotIsDue() {
        boolean periodic =
                settings.getSnapshot() > 0 && stepper.iteration() % settings.getSnapshot() == 0;
        return control.takeSnapshotWish() || periodic;
    }

    private void save() {
        events.accept(keeper.save(stepper));
    }
}
