package jdl.net;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jdl.proto.NetParameter;
import jdl.proto.NetState;

/**
 * Everything about a net but its memory.
 *
 * @param steps layers in the order of forward
 * @param outputs blobs that no layer reads, sorted by name as in Caffe
 */
public record NetPlan(
        NetParameter settings,
        List<Step> steps,
        List<BlobPlan> blobs,
        List<WeightPlan> weights,
        List<Integer> outputs) {

    /**
     * The plan of a net file in a state, as its user meant it. {@link LayerFailure} names the layer
     * that does not fit.
     */
    public static NetPlan of(NetParameter net, NetState state) {
        return new NeedsGradient().run(new Planner(net, state).plan());
    }

    public String name() {
        return settings.getName();
    }

    public NetState state() {
        return settings.getState();
    }

    /** The number of the newest blob of a name. */
    Optional<Integer> newest(String name) {
        return named(name).reduce((older, newer) -> newer);
    }

    /** The number of the oldest blob of a name. */
    Optional<Integer> oldest(String name) {
        return named(name).findFirst();
    }

    private Stream<Integer> named(String name) {
        return IntStream.range(0, blobs.size())
                .filter(b -> blobs.get(b).name().equals(name))
                .boxed();
    }

    NetPlan with(List<Step> steps, List<BlobPlan> blobs) {
        return new NetPlan(settings, steps, blobs, weights, outputs);
    }
}
