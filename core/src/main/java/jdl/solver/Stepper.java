package jdl.solver;

import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.net.Net;
import jdl.net.Watch;
import jdl.proto.SolverParameter;
import jdl.tensor.Tensor;

/**
 * One iteration after another: clear, forward, backward, update. Knows nothing of tests, displays
 * and snapshots.
 */
public final class Stepper {

    private final SolverParameter settings;
    private final Net net;
    private final Kernels kernels;
    private UpdateRule rule;
    private final Gradients gradients;
    private final Slots slots;
    private final Averages averages;
    private final List<Turn> turns;
    private final Losses recent;
    private LrPolicy policy;
    private PlateauWatch plateau = PlateauWatch.FRESH;
    private int iteration;

    public Stepper(SolverParameter settings, Net net, Kernels kernels) {
        this.settings = settings;
        this.net = net;
        this.kernels = kernels;
        this.policy = LrPolicy.of(settings);
        this.rule = UpdateRule.of(settings);
        this.gradients = Gradients.of(settings, rule);
        this.slots = new Slots(rule, net.weights());
        this.turns = turns();
        this.recent = new Losses(settings.getAverageLoss());
        this.averages = new Averages(settings.getEmaDecay(), net.weights());
    }

    private List<Turn> turns() {
        return IntStream.range(0, net.weights().size())
                .mapToObj(w -> new Turn(kernels, net.weights().get(w), gradients, slots.of(w)))
                .toList();
    }

    /**
     * How many tensors of its shape such a solver keeps beside each weight; a failure where the
     * settings make none.
     */
    public static int slots(SolverParameter settings) {
        LrPolicy.of(settings);
        UpdateRule rule = UpdateRule.of(settings);
        Gradients.of(settings, rule);
        return rule.slots() + (settings.getEmaDecay() > 0 ? 1 : 0);
    }

    /** Iterations done. */
    public int iteration() {
        return iteration;
    }

    public Net net() {
        return net;
    }

    /** From now on {@code watch} is told how long each layer and each weight takes. */
    public void watched(Watch watch) {
        net.watched(watch);
        rule = new TimedRule(rule, watch);
    }

    /** Runs the next iteration and returns its loss, the mean over {@code iter_size} passes. */
    public float step() {
        return step(pass -> {});
    }

    /** Likewise, and {@code look} is called after the backward of each pass. */
    float step(Runnable look) {
        return step(pass -> {}, look);
    }

    /**
     * Likewise, for a net whose inputs the caller feeds: {@code feeder} is called before each pass
     * with its number.
     */
    public float step(LongConsumer feeder) {
        return step(feeder, () -> {});
    }

    private float step(LongConsumer feeder, Runnable look) {
        float sum = 0;
        for (int i = 0; i < settings.getIterSize(); i++) {
            long pass = (long) iteration * settings.getIterSize() + i;
            feeder.accept(pass);
            sum += net.forward(pass);
            if (i == 0) net.backwardAnew();
            else net.backward();
            look.run();
        }
        float loss = sum / settings.getIterSize();
        if (!Float.isFinite(loss)) throw diverged(loss);
        recent.add(loss);
        gradients.prepare(kernels, net.weights());
        update();
        averages.add(kernels, iteration);
        iteration++;
        return loss;
    }

    /** Weights that do not learn have their turn too, at rate 0: Caffe remembers things of them. */
    private void update() {
        float rate = rate();
        for (int w = 0; w < turns.size(); w++) {
            Turn turn = turns.get(w);
            turn.begin(rate, iteration);
            rule.update(turn);
        }
    }

    /** Tells a policy that minds it how the run goes: a score, the lower the better. */
    void judge(float score) {
        plateau = plateau.judge(settings, iteration, score);
        policy = policy.after(plateau.drops());
    }

    /** Whether the weights have averages that differ from them. */
    boolean hasAverages() {
        return settings.getEmaDecay() > 0 && iteration > 0;
    }

    /** Runs {@code task} over the averages of the weights, where there are any. */
    public void onAverages(Runnable task) {
        if (hasAverages()) averages.during(kernels, task);
        else task.run();
    }

    /** The learning rate of the next iteration. */
    public float rate() {
        return (float) policy.rate(iteration);
    }

    /** The mean of the last {@code average_loss} losses. */
    public float smoothedLoss() {
        return recent.mean();
    }

    /** What it would be with one more loss. */
    float smoothedWith(float loss) {
        return recent.meanWith(loss);
    }

    /** Caffe's current_step: how many steps down a policy has taken. */
    public int currentStep() {
        return iteration > 0 ? policy.steps(iteration - 1) : 0;
    }

    Progress progress() {
        return new Progress(iteration, slots.history(), recent.all(), averages.means(), plateau);
    }

    /** All that the rule remembers, in Caffe's order. */
    public List<Tensor> history() {
        return slots.history();
    }

    /** Goes on from {@code progress}; the weights are put back before. */
    void resume(Progress progress) {
        Slots.refill("history", slots.history(), progress.history());
        averages.refill(progress.averages());
        plateau = progress.plateau();
        policy = policy.after(plateau.drops());
        iteration = progress.iteration();
        recent.refill(progress.recentLosses());
    }

    private Failure diverged(float loss) {
        String where =
                net.firstNotFinite()
                        .map(blob -> "; the first number that is not finite was in " + blob)
                        .orElse("");
        return new Failure(
                Failure.Kind.DIVERGED,
                "iteration "
                        + iteration
                        + ": loss is "
                        + loss
                        + where
                        + "\n    a smaller base_lr or clip_gradients often helps; the last snapshot is untouched");
    }
}
