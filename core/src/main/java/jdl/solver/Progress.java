package jdl.solver;

import java.util.List;
import java.util.Optional;
import jdl.proto.JdlState;
import jdl.proto.PlateauState;
import jdl.snapshot.Blobs;
import jdl.snapshot.State;
import jdl.tensor.Tensor;

/**
 * What a run needs to go on as if it had never stopped, beside the weights.
 *
 * @param iteration iterations done
 * @param history the slots of all weights, in Caffe's order: first slots of all weights, then
 *     second ones
 * @param recentLosses at most {@code average_loss}, oldest first
 * @param averages of all weights, where the solver has an {@code ema_decay}
 * @param plateau how scores have gone
 */
record Progress(
        int iteration,
        List<Tensor> history,
        List<Float> recentLosses,
        List<Tensor> averages,
        PlateauWatch plateau) {

    /** What a snapshot holds; one of Caffe's holds iteration and history alone. */
    static Progress of(State state) {
        JdlState extra = state.extra().orElse(JdlState.getDefaultInstance());
        PlateauState plateau = extra.getPlateau();
        Optional<Float> best =
                plateau.hasBest() ? Optional.of(plateau.getBest()) : Optional.empty();
        return new Progress(
                state.iter(),
                state.history(),
                extra.getRecentLossList(),
                Blobs.tensors(extra.getAverageList()),
                extra.hasPlateau()
                        ? new PlateauWatch(
                                plateau.getDrops(), best, plateau.getWaited(), plateau.getIter())
                        : PlateauWatch.FRESH);
    }

    /** The same for a snapshot. */
    JdlState.Builder extra() {
        var state = PlateauState.newBuilder();
        plateau.best().ifPresent(state::setBest);
        state.setDrops(plateau.drops()).setWaited(plateau.waited()).setIter(plateau.iter());
        return JdlState.newBuilder()
                .addAllRecentLoss(recentLosses)
                .addAllAverage(Blobs.protos(averages))
                .setPlateau(state);
    }
}
