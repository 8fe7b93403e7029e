package jdl.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jdl.kernel.Kernels;
import jdl.layer.Reads;
import jdl.net.BlobPlan;
import jdl.net.Net;
import jdl.net.NetPlan;
import jdl.net.Step;
import jdl.net.Tuning;
import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.proto.Phase;
import jdl.proto.SolverParameter;
import jdl.solver.Stepper;
import jdl.solver.Workshop;
import jdl.tensor.Shape;

/** A net that is run by the clock: whole iterations of training, or forward alone for testing. */
final class TimedNet {

    private static final long WARM_UP_NANOS = 6_000_000_000L;
    private static final int LEAST = 5;

    private final SolverParameter settings;
    private final Stepper stepper;
    private final boolean training;

    TimedNet(Subject subject, NetState wish, Tuning tuning, Kernels kernels) {
        settings = subject.solver();
        // Its "training net" is the one to time, of whatever phase.
        stepper = Workshop.of(settings, TimedNet::noFile, wish, tuning, kernels).stepper();
        training = net().plan().state().getPhase() == Phase.TRAIN;
        net().settled(!training);
    }

    private static NetParameter noFile(String name) {
        throw new IllegalStateException("the solver names no file, but " + name);
    }

    Net net() {
        return stepper.net();
    }

    /** Runs so many iterations that do not count. */
    int warmUp(int iterations) {
        for (int i = 0; i < iterations; i++) iterate(i);
        return iterations;
    }

    /** Likewise, as many as the compiler of the JVM needs. */
    int warmUp() {
        long end = System.nanoTime() + WARM_UP_NANOS;
        int done = 0;
        while (done < LEAST || System.nanoTime() < end) iterate(done++);
        return done;
    }

    /** Runs so many iterations by the clock, {@code before} of them being over. */
    Timing run(int before, int iterations, MachinePeak machine) {
        var watch = new Stopwatch(running());
        stepper.watched(watch);
        var allocations = new Allocations();
        long start = System.nanoTime();
        for (int i = before; i < before + iterations; i++) iterate(i);
        long nanos = System.nanoTime() - start;
        double allocated = (double) allocations.since() / iterations;
        return new Timing(
                net().plan().name(),
                net().plan().state().getPhase().name(),
                images(),
                iterations,
                before,
                nanos / 1e6 / iterations,
                allocated,
                layers(watch, iterations),
                machine);
    }

    private void iterate(int pass) {
        if (training) stepper.step();
        else net().forward(pass);
    }

    /** The plan whose steps are run. */
    private NetPlan running() {
        return net().running();
    }

    /** In which order the floats of a blob lie. */
    private static String layout(BlobPlan blob) {
        String name = blob.layout().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return blob.shape().rank() < 2 ? "" : name;
    }

    private List<LayerTime> layers(Stopwatch watch, int iterations) {
        List<LayerTime> layers = new ArrayList<>();
        NetPlan plan = running();
        double millis = 1e6 * iterations;
        double passes = training ? settings.getIterSize() : 1;
        int slots = Stepper.slots(settings);
        for (int s = 0; s < plan.steps().size(); s++) {
            Step step = plan.steps().get(s);
            var forward = Effort.forward(plan, step).times(passes);
            var backward = Effort.backward(plan, step).times(training ? passes : 0);
            var update = Effort.update(step, slots).times(training ? 1 : 0);
            layers.add(
                    new LayerTime(
                            step.name(),
                            step.settings().getType(),
                            step.tops().isEmpty() ? "" : layout(top(plan, step)),
                            isData(step),
                            new Span(watch.forward(s) / millis, forward),
                            new Span(watch.backward(s) / millis, backward),
                            new Span(watch.update(s) / millis, update)));
        }
        return layers;
    }

    private static BlobPlan top(NetPlan plan, Step step) {
        return plan.blobs().get(step.tops().get(0));
    }

    /** Whether a layer has no bottom in the net, and is no weight and no input of the caller's. */
    private static boolean isData(Step step) {
        String type = step.settings().getType();
        return step.bottoms().isEmpty() && !type.equals("Parameter") && !type.equals("Input");
    }

    /** Samples in an iteration: the batch of the first layer that brings some. */
    private int images() {
        int batch =
                running().steps().stream()
                        .filter(step -> step.bottoms().isEmpty() && !step.tops().isEmpty())
                        .filter(step -> !step.settings().getType().equals("Parameter"))
                        .findFirst()
                        .map(this::batch)
                        .orElse(1);
        return batch * (training ? settings.getIterSize() : 1);
    }

    private int batch(Step step) {
        if (step.layer() instanceof Reads reads) return reads.batch();
        Shape shape = top(running(), step).shape();
        return shape.rank() == 0 ? 1 : shape.dim(0);
    }
}
