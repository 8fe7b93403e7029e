package jdl.zoo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.file.Digests;
import jdl.web.Access;
import jdl.web.Mirror;
import jdl.web.Raw;
import jdl.web.Wanted;
import jdl.web.Web;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a server does, it is refused and the cache is as before. */
@Timeout(120)
class HostileServerTest {

    private static final String WEIGHTS = "weights of a net ".repeat(3000);
    private static final EntryName NAME = EntryName.of("me/net");

    @TempDir Path folder;
    private final TestServer good = new TestServer(true);
    private Wanted weights = new Wanted("", 0, "");

    /** An honest server with version 2, and a cache with version 1. */
    @BeforeEach
    void push() {
        try (Mirror mirror = new Mirror(good)) {
            remote(mirror.uri().toString()).push(pack("1", "old"), (file, bytes) -> {});
            zoo(mirror.uri().toString(), Trust.NONE).pull(NAME);
            Pack pack = pack("2", WEIGHTS);
            remote(mirror.uri().toString()).push(pack, (file, bytes) -> {});
            weights = pack.manifest().files().get(2);
            for (Wanted file : pack.manifest().files())
                if (!file.equals(weights)) Small.write(cache().blob(file), blob(file));
        }
    }

    private ByteString blob(Wanted file) {
        return ByteString.copyFrom(good.files.get("/data/blobs/sha256/" + file.sha256()));
    }

    @Test
    void anHonestServerIsBelieved() {
        try (Mirror mirror = new Mirror(good)) {
            assertThat(zoo(mirror.uri() + "", Trust.NONE).pull(NAME).weights()).hasContent(WEIGHTS);
        }
    }

    @TestFactory
    List<DynamicTest> filesThatAreNot() {
        byte[] file = WEIGHTS.getBytes(UTF_8);
        byte[] other = WEIGHTS.replace('w', 'v').getBytes(UTF_8);
        return List.of(
                blob("of other bytes", x -> Mirror.send(x, 200, other)),
                blob("too short", x -> Mirror.send(x, 200, cut(file, 1))),
                blob("too long", x -> Mirror.send(x, 200, (WEIGHTS + "x").getBytes(UTF_8))),
                blob("empty", x -> x.sendResponseHeaders(200, -1)),
                blob("a page", x -> Mirror.send(x, 200, "<html>sorry</html>".getBytes(UTF_8))),
                blob("too short, of unknown length", x -> chunked(x, cut(file, 1), 1)),
                blob("without end", x -> chunked(x, file, 1000)),
                blob("broken off", x -> promised(x, file.length, cut(file, 500))),
                blob("silent", HostileServerTest::silent),
                blob("silent in the midst", x -> stalled(x, file)),
                blob("zipped", x -> zipped(x, gzip(file))),
                blob("a bomb", x -> zipped(x, gzip(new byte[1 << 22]))),
                blob("a part unasked", x -> part(x, "bytes 0-9/10", cut(file, 10))),
                blob("moved to nowhere", x -> x.sendResponseHeaders(302, -1)),
                blob("not modified", x -> x.sendResponseHeaders(304, -1)),
                blob("no content", x -> x.sendResponseHeaders(204, -1)),
                blob("not satisfiable", x -> x.sendResponseHeaders(416, -1)),
                blob("not for us", x -> x.sendResponseHeaders(403, -1)),
                blob("gone", x -> x.sendResponseHeaders(410, -1)),
                blob("a mistake", x -> x.sendResponseHeaders(500, -1)));
    }

    @TestFactory
    List<DynamicTest> liesAboutTheRestOfAFile() {
        byte[] file = WEIGHTS.getBytes(UTF_8);
        int from = 1000;
        byte[] rest = Arrays.copyOfRange(file, from, file.length);
        byte[] other = new byte[rest.length];
        String range = "bytes %d-%d/%d".formatted(from, file.length - 1, file.length);
        return List.of(
                rest("of another file (its ETag has changed)", x -> part(x, range, other)),
                rest("of another place", x -> part(x, "bytes 0-9/" + file.length, rest)),
                rest("without a place", x -> Mirror.send(x, 206, rest)),
                rest("of another length", x -> part(x, range, cut(rest, 3))),
                rest("of a longer file", x -> part(x, range.replace("/5", "/6"), rest)),
                rest("with odd letters", x -> part(x, "bytes \u001b[31m", rest)),
                rest("all of another file", x -> Mirror.send(x, 200, new byte[file.length])));
    }

