package jdl.net;

import java.util.Collections;
import java.util.List;
import jdl.proto.Phase;

/**
 * Rids a net that tests of gradients, and gives its layers the word that they may keep what they
 * make of their weights.
 */
final class ForTesting implements Pass {

    /** Whether nobody wants a gradient of the net. */
    static boolean suits(NetPlan plan) {
        return plan.state().getPhase() == Phase.TEST && !plan.settings().getForceBackward();
    }

    @Override
    public NetPlan run(NetPlan plan) {
        var steps = plan.steps().stream().map(ForTesting::step).toList();
        return plan.with(steps, plan.blobs().stream().map(b -> b.gradient(false)).toList());
    }

    private static Step step(Step step) {
        return step.layer(step.layer().forTesting())
                .gradients(no(step.bottomDiffs()), no(step.weightDiffs()), false);
    }

    private static List<Boolean> no(List<Boolean> diffs) {
        return Collections.nCopies(diffs.size(), false);
    }
}
