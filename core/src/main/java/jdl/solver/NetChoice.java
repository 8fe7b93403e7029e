package jdl.solver;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import jdl.failure.Failure;
import jdl.net.Batches;
import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.proto.Phase;
import jdl.proto.SolverParameter;

/**
 * A net that a solver file names, and the state to build it in. The rules are those of Caffe's
 * Solver::InitTrainNet and InitTestNets.
 */
public record NetChoice(NetParameter net, NetState state) {

    /** The same with another number of samples in a pass. */
    NetChoice batch(int batch) {
        return new NetChoice(Batches.with(net, batch), state);
    }

    /**
     * The net to train.
     *
     * @param files reads the net file of a name
     */
    public static NetChoice training(SolverParameter s, Function<String, NetParameter> files) {
        List<NetParameter> nets = new ArrayList<>();
        if (s.hasTrainNetParam()) nets.add(s.getTrainNetParam());
        if (s.hasTrainNet()) nets.add(files.apply(s.getTrainNet()));
        if (s.hasNetParam()) nets.add(s.getNetParam());
        if (s.hasNet()) nets.add(files.apply(s.getNet()));
        if (nets.size() != 1) {
            throw Failure.config(
                    "solver: names "
                            + nets.size()
                            + " training nets; give exactly one of net, net_param, train_net, train_net_param");
        }
        return choose(nets.get(0), Phase.TRAIN, s.getTrainState());
    }

    /** The nets to test with; one for each {@code test_iter}. */
    public static List<NetChoice> testing(SolverParameter s, Function<String, NetParameter> files) {
        List<NetParameter> nets = new ArrayList<>(s.getTestNetParamList());
        s.getTestNetList().forEach(name -> nets.add(files.apply(name)));
        List<NetParameter> generic = new ArrayList<>();
        if (s.hasNetParam()) generic.add(s.getNetParam());
        if (s.hasNet()) generic.add(files.apply(s.getNet()));
        if (generic.size() > 1)
            throw Failure.config("solver: has both net and net_param; keep one");
        int wanted = s.getTestIterCount();
        if (generic.isEmpty() ? wanted != nets.size() : wanted < nets.size()) {
            throw Failure.config(
                    "solver: test_iter is given "
                            + wanted
                            + " times for "
                            + nets.size()
                            + " test nets; give it once for each");
        }
        while (nets.size() < wanted) nets.add(generic.get(0));
        if (s.getTestStateCount() > 0 && s.getTestStateCount() != nets.size()) {
            throw Failure.config(
                    "solver: test_state is given "
                            + s.getTestStateCount()
                            + " times for "
                            + nets.size()
                            + " test nets; give it for each or not at all");
        }
        if (!nets.isEmpty() && s.getTestInterval() <= 0)
            throw Failure.config("solver: has test nets, but no test_interval above 0");
        List<NetChoice> choices = new ArrayList<>();
        for (int i = 0; i < nets.size(); i++) {
            var state =
                    s.getTestStateCount() > 0 ? s.getTestState(i) : NetState.getDefaultInstance();
            choices.add(choose(nets.get(i), Phase.TEST, state));
        }
        return List.copyOf(choices);
    }

    /**
     * The phase, overruled by what the net says of its state, overruled by what the solver says.
     */
    private static NetChoice choose(NetParameter net, Phase phase, NetState wish) {
        return new NetChoice(
                net,
                NetState.newBuilder()
                        .setPhase(phase)
                        .mergeFrom(net.getState())
                        .mergeFrom(wish)
                        .build());
    }
}
