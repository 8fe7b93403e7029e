package jdl.solver;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import jdl.kernel.Kernels;
import jdl.net.Frozen;
import jdl.net.Net;
import jdl.net.NetPlan;
import jdl.net.Tuning;
import jdl.net.Weights;
import jdl.proto.JdlState;
import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.proto.SolverParameter;
import jdl.snapshot.Blobs;
import jdl.snapshot.NamedLayer;
import jdl.snapshot.Snapshot;
import jdl.snapshot.State;
import jdl.tensor.Tensor;

/**
 * All that a solver file asks for, made: the net to train, the nets to test with over the same
 * weights, and the stepper.
 *
 * @param seed what everything random in the run is a function of
 */
public record Workshop(
        SolverParameter settings,
        long seed,
        Weights weights,
        Stepper stepper,
        List<Tester> testers) {

    /** The seed of a run whose file gives none, so that one config is one run. */
    static final long DEFAULT_SEED = 1;

    /**
     * Makes all that {@code settings} ask for.
     *
     * @param files reads the net file of a name
     * @param wish stages and level that the user adds to the state of every net
     */
    public static Workshop of(
            SolverParameter settings,
            Function<String, NetParameter> files,
            NetState wish,
            Kernels kernels) {
        return of(settings, files, wish, Tuning.ALL, kernels);
    }

    /**
     * Likewise.
     *
     * @param tuning what may be done to the nets; nothing is where {@code debug_info} wants to see
     *     every blob
     */
    public static Workshop of(
            SolverParameter settings,
            Function<String, NetParameter> files,
            NetState wish,
            Tuning tuning,
            Kernels kernels) {
        Tuning allowed = settings.getDebugInfo() ? Tuning.NONE : tuning;
        long seed = settings.getRandomSeed() < 0 ? DEFAULT_SEED : settings.getRandomSeed();
        Weights weights = new Weights(seed);
        Function<NetChoice, Net> maker =
                choice -> net(choice, wish, allowed, weights, kernels, seed);
        Net train = maker.apply(frozen(NetChoice.training(settings, files), wish, settings));
        SolverParameter counted = Epochs.counted(settings, train.plan());
        Stepper stepper = new Stepper(counted, train, kernels);
        List<Tester> testers = new ArrayList<>();
        for (NetChoice choice : NetChoice.testing(settings, files)) {
            int iterations = settings.getTestIter(testers.size());
            Net net = maker.apply(choice);
            testers.add(
                    iterations > 0
                            ? new Tester(net, iterations)
                            : Tester.ofAll(net, batch -> maker.apply(choice.batch(batch))));
        }
        return new Workshop(counted, seed, weights, stepper, List.copyOf(testers));
    }

    private static NetChoice frozen(NetChoice choice, NetState wish, SolverParameter settings) {
        NetState state = choice.state().toBuilder().mergeFrom(wish).build();
        return new NetChoice(
                Frozen.of(choice.net(), state, settings.getFreezeList()), choice.state());
    }

    private static Net net(
            NetChoice choice,
            NetState wish,
            Tuning tuning,
            Weights weights,
            Kernels kernels,
            long seed) {
        NetState state = choice.state().toBuilder().mergeFrom(wish).build();
        return new Net(NetPlan.of(choice.net(), state), tuning, weights, kernels, seed);
    }

    /** Goes on where a snapshot stopped; exactly so if jdl wrote it. */
    public WeightCopy resume(Snapshot snapshot) {
        WeightCopy copy = WeightCopy.into(stepper.net(), snapshot.weights().layers());
        stepper.resume(Progress.of(snapshot.state()));
        snapshot.state()
                .extra()
                .filter(extra -> extra.getCarriedCount() > 0)
                .ifPresent(
                        extra ->
                                Slots.refill(
                                        "carried",
                                        carried(),
                                        Blobs.tensors(extra.getCarriedList())));
        return copy;
    }

    /** Where the run stands, for a snapshot; {@code config} as {@link SnapshotKeeper} has it. */
    State state(ByteString config) {
        Progress progress = stepper.progress();
        JdlState.Builder extra = progress.extra().setSeed(seed).setConfigSha256(config);
        return new State(
                progress.iteration(),
                "",
                progress.history(),
                stepper.currentStep(),
                Optional.of(extra.addAllCarried(Blobs.protos(carried())).build()));
    }

    /** Numbers in the files of one snapshot: averages have one of their own, too. */
    public long snapshotFloats() {
        Progress progress = stepper.progress();
        List<NamedLayer> layers = WeightCopy.of(stepper.net(), settings.getSnapshotDiff());
        long inLayers = layers.stream().mapToLong(l -> count(l.blobs()) + count(l.diffs())).sum();
        return inLayers
                + count(progress.history())
                + 2 * count(progress.averages())
                + count(carried());
    }

    private static long count(List<Tensor> tensors) {
        return tensors.stream().mapToLong(Tensor::size).sum();
    }

    /** What the layers of all nets carry from pass to pass. */
    private List<Tensor> carried() {
        List<Tensor> carried = new ArrayList<>(stepper.net().carried());
        testers.forEach(tester -> carried.addAll(tester.net().carried()));
        return carried;
    }
}
