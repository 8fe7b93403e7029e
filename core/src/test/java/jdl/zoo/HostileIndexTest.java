package jdl.zoo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import jdl.file.Digests;
import jdl.web.Mirror;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** Whatever a server says that it has, it is refused and the cache is as before. */
@Timeout(120)
class HostileIndexTest extends HostileServer {

    @TestFactory
    List<DynamicTest> indexes() {
        return List.of(
                index("no JSON", json -> "<html>sorry</html>"),
                index("nothing", json -> ""),
                index("another thing", json -> "[]"),
                index("null", json -> "null"),
                index("broken off", json -> json.substring(0, json.length() / 2)),
                index("two in one", json -> json + json),
                index("a key twice", json -> json.replaceFirst("\\{", "{\"schema\": 1,")),
                index("of a later kind", json -> json.replace("\"schema\":1", "\"schema\":2")),
                index("deep", json -> "[".repeat(100_000)),
                index("deep in an object", json -> "{\"entries\":".repeat(100_000)),
                index("huge", json -> json + " ".repeat(Index.LARGEST)),
                index("a huge number", json -> json.replace(":1", ":" + "9".repeat(100_000))),
                index("a number with a point", json -> json.replaceFirst("(bytes\":\\d+)", "$1.5")),
                index("a million entries", json -> many(1_000_000)),
                index("no entries", json -> "{\"schema\":1}"),
                index("entries of text", json -> "{\"schema\":1,\"entries\":[\"x\"]}"),
                index("a name that leaves", json -> json.replace("me/net", "../net")),
                index("no version", json -> json.replace("\"version\":\"2\"", "\"version\":\"x\"")),
                index(
                        "a path for a digest",
                        json -> json.replaceAll("sha256\":\"..", "sha256\":\"/.")),
                index(
                        "a digest of nothing",
                        json -> json.replaceAll("[0-9a-f]{64}", "0".repeat(64))),
                index(
                        "a vast manifest",
                        json -> json.replaceAll("bytes\":\\d+", "bytes\":9999999")),
                index(
                        "only what is older",
                        json -> json.replace("\"1\"", "\"0.2\"").replace("\"2\"", "\"0.1\"")),
                index("one manifest for another", HostileIndexTest::swapped));
    }

    @TestFactory
    List<DynamicTest> manifests() {
        return List.of(
                manifest("no JSON", json -> "sorry"),
                manifest("of another entry", json -> json.replace("me/net", "me/other")),
                manifest("of another version", json -> json.replace("\"2\"", "\"3\"")),
                manifest("of a later kind", json -> json.replace("\"schema\":1", "\"schema\":9")),
                manifest("deep", json -> "{\"files\":".repeat(100_000)),
                manifest("a key twice", json -> json.replaceFirst("\\{", "{\"name\":\"a/b\",")),
                manifest("without files", json -> json.replaceFirst("\\[.*]", "[]")),
                manifest("with too many files", json -> files(json, 1001)),
                manifest("with a million files", json -> files(json, 1_000_000)),
                manifest("too large", json -> json.replaceAll("bytes\":\\d+", "bytes\":9999999")),
                manifest(
                        "vast",
                        json -> json.replaceAll("bytes\":\\d+", "bytes\":" + Long.MAX_VALUE)),
                manifest("of less than nothing", json -> json.replaceAll("bytes\":", "bytes\":-")),
                manifest("of another size", json -> json.replaceAll("bytes\":\\d", "bytes\":1")),
                manifest("with no digest", json -> json.replaceAll("[0-9a-f]{64}", "../../x")),
                manifest("with a file twice", json -> json.replace("net.yaml", "README.md")),
                manifest("two names in one", json -> json.replace("net.yaml", "Readme.MD")),
                manifest("a file and a folder", json -> json.replace("net.yaml", "README.md/x")),
                manifest("above", json -> path(json, "../x")),
                manifest("above from within", json -> path(json, "a/../../x")),
                manifest("from the root", json -> path(json, "/etc/x")),
                manifest("a drive", json -> path(json, "C:\\\\x")),
                manifest("a share", json -> path(json, "\\\\\\\\h\\\\s")),
                manifest("a NUL", json -> path(json, "a\\u0000b")),
                manifest("a device", json -> path(json, "con")),
                manifest("hidden", json -> path(json, ".jdl/manifest.json")),
                manifest("an escape", json -> path(json, "\\u001b[31m")),
                manifest("right to left", json -> path(json, "a\\u202egnp.exe")),
                manifest("decomposed", json -> path(json, "e\\u0301")),
                manifest("long", json -> path(json, "x".repeat(300))));
    }

