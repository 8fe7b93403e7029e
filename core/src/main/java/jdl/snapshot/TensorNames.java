package jdl.snapshot;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdl.failure.Failure;
import jdl.file.Damage;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * Tensors by name as layers with blobs: {@code <layer>/<i>} is a layer's i-th blob; {@code
 * <layer>.weight} and {@code <layer>.bias} are the first and the second one, as PyTorch calls them.
 * Its batch norms become a BatchNorm with their means and a Scale behind it, {@code <layer>_scale}.
 */
final class TensorNames {

    /** The last part of a name, behind the layer's; in the order of a layer's blobs. */
    private static final Pattern NAME =
            Pattern.compile("(.*)(?:/(\\d{1,4})|\\.(weight|bias|running_mean|running_var))");

    private static final List<String> WORDS =
            List.of("weight", "bias", "running_mean", "running_var");

    private static final String COUNTER = ".num_batches_tracked";

    private TensorNames() {}

    /** The blobs of layers as tensors {@code <layer>/<i>}. */
    static Map<String, Tensor> of(Path path, List<NamedLayer> layers) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (NamedLayer layer : layers)
            for (int i = 0; i < layer.blobs().size(); i++)
                if (tensors.put(layer.name() + "/" + i, layer.blobs().get(i)) != null)
                    throw Failure.config(path + ": two layers are called \"" + layer.name() + "\"");
        return tensors;
    }

    /**
     * The layers of tensors, in the order in which each is first met.
     *
     * @param types what is known of the layers' types
     */
    static List<NamedLayer> layers(Map<String, Tensor> tensors, Map<String, String> types)
            throws Damage {
        Map<String, TreeMap<String, Tensor>> parts = new LinkedHashMap<>();
        for (var entry : tensors.entrySet()) {
            if (entry.getKey().endsWith(COUNTER)) continue;
            Matcher name = NAME.matcher(entry.getKey());
            boolean known = name.matches();
            String layer = known ? name.group(1) : entry.getKey();
            String part = known ? part(name) : digits("0");
            var ofLayer = parts.computeIfAbsent(layer, l -> new TreeMap<>());
            if (ofLayer.put(part, entry.getValue()) != null)
                throw new Damage("has two tensors for one blob of \"" + layer + "\"");
        }
        List<NamedLayer> layers = new ArrayList<>();
        for (var entry : parts.entrySet())
            layers.addAll(layers(entry.getKey(), entry.getValue(), types));
        return layers;
    }

    /** What is behind a layer's name, so that it sorts as the layer's blobs do. */
    private static String part(Matcher name) {
        return name.group(2) == null ? WORDS.indexOf(name.group(3)) + "w" : digits(name.group(2));
    }

    private static String digits(String number) {
        return "%05d".formatted(Integer.parseInt(number));
    }

    private static List<NamedLayer> layers(
            String name, NavigableMap<String, Tensor> parts, Map<String, String> types)
            throws Damage {
        boolean norm = parts.containsKey("2w") && parts.containsKey("3w");
        if (norm) return norm(name, parts);
        int index = 0;
        for (String part : parts.keySet())
            if (!part.endsWith("w") && !part.equals(digits(String.valueOf(index++))))
                throw new Damage("layer \"" + name + "\" lacks a blob before blob " + part);
        String type = types.getOrDefault(name, "");
        return List.of(new NamedLayer(name, type, List.copyOf(parts.values()), List.of()));
    }

    private static List<NamedLayer> norm(String name, NavigableMap<String, Tensor> parts) {
        List<Tensor> affine = List.copyOf(parts.headMap("2w").values());
        var means = new ArrayList<>(parts.tailMap("2w").values());
        means.add(Tensor.of(Shape.of(1), 1));
        var norm = new NamedLayer(name, "BatchNorm", means, List.of());
        if (affine.isEmpty()) return List.of(norm);
        String scale = name + ForeignBatchNorm.SCALE;
        return List.of(norm, new NamedLayer(scale, "Scale", affine, List.of()));
    }
}
