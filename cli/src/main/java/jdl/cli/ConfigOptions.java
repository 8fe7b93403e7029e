package jdl.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.proto.Phase;
import picocli.CommandLine.Option;

/** Options that change what config files say. */
final class ConfigOptions {

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = {
                "Overrule one setting: solver.base_lr=0.02, net.name=x, layer[conv1].num_output=32,"
                        + " layer[data@TEST].data_param.batch_size=50, layer[*].… May be repeated."
            })
    private List<String> settings = new ArrayList<>();

    @Option(
            names = "--alias",
            paramLabel = "OLD=NEW",
            description =
                    "Read NEW where a data layer says source: OLD, as in --alias"
                            + " examples/mnist/mnist_train_lmdb=idx:DIR/train. May be repeated.")
    private Map<String, String> aliases = new LinkedHashMap<>();

    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            split = ",",
            description = "Add stages to the state that layers' include and exclude ask for.")
    private List<String> stages = new ArrayList<>();

    @Option(
            names = "--level",
            paramLabel = "N",
            description = "The level that layers' include and exclude ask for.")
    private Optional<Integer> level = Optional.empty();

    List<String> settings() {
        return settings;
    }

    Map<String, String> aliases() {
        return aliases;
    }

    /** What the user adds to the state of every net. */
    NetState wish() {
        var wish = NetState.newBuilder().addAllStage(stages);
        level.ifPresent(wish::setLevel);
        return wish.build();
    }

    /** The state to build a net in: the phase that is asked for, else its own, else another. */
    NetState state(NetParameter net, Optional<Phase> phase, Phase otherwise) {
        Phase own = net.getState().hasPhase() ? net.getState().getPhase() : otherwise;
        var state = net.getState().toBuilder().mergeFrom(wish());
        return state.setPhase(phase.orElse(own)).build();
    }
}
