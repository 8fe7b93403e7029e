package jdl.net;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jdl.failure.Failure;
import jdl.layer.WeightSpec;
import jdl.proto.LayerParameter;
import jdl.proto.ParamSpec;
import jdl.tensor.Shape;

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
            Optional<String> lengthsOf =
                    specs.get(i).lengthsOf().stream()
                            .mapToObj(other -> plans.get(numbers.get(other)).key())
                            .findFirst();
            numbers.add(
                    owner == null
                            ? own(layer.getName() + "/" + i, specs.get(i), param, lengthsOf)
                            : share(owner, specs.get(i), param));
        }
        return List.copyOf(numbers);
    }

    List<WeightPlan> plans() {
        return List.copyOf(plans);
    }

    private int own(String name, WeightSpec spec, ParamSpec param, Optional<String> lengthsOf) {
        int number = plans.size();
        String key = name;
        for (int twin = 2; !keys.add(key); twin++) key = name + "#" + twin;
        plans.add(plan(key, spec, param, lengthsOf));
        written.put(number, param);
        if (!param.getName().isEmpty()) named.put(param.getName(), number);
        return number;
    }

    private static WeightPlan plan(
            String key, WeightSpec spec, ParamSpec param, Optional<String> lengthsOf) {
        return spec.learns()
                ? new WeightPlan(key, spec, param.getLrMult(), param.getDecayMult(), lengthsOf)
                : new WeightPlan(key, spec, 0, 0, lengthsOf);
    }

    private int share(int owner, WeightSpec spec, ParamSpec param) {
        WeightPlan plan = plans.get(owner);
        checkShape(plan, spec, param);
        ParamSpec before = written.getOrDefault(owner, ParamSpec.getDefaultInstance());
        for (String field : List.of("lr_mult", "decay_mult"))
            checkAgreed(field, before, param, plan.key());
        ParamSpec both = before.toBuilder().mergeFrom(param).build();
        plans.set(owner, plan(plan.key(), plan.spec(), both, plan.lengthsOf()));
        written.put(owner, both);
        return owner;
    }

    private static void checkShape(WeightPlan owner, WeightSpec spec, ParamSpec param) {
        Shape shape = owner.spec().shape();
        boolean permissive = param.getShareMode() == ParamSpec.DimCheckMode.PERMISSIVE;
        boolean fits =
                permissive ? shape.count() == spec.shape().count() : shape.equals(spec.shape());
        if (fits) return;
        String wayOut =
                permissive ? "" : "; share_mode: PERMISSIVE allows another shape of the same count";
        throw Failure.config(
                "shares param \"%s\" with \"%s\" of shape %s, but needs shape %s%s"
                        .formatted(param.getName(), owner.key(), shape, spec.shape(), wayOut));
    }

    private static void checkAgreed(String name, ParamSpec before, ParamSpec here, String owner) {
        var field = ParamSpec.getDescriptor().findFieldByName(name);
        boolean agreed =
                !before.hasField(field)
                        || !here.hasField(field)
                        || before.getField(field).equals(here.getField(field));
        if (agreed) return;
        throw Failure.config(
                "shared param \"%s\" has %s %s here, but %s at \"%s\""
                        .formatted(
                                here.getName(),
                                name,
                                here.getField(field),
                                before.getField(field),
                                owner));
    }
}
