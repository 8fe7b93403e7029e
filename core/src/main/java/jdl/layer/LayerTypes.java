package jdl.layer;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import jdl.failure.DidYouMean;
import jdl.failure.Failure;

/** All types of layers that are installed, by name. */
public final class LayerTypes {

    private final TreeMap<String, LayerType> byName = new TreeMap<>();

    private LayerTypes(Iterable<LayerType> types) {
        types.forEach(this::add);
    }

    public static LayerTypes installed() {
        return new LayerTypes(
                ServiceLoader.load(LayerType.class, LayerType.class.getClassLoader()));
    }

    /** These types alone. */
    static LayerTypes of(LayerType... types) {
        return new LayerTypes(List.of(types));
    }

    private void add(LayerType type) {
        Optional.ofNullable(byName.put(type.name(), type))
                .ifPresent(
                        other -> {
                            throw Failure.config(
                                    "layer type \""
                                            + type.name()
                                            + "\" is installed twice: "
                                            + other.getClass().getName()
                                            + " and "
                                            + type.getClass().getName());
                        });
    }

    /** The names, sorted. */
    public Set<String> names() {
        return Set.copyOf(byName.keySet());
    }

    public LayerType get(String name) {
        return Optional.ofNullable(byName.get(name)).orElseThrow(() -> unknown(name));
    }

    private Failure unknown(String name) {
        String known = "\n    known types: " + String.join(", ", byName.keySet());
        if (name.isEmpty()) return Failure.config("has no type" + known);
        return Failure.config(
                "unknown layer type \""
                        + name
                        + "\""
                        + DidYouMean.among(byName.keySet(), name)
                        + known);
    }
}
