package jdl.cli;

import java.util.HashMap;
import java.util.Map;
import jdl.net.NetPlan;
import jdl.net.Step;
import jdl.net.Watch;

/** Sums of the times that the steps of a net and the updates of their weights took. */
final class Stopwatch implements Watch {

    private final long[] forward;
    private final long[] backward;
    private final long[] update;
    private final boolean[] told;

    /** The step that owns a weight, by the weight's key. */
    private final Map<String, Integer> owners = new HashMap<>();

    Stopwatch(NetPlan plan) {
        int steps = plan.steps().size();
        forward = new long[steps];
        backward = new long[steps];
        update = new long[steps];
        told = new boolean[steps];
        for (int s = 0; s < steps; s++) {
            Step step = plan.steps().get(s);
            for (int weight : step.weights())
                owners.putIfAbsent(plan.weights().get(weight).key(), s);
        }
    }

    @Override
    public void forward(int step, long nanos) {
        told[step] = true;
        forward[step] += nanos;
    }

    @Override
    public void backward(int step, long nanos) {
        backward[step] += nanos;
    }

    @Override
    public void update(String weight, long nanos) {
        Integer owner = owners.get(weight);
        if (owner != null) update[owner] += nanos;
    }

    /** The sum over all forwards of a step, which must have run: else this is another plan. */
    long forward(int step) {
        if (!told[step])
            throw new IllegalStateException("step " + step + " of the plan is not run");
        return forward[step];
    }

    long backward(int step) {
        return backward[step];
    }

    long update(int step) {
        return update[step];
    }
}
