package jdl.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import jdl.file.NpyFile;
import jdl.snapshot.NamedLayer;
import jdl.snapshot.WeightsFile;
import jdl.tensor.Tensor;

/**
 * A folder with all that a net holds after a pass: one container for other programs, a {@code .npy}
 * for each tensor, and an index that says which file holds what.
 */
final class Dump {

    static final String CONTAINER = "dump.caffemodel";
    static final String INDEX = "index.json";

    private final Path folder;
    private final Set<String> taken = new HashSet<>();

    Dump(Path folder) {
        this.folder = folder;
    }

    /** Writes a net's blobs and weights; {@code summary} becomes the beginning of the index. */
    void write(String net, List<NamedLayer> entries, ObjectNode summary) {
        WeightsFile.write(folder.resolve(CONTAINER), net, entries);
        ArrayNode list = summary.putArray("entries");
        for (NamedLayer entry : entries) {
            Tensor data = entry.blobs().get(0);
            ObjectNode node = list.addObject().put("name", entry.name());
            ArrayNode shape = JsonNodeFactory.instance.arrayNode();
            data.shape().dims().forEach(shape::add);
            node.set("shape", shape);
            String stem = stem(entry.name());
            node.put("data", npy(stem + ".data.npy", data));
            for (Tensor diff : entry.diffs()) node.put("diff", npy(stem + ".diff.npy", diff));
        }
        Disk.write(folder.resolve(INDEX), summary.toPrettyString() + "\n");
    }

    private String npy(String name, Tensor tensor) {
        NpyFile.write(folder.resolve(name), tensor);
        return name;
    }

    /** A name that every file system takes; {@code blob/conv1} becomes {@code blob.conv1}. */
    private String stem(String entry) {
        String safe = entry.replace('/', '.').replaceAll("[^A-Za-z0-9._-]", "_");
        if (safe.length() > 180) safe = safe.substring(0, 180);
        String stem = safe;
        for (int twin = 2; !taken.add(stem.toLowerCase(Locale.ROOT)); twin++)
            stem = safe + "-" + twin;
        return stem;
    }
}
