package jdl.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.file.Digests;
import jdl.web.Access;
import jdl.web.Mirror;
import jdl.web.Wanted;
import jdl.web.Web;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.io.TempDir;

/** A server that is honest until a test says otherwise, and a cache that nothing may change. */
abstract class HostileServer {

    static final String WEIGHTS = "weights of a net ".repeat(3000);
    static final EntryName NAME = EntryName.of("me/net");

    @TempDir Path folder;
    final TestServer good = new TestServer(true);
    Wanted weights = new Wanted("", 0, "");

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

    ByteString blob(Wanted file) {
        return ByteString.copyFrom(good.files.get("/data/blobs/sha256/" + file.sha256()));
    }

    DynamicTest refused(
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

    static void refuses(Zoo zoo) {
        Failure failure = catchThrowableOfType(Failure.class, () -> zoo.pull(NAME));
        assertThat(failure).isNotNull();
        assertThat(failure.kind()).isIn(Kind.INTEGRITY, Kind.UNREACHABLE);
        assertThat(failure.message()).doesNotContain("\u001b").hasSizeLessThan(2000);
    }

    /** All files of the cache and their digests, but those that have no name yet. */
    Map<String, String> tree() throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (var all = Files.walk(folder.resolve("cache"))) {
            for (Path file : all.filter(Files::isRegularFile).toList())
                if (!file.toString().endsWith(".part"))
                    tree.put(file.toString(), Digests.sha256(file));
        }
        assertThat(tree).hasSizeGreaterThan(6);
        return tree;
    }

    Cache cache() {
        return new Cache(folder.resolve("cache"));
    }

    static Remote remote(String address) {
        var web = new Web(Duration.ofMillis(700), Access.NONE);
        return new IndexRemote("there", new HttpStore(HttpAddress.of(address), web));
    }

    Zoo zoo(String address, Trust trust) {
        var gate = new Zoo.Gate(remote(address), trust);
        return new Zoo(cache(), List.of(gate), 1 << 20, (file, bytes) -> {});
    }

    Pack pack(String version, String content) {
        return Packing.of(
                Entries.write(folder.resolve("entry" + version), "me/net", version, content));
    }

    static void chunked(HttpExchange x, byte[] body, int times) throws IOException {
        x.sendResponseHeaders(200, 0);
        for (int i = 0; i < times; i++) x.getResponseBody().write(body);
    }
}