    @TestFactory
    List<DynamicTest> answersThatAreNoHttp() {
        String ok = "HTTP/1.1 200 OK\r\n";
        return List.of(
                raw("nothing", Raw.says("")),
                raw("another tongue", Raw.says("SSH-2.0-OpenSSH_9.2\r\n")),
                raw("bytes", Raw.says("\0\1\2\377\376".repeat(100))),
                raw("an odd status", Raw.says("HTTP/1.1 abc OK\r\n\r\n")),
                raw("no status", Raw.says("HTTP/1.1\r\n\r\n")),
                raw("a status of zero", Raw.says("HTTP/1.1 000 OK\r\n\r\n")),
                raw("half a head", Raw.says(ok + "Content-Le")),
                raw("an odd header", Raw.says(ok + "a b: c\r\n\r\n")),
                raw("an odd length", Raw.says(ok + "Content-Length: abc\r\n\r\nx")),
                raw("a negative length", Raw.says(ok + "Content-Length: -5\r\n\r\nx")),
                raw("a vast length", Raw.says(ok + "Content-Length: 9223372036854775807\r\n\r\nx")),
                raw(
                        "an impossible length",
                        Raw.says(ok + "Content-Length: 9".repeat(30) + "\r\n\r\n")),
                raw(
                        "two lengths",
                        Raw.says(ok + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nxy")),
                raw("odd chunks", Raw.says(ok + "Transfer-Encoding: chunked\r\n\r\nzz\r\nx\r\n")),
                raw(
                        "vast chunks",
                        Raw.says(ok + "Transfer-Encoding: chunked\r\n\r\n7fffffffff\r\nx")),
                raw("half a chunk", Raw.says(ok + "Transfer-Encoding: chunked\r\n\r\n10\r\nx")),
                raw("another protocol", Raw.says("HTTP/1.1 101 Switching\r\nUpgrade: h2c\r\n\r\n")),
                raw("headers without end", Raw.endlessly(ok, "X-Flood: 0123456789abcdef\r\n")),
                raw("a header without end", Raw.endlessly(ok + "X: ", "0123456789abcdef")),
                raw("a status line without end", Raw.endlessly("HTTP/1.1 200 ", "OK")),
                raw("go on, without end", Raw.endlessly("", "HTTP/1.1 100 Continue\r\n\r\n")),
                raw("hints without end", Raw.endlessly("", "HTTP/1.1 103 Hints\r\n\r\n")),
                raw("empty lines without end", Raw.endlessly("", "\r\n")),
                raw(
                        "chunks without end",
                        Raw.endlessly(ok + "Transfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n")),
                raw(
                        "a chunk's length without end",
                        Raw.endlessly(ok + "Transfer-Encoding: chunked\r\n\r\n", "0")));
    }

    @TestFactory
    List<DynamicTest> redirects() {
        return List.of(
                blob("in a circle", Mirror.redirect("/data/index.json/../again")),
                blob("to itself", x -> Mirror.redirect(x.getRequestURI().toString()).give(x)),
                blob("to a file", Mirror.redirect("file:///etc/passwd")),
                blob("to FTP", Mirror.redirect("ftp://127.0.0.1/x")),
                blob("into a jar", Mirror.redirect("jar:http://127.0.0.1/x.jar!/x")),
                blob("to data", Mirror.redirect("data:,weights")),
                blob("off the machine", Mirror.redirect("http://192.168.0.1/x")),
                blob("with a password", Mirror.redirect("http://a:b@127.0.0.1/x")),
                blob("to no host", Mirror.redirect("http:///x")),
                blob("to what is no address", Mirror.redirect("http://[::")),
                blob("with odd letters", Mirror.redirect("http://\u001b[31m/")));
    }

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
                index("one manifest for another", HostileServerTest::swapped));
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

    private DynamicTest blob(String what, Mirror.Answer answer) {
        return refused(
                what,
                () ->
                        new Mirror(
                                x -> {
                                    String path = x.getRequestURI().getPath();
                                    if (path.endsWith(weights.sha256()) || path.contains("again"))
                                        answer.give(x);
                                    else good.give(x);
                                }),
                mirror -> ((Mirror) mirror).uri().toString());
    }

    /** A part of the file is here; who asks for all of it is sent another one. */
    private DynamicTest rest(String what, Mirror.Answer answer) {
        return blob(
                what,
                x -> {
                    if (x.getRequestHeaders().containsKey("Range")) answer.give(x);
                    else Mirror.send(x, 200, new byte[WEIGHTS.length()]);
                });
    }

    private DynamicTest raw(String what, Raw.Words words) {
        return refused(what, () -> new Raw(words), raw -> ((Raw) raw).uri().toString());
    }

    private DynamicTest refused(
            String what, Callable<AutoCloseable> server, Function<AutoCloseable, String> address) {
        return DynamicTest.dynamicTest(
                what,
                () -> {
                    Path part = cache().blob(weights).resolveSibling(weights.sha256() + ".part");
                    Files.writeString(part, WEIGHTS.substring(0, 1000));
                    var before = tree();
                    try (AutoCloseable running = server.call()) {
                        refuses(zoo(address.apply(running), Trust.NONE));
                    }
                    assertThat(tree()).isEqualTo(before);
                });
    }

    private static void refuses(Zoo zoo) {
        Failure failure = catchThrowableOfType(Failure.class, () -> zoo.pull(NAME));
        assertThat(failure).isNotNull();
        assertThat(failure.kind()).isIn(Kind.INTEGRITY, Kind.UNREACHABLE);
        assertThat(failure.message()).doesNotContain("\u001b").hasSizeLessThan(2000);
    }

    private static byte[] cut(byte[] bytes, int less) {
        return Arrays.copyOf(bytes, bytes.length - less);
    }

    private static void promised(HttpExchange x, long length, byte[] body) throws IOException {
        x.sendResponseHeaders(200, length);
        x.getResponseBody().write(body);
        x.getResponseBody().flush();
        throw new IOException("the line breaks");
    }

    private static void chunked(HttpExchange x, byte[] body, int times) throws IOException {
        x.sendResponseHeaders(200, 0);
        for (int i = 0; i < times; i++) x.getResponseBody().write(body);
    }

    private static void silent(HttpExchange x) throws IOException {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void stalled(HttpExchange x, byte[] body) throws IOException {
        x.sendResponseHeaders(200, body.length);
        x.getResponseBody().write(body, 0, 5000);
        x.getResponseBody().flush();
        silent(x);
    }

    private static void part(HttpExchange x, String range, byte[] body) throws IOException {
        x.getResponseHeaders().set("Content-Range", range);
        Mirror.send(x, 206, body);
    }

    private static void zipped(HttpExchange x, byte[] body) throws IOException {
        x.getResponseHeaders().set("Content-Encoding", "gzip");
        Mirror.send(x, 200, body);
    }

    private static byte[] gzip(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** All files of the cache and their digests, but those that have no name yet. */
    private Map<String, String> tree() throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (var all = Files.walk(folder.resolve("cache"))) {
            for (Path file : all.filter(Files::isRegularFile).toList())
                if (!file.toString().endsWith(".part"))
                    tree.put(file.toString(), Digests.sha256(file));
        }
        assertThat(tree).hasSizeGreaterThan(6);
        return tree;
    }

    private Cache cache() {
        return new Cache(folder.resolve("cache"));
    }

    private static Remote remote(String address) {
        var web = new Web(Duration.ofMillis(700), Access.NONE);
        return new IndexRemote("there", new HttpStore(HttpAddress.of(address), web));
    }

    private Zoo zoo(String address, Trust trust) {
        var gate = new Zoo.Gate(remote(address), trust);
        return new Zoo(cache(), List.of(gate), 1 << 20, (file, bytes) -> {});
    }

    private Pack pack(String version, String content) {
        return Packing.of(
                Entries.write(folder.resolve("entry" + version), "me/net", version, content));
    }
}
