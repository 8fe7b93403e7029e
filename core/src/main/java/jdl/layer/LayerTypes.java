package jdl.layer;

import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import jdl.failure.DidYouMean;
import jdl.failure.Failure;

/** All types of layers that are installed, by name. */
public final class LayerTypes {

    private final Map<String, LayerType> byName = new HashMap<>();

    private LayerTypes() {
        ServiceLoader.load(LayerType.class).forEach(type -> byName.put(type.name(), type));
    }

    public static LayerTypes installed() {
        return new LayerTypes();
    }

    public LayerType get(String name) {
        LayerType type = byName.get(name);
        if (type == null)
            throw Failure.config(
                    "unknown layer type \""
                            + name
                            + "\""
                            + DidYouMean.among(byName.keySet(), name));
        return type;
    }
}
