package jdl.solver;

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
}
