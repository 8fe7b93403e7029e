package jdl.upgrade;

import java.util.ArrayList;
import java.util.List;
import jdl.failure.Failure;
import jdl.proto.NetParameter;
import jdl.proto.SolverParameter;

/**
 * The front door of this room: nets of 2013 (V0) and 2014 (V1), inputs beside the layers, rates of
 * a BatchNorm's means and solver types by number, all in the order of Caffe's upgrade_proto.cpp.
 */
public final class Upgrade {

    private Upgrade() {}

    /** A net of any age, as {@code layer}s of today. */
    public static Upgraded<NetParameter> net(NetParameter net) {
        if (net.getLayersCount() > 0 && net.getLayerCount() > 0)
            throw Failure.config(
                    "net: has both \"layer\" and the older \"layers\"; a net is written in one of the two forms");
        List<String> changes = new ArrayList<>();
        NetParameter current = V0Net.upgraded(net, changes);
        current = DataSettings.moved(current, changes);
        current = V1Net.upgraded(current, changes);
        current = Inputs.asLayer(current, changes);
        current = BatchNorms.frozen(current, changes);
        return new Upgraded<>(current, changes);
    }

    /**
     * A solver of any age, with its type by name. Nets within it stay as they are, as in Caffe;
     * they become today's when they are planned.
     */
    public static Upgraded<SolverParameter> solver(SolverParameter solver) {
        List<String> changes = new ArrayList<>();
        return new Upgraded<>(SolverTypes.named(solver, changes), changes);
    }
}
