package jdl.solver;

import jdl.kernel.Stretch;
import jdl.kernel.UpdateLoops;
import jdl.net.Watch;

/** A rule whose updates are told to a watch. */
record TimedRule(UpdateRule rule, Watch watch) implements UpdateRule {

    @Override
    public int slots() {
        return rule.slots();
    }

    @Override
    public boolean takesDecay() {
        return rule.takesDecay();
    }

    @Override
    public void update(Turn turn) {
        long start = System.nanoTime();
        rule.update(turn);
        watch.update(turn.weight().key(), System.nanoTime() - start);
    }

    @Override
    public void move(UpdateLoops loops, Stretch s, Turn t) {
        rule.move(loops, s, t);
    }
}
