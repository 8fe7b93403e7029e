package jdl.zoo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.web.Wanted;

/**
 * An entry as OCI's image manifest 1.1 tells of it: its config is our manifest, its layers are the
 * files, each with its path as title, so that other tools can pull it, too.
 */
record OciManifest(
        Wanted config, List<Wanted> layers, String title, String task, Optional<String> signature) {

    static final String TYPE = "application/vnd.oci.image.manifest.v1+json";

    /** What registries take at least. */
    static final int LARGEST = 4 << 20;

    private static final String MODEL = "application/vnd.jdl.model.v1";
    private static final String CONFIG = "application/vnd.jdl.manifest.v1+json";
    private static final String FILE = "application/octet-stream";

    private static final String TITLE = "org.opencontainers.image.title";
    private static final String VERSION = "org.opencontainers.image.version";
    private static final String LICENCE = "org.opencontainers.image.licenses";
    private static final String TASK = "dev.jdl.task";
    private static final String SIGNATURE = "dev.jdl.signature";

    private static final Pattern DIGEST = Pattern.compile("sha256:([0-9a-f]{64})");

    OciManifest {
        layers = List.copyOf(layers);
    }

    /** The manifest of what is pushed: the same bytes for the same entry. */
    static ByteString write(Pack pack) {
        ObjectNode json = Json.empty();
        json.put("schemaVersion", 2).put("mediaType", TYPE).put("artifactType", MODEL);
        json.set("config", descriptor(CONFIG, pack.manifest().self()));
        var layers = json.putArray("layers");
        for (Wanted file : pack.manifest().files()) {
            ObjectNode layer = descriptor(FILE, file);
            layer.putObject("annotations").put(TITLE, file.name());
            layers.add(layer);
        }
        annotate(json.putObject("annotations"), pack);
        return Json.write(json);
    }

    private static ObjectNode descriptor(String type, Wanted file) {
        return Json.empty()
                .put("mediaType", type)
                .put("digest", "sha256:" + file.sha256())
                .put("size", file.bytes());
    }

    private static void annotate(ObjectNode annotations, Pack pack) {
        var card = pack.card().settings();
        annotations.put(TITLE, pack.card().title());
        annotations.put(VERSION, pack.manifest().name().version().orElseThrow().text());
        if (card.hasLicense()) annotations.put(LICENCE, card.getLicense());
        if (card.hasTask()) annotations.put(TASK, card.getTask());
        pack.signature().ifPresent(signature -> annotations.put(SIGNATURE, signature.text()));
    }

    /** Reads a manifest and trusts nothing of it; nothing if it is that of something else. */
    static Optional<OciManifest> read(ByteString bytes, String where) {
        Json json = Json.read(bytes, where);
        boolean ours =
                json.textOr("mediaType", TYPE).equals(TYPE)
                        && json.has("config")
                        && json.child("config").textOr("mediaType", "").equals(CONFIG);
        if (!ours) return Optional.empty();
        Wanted config = wanted("manifest.json", json.child("config"), where);
        if (config.bytes() > Manifest.LARGEST)
            throw new Failure(Kind.INTEGRITY, where + ": names a manifest without end");
        List<Wanted> layers =
                json.children("layers").stream()
                        .map(l -> wanted(l.child("annotations").text(TITLE), l, where))
                        .toList();
        Json said = json.has("annotations") ? json.child("annotations") : json;
        return Optional.of(
                new OciManifest(
                        config,
                        layers,
                        said.textOr(TITLE, ""),
                        said.textOr(TASK, ""),
                        said.has(SIGNATURE)
                                ? Optional.of(said.text(SIGNATURE))
                                : Optional.empty()));
    }

    private static Wanted wanted(String name, Json descriptor, String where) {
        Matcher digest = DIGEST.matcher(descriptor.text("digest"));
        if (!digest.matches())
            throw new Failure(Kind.INTEGRITY, where + ": has a digest that is no SHA-256");
        return new Wanted(name, descriptor.size("size"), digest.group(1));
    }

    /** Whether the config is this manifest, and the layers are its files, one by one. */
    boolean agrees(Manifest manifest) {
        return config.equals(manifest.self())
                && layers.size() == manifest.files().size()
                && new HashSet<>(layers).equals(new HashSet<>(manifest.files()));
    }
}