    private static String path(String json, String path) {
        return json.replace("net.yaml", path);
    }

    private static String files(String json, int count) {
        var all = new StringBuilder(json.replaceFirst("]}$", ""));
        String digest = "0".repeat(64);
        for (int i = 0; i < count; i++)
            all.append(",{\"path\":\"f%d\",\"bytes\":1,\"sha256\":\"%s\"}".formatted(i, digest));
        return all + "]}";
    }

    /** A manifest that is just the one of which the index tells, and wrong all the same. */
    private DynamicTest manifest(String what, UnaryOperator<String> change) {
        return refused(
                what,
                () -> {
                    String old = digest();
                    byte[] json = good.files.get("/data/blobs/sha256/" + old);
                    byte[] changed = change.apply(new String(json, UTF_8)).getBytes(UTF_8);
                    assertThat(changed).isNotEqualTo(json);
                    String index = new String(good.files.get("/data/index.json"), UTF_8);
                    String lying = index.replace(old, Digests.sha256(changed));
                    return new Mirror(
                            x -> {
                                String path = x.getRequestURI().getPath();
                                if (path.endsWith("index.json"))
                                    chunked(x, lying.getBytes(UTF_8), 1);
                                else if (path.endsWith(Digests.sha256(changed)))
                                    chunked(x, changed, 1);
                                else good.give(x);
                            });
                },
                mirror -> ((Mirror) mirror).uri().toString());
    }

    /** Of the manifest of version 2, which comes last. */
    private String digest() {
        String index = new String(good.files.get("/data/index.json"), UTF_8);
        return index.replaceFirst("(?s).*\"sha256\":\"([0-9a-f]{64}).*", "$1");
    }

    @Test
    void aSignatureIsRightOrTheEntryIsRefused() throws IOException {
        TrustedKey key = KeyFiles.make(folder.resolve("key"));
        var strict = new Trust(List.of(key), true);
        var before = tree();
        try (Mirror mirror = new Mirror(good)) {
            String address = mirror.uri().toString();
            refuses(zoo(address, strict)); // unsigned
            Pack pack = pack("2", WEIGHTS);
            var signature =
                    KeyFiles.sign(
                            pack.manifest(), folder.resolve("key"), folder.resolve("key.pub"));
            sign(address, pack("3", "altered"), signature);
            refuses(zoo(address, strict));
            refuses(zoo(address, new Trust(List.of(key), false))); // wrong is worse than none
            sign(address, pack("3", "altered"), new Signature("0".repeat(16), signature.bytes()));
            refuses(zoo(address, strict)); // of a stranger
            assertThat(tree()).isEqualTo(before);
            String index = new String(good.files.get("/data/index.json"), UTF_8);
            good.files.put(
                    "/data/index.json",
                    index.replace("\"version\":\"3\"", "\"version\":\"0.3\"").getBytes(UTF_8));
            sign(address, pack, signature);
            assertThat(zoo(address, strict).pull(NAME).weights()).hasContent(WEIGHTS);
        }
    }

    private static void sign(String address, Pack pack, Signature signature) {
        var signed = new Pack(pack.folder(), pack.manifest(), pack.card(), Optional.of(signature));
        remote(address).push(signed, (file, bytes) -> {});
    }

    private static String swapped(String json) {
        return json.replace("\"version\":\"2\"", "\"version\":\"3\"");
    }

    /** Entries without end; an index is held to its size before anything is read of it. */
    private static String many(int count) {
        String entry = "{\"name\":\"a/b\",\"version\":\"1\"}";
        return "{\"schema\":1,\"entries\":[" + (entry + ",").repeat(count) + entry + "]}";
    }

    private DynamicTest index(String what, UnaryOperator<String> change) {
        return refused(
                what,
                () -> {
                    byte[] json = good.files.get("/data/index.json");
                    String changed = change.apply(new String(json, UTF_8));
                    assertThat(changed).isNotEqualTo(new String(json, UTF_8));
                    return new Mirror(
                            x -> {
                                if (x.getRequestURI().getPath().endsWith("index.json"))
                                    chunked(x, changed.getBytes(UTF_8), 1);
                                else good.give(x);
                            });
                },
                mirror -> ((Mirror) mirror).uri().toString());
    }
}
