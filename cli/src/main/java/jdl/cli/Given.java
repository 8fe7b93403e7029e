package jdl.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import jdl.failure.DidYouMean;
import jdl.failure.Failure;
import jdl.file.NpyFile;
import jdl.snapshot.NamedLayer;
import jdl.snapshot.WeightsFile;
import jdl.tensor.Tensor;

/**
 * Tensors that a user gives to a net, by the names that a container has for them: {@code
 * input/<blob>}, {@code blob/<blob>}, {@code param/<layer>/<index>}, and the same behind {@code
 * step<K>/}.
 */
final class Given {

    private static final Pattern STEP = Pattern.compile("step(\\d{1,6})/.*");

    private final Map<String, NamedLayer> entries = new LinkedHashMap<>();
    private final Map<String, Tensor> seeds = new LinkedHashMap<>();
    private final Set<String> wantedSeeds = new LinkedHashSet<>();

    /** Takes {@code blob=FILE.npy}, {@code blob=CONTAINER} or {@code CONTAINER}. */
    void input(String written) {
        int equals = written.indexOf('=');
        if (equals < 0 || Files.exists(Path.of(written))) {
            container(Path.of(written));
            return;
        }
        String entry = "input/" + written.substring(0, equals);
        Path file = Path.of(written.substring(equals + 1));
        put(entry, isNpy(file) ? NpyFile.read(file) : part(file, entry).blobs().get(0));
    }

    /** Takes {@code blob=FILE.npy}, or {@code blob} for the diff that a container has of it. */
    void seed(String written) {
        int equals = written.indexOf('=');
        if (equals < 0) {
            wantedSeeds.add(written);
            return;
        }
        String blob = written.substring(0, equals);
        Path file = Path.of(written.substring(equals + 1));
        seeds.put(blob, isNpy(file) ? NpyFile.read(file) : diff(part(file, "blob/" + blob)));
    }

    /** Takes all that a container has. */
    void container(Path file) {
        if (isNpy(file))
            throw Failure.config(
                    "option --input: which blob is " + file + " for? write NAME=" + file);
        for (NamedLayer entry : WeightsFile.read(file).layers())
            if (!entry.blobs().isEmpty()) entries.put(entry.name(), entry);
    }

    /** Takes the weights of a container alone. */
    void weights(List<NamedLayer> container) {
        for (NamedLayer entry : container)
            if (entry.name().startsWith("param/")) entries.put(entry.name(), entry);
    }

    private static boolean isNpy(Path file) {
        return file.toString().endsWith(".npy");
    }

    private void put(String name, Tensor data) {
        entries.put(name, new NamedLayer(name, "", List.of(data), List.of()));
    }

    private static NamedLayer part(Path file, String name) {
        List<NamedLayer> all = WeightsFile.read(file).layers();
        return all.stream()
                .filter(entry -> entry.name().equals(name) && !entry.blobs().isEmpty())
                .findFirst()
                .orElseThrow(
                        () -> {
                            var names = all.stream().map(NamedLayer::name).toList();
                            return Failure.config(
                                    "%s: has no entry \"%s\"%s"
                                            .formatted(file, name, DidYouMean.among(names, name)));
                        });
    }

    private static Tensor diff(NamedLayer entry) {
        if (entry.diffs().isEmpty())
            throw Failure.config("option --seed: \"" + entry.name() + "\" has no diff there");
        return entry.diffs().get(0);
    }

    /** How many passes a container holds; 1 where it does not count them. */
    int steps() {
        return entries.keySet().stream()
                .map(STEP::matcher)
                .filter(m -> m.matches())
                .mapToInt(m -> Integer.parseInt(m.group(1)))
                .max()
                .orElse(1);
    }

    /** Whether a container counts its passes. */
    boolean counted() {
        return entries.keySet().stream().anyMatch(name -> STEP.matcher(name).matches());
    }

    /** What is given under a prefix, by the rest of the name. */
    Map<String, Tensor> under(String prefix) {
        Map<String, Tensor> found = new LinkedHashMap<>();
        entries.forEach(
                (name, entry) -> {
                    if (name.startsWith(prefix))
                        found.put(name.substring(prefix.length()), entry.blobs().get(0));
                });
        return found;
    }

    /** Whether the user said where gradients begin. */
    boolean seedsChosen() {
        return !seeds.isEmpty() || !wantedSeeds.isEmpty();
    }

    /**
     * The gradients to begin with: those that the user chose, else those that a container has of
     * these outputs.
     *
     * @param prefix "" or "stepK/"
     */
    Map<String, Tensor> seeds(String prefix, List<String> outputs) {
        Map<String, Tensor> found = new LinkedHashMap<>(seeds);
        for (String blob : seedsChosen() ? List.copyOf(wantedSeeds) : outputs) {
            Optional<NamedLayer> entry = Optional.ofNullable(entries.get(prefix + "blob/" + blob));
            if (!seedsChosen() && entry.filter(e -> !e.diffs().isEmpty()).isEmpty()) continue;
            found.put(blob, diff(entry.orElseThrow(() -> unknownSeed(prefix + "blob/" + blob))));
        }
        return found;
    }

    private Failure unknownSeed(String entry) {
        var names = new ArrayList<>(entries.keySet());
        return Failure.config(
                "option --seed: no container has an entry \"%s\"%s"
                        .formatted(entry, DidYouMean.among(names, entry)));
    }
}
