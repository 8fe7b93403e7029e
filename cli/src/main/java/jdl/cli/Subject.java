package jdl.cli;

import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.proto.Phase;
import jdl.proto.SolverParameter;
import jdl.solver.NetChoice;

/**
 * What is to be timed.
 *
 * @param solver one whose training net is the net to time, whatever the phase, and which has no
 *     other
 */
record Subject(SolverParameter solver) {

    /**
     * The net that a solver trains, or the first that it tests with. Rates that hang on the
     * iteration would end at max_iter, and weights that move would leave all bounds on noise.
     */
    static Subject of(SolverFile file, Phase phase) {
        boolean tested = phase == Phase.TEST && !file.testing().isEmpty();
        NetChoice choice = tested ? file.testing().get(0) : file.training();
        var alone = file.settings().toBuilder();
        alone.clearNet().clearNetParam().clearTrainNet().clearTestNet().clearTestNetParam();
        alone.clearTestIter().clearTestInterval().clearTestState().clearDebugInfo();
        return of(still(alone), choice.net(), choice.state(), phase);
    }

    /** A net without a solver. */
    static Subject of(NetParameter net, Phase phase) {
        var sgd = SolverParameter.newBuilder().setMomentum(0.9f);
        return of(still(sgd), net, NetState.getDefaultInstance(), phase);
    }

    /** An update costs what it costs, but leaves the weights alone. */
    private static SolverParameter.Builder still(SolverParameter.Builder solver) {
        return solver.setBaseLr(0).setLrPolicy("fixed");
    }

    private static Subject of(
            SolverParameter.Builder solver, NetParameter net, NetState state, Phase phase) {
        solver.setTrainNetParam(net).setTrainState(state.toBuilder().setPhase(phase));
        return new Subject(solver.build());
    }

    /** The same with batches of another size. */
    Subject batch(int batch) {
        NetParameter net = BatchSize.in(solver.getTrainNetParam(), batch);
        return new Subject(solver.toBuilder().setTrainNetParam(net).build());
    }
}
