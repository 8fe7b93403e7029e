package jdl.solver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongConsumer;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.net.Net;
import jdl.net.Weight;
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
    private final LrPolicy policy;
    private final UpdateRule rule;
    private final Gradients gradients;
    private final List<List<Tensor>> slots = new ArrayList<>();
    private final Deque<Float> recent = new ArrayDeque<>();
    private int iteration;

    public Stepper(SolverParameter settings, Net net, Kernels kernels) {
        this.settings = settings;
        this.net = net;
        this.kernels = kernels;
        this.policy = LrPolicy.of(settings);
        this.rule = UpdateRule.of(settings);
        this.gradients = Gradients.of(settings, rule);
        for (Weight weight : net.weights()) slots.add(zeros(weight));
    }

    /**
     * How many tensors of its shape such a solver remembers for each weight; a failure where the
     * settings make none.
     */
    public static int slots(SolverParameter settings) {
        LrPolicy.of(settings);
        UpdateRule rule = UpdateRule.of(settings);
        Gradients.of(settings, rule);
        return rule.slots();
    }

    private List<Tensor> zeros(Weight weight) {
        List<Tensor> zeros = new ArrayList<>();
        for (int i = 0; i < rule.slots(); i++) zeros.add(Tensor.zeros(weight.blob().shape()));
        return zeros;
    }

    /** Iterations done. */
    public int iteration() {
        return iteration;
    }

    public Net net() {
        return net;
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
        net.clearWeightDiffs();
        float sum = 0;
        for (int i = 0; i < settings.getIterSize(); i++) {
            long pass = (long) iteration * settings.getIterSize() + i;
            feeder.accept(pass);
            sum += net.forward(pass);
            net.backward();
            look.run();
        }
        float loss = sum / settings.getIterSize();
        if (!Float.isFinite(loss)) throw diverged(loss);
        remember(loss);
        gradients.prepare(kernels, net.weights());
        float rate = rate();
        for (int w = 0; w < slots.size(); w++) {
            Weight weight = net.weights().get(w);
            rule.update(
                    new Turn(
                            kernels,
                            weight,
                            slots.get(w),
                            rate * weight.rate(),
                            gradients.ofRule() * weight.decay(),
                            iteration));
        }
        iteration++;
        return loss;
    }

    /** The learning rate of the next iteration. */
    public float rate() {
        return (float) policy.rate(iteration);
    }

    /** The mean of the last {@code average_loss} losses. */
    public float smoothedLoss() {
        double sum = 0;
        for (float loss : recent) sum += loss;
        return (float) (sum / recent.size());
    }

    /** Caffe's current_step: how many steps a multistep policy has taken. */
    public int currentStep() {
        return policy instanceof LrPolicy.MultiStep steps && iteration > 0
                ? steps.steps(iteration - 1)
                : 0;
    }

    public Progress progress() {
        List<Tensor> history = new ArrayList<>();
        for (int s = 0; s < rule.slots(); s++)
            for (List<Tensor> ofWeight : slots) history.add(ofWeight.get(s));
        return new Progress(iteration, history, List.copyOf(recent));
    }

    /** Goes on from {@code progress}; the weights are the caller's to put back. */
    public void resume(Progress progress) {
        List<Tensor> own = progress().history();
        if (progress.history().size() != own.size()) {
            throw Failure.config(
                    "the snapshot remembers "
                            + progress.history().size()
                            + " tensors, but this solver and net need "
                            + own.size()
                            + "; resume with the solver and net that wrote it");
        }
        for (int i = 0; i < own.size(); i++) {
            if (own.get(i).size() != progress.history().get(i).size()) {
                throw Failure.config(
                        "history "
                                + i
                                + " of the snapshot has shape "
                                + progress.history().get(i).shape()
                                + ", but the net needs "
                                + own.get(i).shape()
                                + "; resume with the net that wrote it");
            }
            own.get(i).copyFrom(progress.history().get(i));
        }
        iteration = progress.iteration();
        recent.clear();
        recent.addAll(progress.recentLosses());
    }

    private void remember(float loss) {
        recent.addLast(loss);
        while (recent.size() > Math.max(1, settings.getAverageLoss())) recent.removeFirst();
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
