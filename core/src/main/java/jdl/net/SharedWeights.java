package jdl.net;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdl.failure.Failure;
import jdl.layer.WeightSpec;
import jdl.proto.LayerParameter;
import jdl.proto.ParamSpec;

/**
 * The weights of a net while it is planned; layers that give a {@code param} the same name share
 * one.
 */
final class SharedWeights {

    private final List<WeightPlan> plans = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();
    private final Map<String, Integer> named = new HashMap<>();
    private final Map<Integer, ParamSpec> written = new HashMap<>();

    /** The numbers of a layer's weights; new ones are added. */
    List<Integer> of(LayerParameter layer, List<WeightSpec> specs) {
        if (layer.getParamCount() > specs.size()) {
            throw Failure.config(
                    "has "
                            + layer.getParamCount()
                            + " param entries for "
                            + specs.size()
                            + " weights; remove the ones too many");
        }
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < specs.size(); i++) {
            ParamSpec param =
                    i < layer.getParamCount() ? layer.getParam(i) : ParamSpec.getDefaultInstance();
            Integer owner = param.getName().isEmpty() ? null : named.get(param.getName());
            numbers.add(
                    owner == null
                            ? own(layer.getName() + "/" + i, specs.get(i), param)
                            : share(owner, specs.get(i), param));
        }
        return List.copyOf(numbers);
    }

    List<WeightPlan> plans() {
        return List.copyOf(plans);
    }

    private int own(String name, WeightSpec spec, ParamSpec param) {
        int number = plans.size();
        String key = name;
        for (int twin = 2; !keys.add(key); twin++) key = name + "#" + twin;
        plans.add(new WeightPlan(key, spec, param.getLrMult(), param.getDecayMult()));
        written.put(number, param);
        if (!param.getName().isEmpty()) named.put(param.getName(), number);
        return number;
    }

    private int share(int owner, WeightSpec spec, ParamSpec param) {
        WeightPlan plan = plans.get(owner);
        boolean permissive = param.getShareMode() == ParamSpec.DimCheckMode.PERMISSIVE;
        boolean fits =
                permissive
                        ? plan.spec().shape().count() == spec.shape().count()
                        : plan.spec().shape().equals(spec.shape());
        if (!fits) {
            throw Failure.config(
                    "shares param \""
                            + param.getName()
                            + "\" with \""
                            + plan.key()
                            + "\" of shape "
                            + plan.spec().shape()
                            + ", but needs shape "
                            + spec.shape()
                            + (permissive
                                    ? ""
                                    : "; share_mode: PERMISSIVE allows another shape of the same count"));
        }
        ParamSpec before = written.getOrDefault(owner, ParamSpec.getDefaultInstance());
        float rate =
                agreed(
                        "lr_mult",
                        param,
                        plan,
                        before.hasLrMult(),
                        plan.rate(),
                        param.hasLrMult(),
                        param.getLrMult());
        float decay =
                agreed(
                        "decay_mult",
                        param,
                        plan,
                        before.hasDecayMult(),
                        plan.decay(),
                        param.hasDecayMult(),
                        param.getDecayMult());
        plans.set(owner, new WeightPlan(plan.key(), plan.spec(), rate, decay));
        written.put(owner, merged(before, param));
        return owner;
    }

    private static float agreed(
            String field,
            ParamSpec param,
            WeightPlan plan,
            boolean set,
            float old,
            boolean setHere,
            float here) {
        if (set && setHere && old != here) {
            throw Failure.config(
                    "shared param \""
                            + param.getName()
                            + "\" has "
                            + field
                            + " "
                            + here
                            + " here, but "
                            + old
                            + " at \""
                            + plan.key()
                            + "\"");
        }
        return setHere ? here : old;
    }

    private static ParamSpec merged(ParamSpec before, ParamSpec here) {
        return before.toBuilder().mergeFrom(here).build();
    }
}
