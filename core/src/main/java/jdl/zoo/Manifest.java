package jdl.zoo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.file.Digests;
import jdl.web.Wanted;

/**
 * What an entry consists of: its name and version, and the size and SHA-256 of every file.
 *
 * @param bytes the manifest as JSON, to the letter: what is signed
 */
public record Manifest(EntryName name, List<Wanted> files, ByteString bytes) {

    /** No manifest is larger. */
    static final int LARGEST = 1 << 20;

    private static final int MOST_FILES = 1000;
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public Manifest {
        files = List.copyOf(files);
    }

    /** The manifest of an entry whose name has a version. */
    public static Manifest of(EntryName name, List<Wanted> files) {
        List<Wanted> sorted = files.stream().sorted(Comparator.comparing(Wanted::name)).toList();
        ObjectNode json = Json.empty();
        json.put("schema", 1);
        json.put("name", name.path());
        json.put("version", name.version().map(Version::text).orElseThrow());
        var list = json.putArray("files");
        for (Wanted file : sorted)
            list.addObject()
                    .put("path", file.name())
                    .put("bytes", file.bytes())
                    .put("sha256", file.sha256());
        return read(Json.write(json), name.toString());
    }

    /** Reads a manifest and trusts nothing of it; {@code where} it comes from is told. */
    public static Manifest read(ByteString bytes, String where) {
        Json json = Json.read(bytes, where);
        if (json.size("schema") != 1)
            throw new Failure(Kind.INTEGRITY, where + ": is of a later kind\n    take a newer jdl");
        EntryName name = name(json, where);
        List<Wanted> files = json.children("files").stream().map(f -> file(f, where)).toList();
        if (files.isEmpty() || files.size() > MOST_FILES)
            throw lied(where, "names %d files; 1 to %d may be".formatted(files.size(), MOST_FILES));
        EntryPath.clash(files.stream().map(Wanted::name).toList())
                .ifPresent(
                        two -> {
                            throw lied(where, "names files that get into each other's way: " + two);
                        });
        return new Manifest(name, files, bytes);
    }

    private static EntryName name(Json json, String where) {
        try {
            return EntryName.of(json.text("name")).at(new Version(json.text("version")));
        } catch (Failure e) {
            throw lied(where, e.message());
        }
    }

    private static Wanted file(Json json, String where) {
        String path = json.text("path");
        Optional<String> trouble = EntryPath.trouble(path);
        if (trouble.isPresent())
            throw lied(
                    where,
                    "names a file \"%s\", which jdl does not write because of %s"
                            .formatted(EntryPath.shown(path), trouble.get()));
        return new Wanted(path, json.size("bytes"), digest(json, where));
    }

    /** The digest of a file that an index or a manifest names. */
    static String digest(Json json, String where) {
        String digest = json.text("sha256");
        if (!SHA256.matcher(digest).matches()) throw lied(where, "has a digest that is none");
        return digest;
    }

    private static Failure lied(String where, String what) {
        return new Failure(Kind.INTEGRITY, where + ": " + what);
    }

    public String sha256() {
        return Digests.sha256(bytes.toByteArray());
    }

    /** The manifest itself, as a file to be fetched. */
    public Wanted self() {
        return new Wanted("manifest.json", bytes.size(), sha256());
    }

    /** The size of all files. */
    public long total() {
        return files.stream().mapToLong(Wanted::bytes).reduce(0, Manifest::add);
    }

    private static long add(long a, long b) {
        return a + b < 0 ? Long.MAX_VALUE : a + b;
    }
}
