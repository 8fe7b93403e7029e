package jdl.solver;

import jdl.failure.Failure;
import jdl.net.Batches;
import jdl.net.NetPlan;
import jdl.proto.SolverParameter;

/** {@code max_epoch}: how many iterations so many passes over all samples are. */
final class Epochs {

    private Epochs() {}

    /** The settings with a {@code max_iter} for their {@code max_epoch}, if they have one. */
    static SolverParameter counted(SolverParameter settings, NetPlan training) {
        if (!settings.hasMaxEpoch()) return settings;
        if (settings.hasMaxIter())
            throw Failure.config("solver: has both max_iter and max_epoch\n    keep one of them");
        var data = Batches.count(training, "give max_iter instead of max_epoch");
        double samples = settings.getMaxEpoch() * (double) data.size();
        double each = (double) data.batch() * settings.getIterSize();
        double iterations = Math.ceil(samples / each);
        if (iterations > Integer.MAX_VALUE)
            throw Failure.config("solver: max_epoch asks for more than 2^31 - 1 iterations");
        return settings.toBuilder().setMaxIter((int) iterations).clearMaxEpoch().build();
    }
}
