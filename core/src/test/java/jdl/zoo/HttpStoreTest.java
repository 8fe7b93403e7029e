package jdl.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.web.Access;
import jdl.web.Mirror;
import jdl.web.Web;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes to a static server comes back from it. */
@Timeout(60)
class HttpStoreTest {

    private static final EntryName NAME = EntryName.of("me/net");

    @TempDir Path folder;
    private final TestServer server = new TestServer(true);
    private final Mirror mirror = new Mirror(server);

    @AfterEach
    void stop() {
        mirror.close();
    }

    @Test
    void whatWasPushedIsPulled() {
        remote().push(pack("1.0", "weights"), (file, bytes) -> {});
        assertThat(zoo(remote()).pull(NAME).weights()).hasContent("weights");
        assertThat(zoo(Remotes.at("there", mirror.uri() + "")).offers(f -> {})).hasSize(1);
    }

    @Test
    void onlyWhatIsMissingIsSent() {
        remote().push(pack("1.0", "weights"), (file, bytes) -> {});
        List<String> sent = new ArrayList<>();
        remote().push(pack("1.1", "weights"), (file, bytes) -> sent.add(file.name()));
        assertThat(sent).containsExactly("README.md");
        sent.clear();
        mirror.asked.clear();
        remote().push(pack("1.1", "weights"), (file, bytes) -> sent.add(file.name()));
        assertThat(sent).isEmpty();
        assertThat(zoo(remote()).offers(f -> {})).hasSize(2);
    }

    @Test
    void whatAnUploadThatBrokeOffHasLeftIsSentAgain() {
        Pack pack = pack("1.0", "weights");
        var weights = pack.manifest().files().get(2);
        server.files.put("/data/blobs/sha256/" + weights.sha256(), new byte[] {1});
        remote().push(pack, (file, bytes) -> {});
        assertThat(zoo(remote()).pull(NAME).weights()).hasContent("weights");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void manyWhoPushAtOnceDoNotOverwriteEachOther(boolean etags) throws Exception {
        try (Mirror other = new Mirror(new TestServer(etags))) {
            int count = etags ? 6 : 1;
            var packs = IntStream.range(0, count).mapToObj(i -> pack("1." + i, "w" + i)).toList();
            List<Callable<Boolean>> pushes = new ArrayList<>();
            for (Pack pack : packs)
                pushes.add(
                        () -> {
                            remote(other).push(pack, (file, bytes) -> {});
                            return true;
                        });
            var threads = Executors.newFixedThreadPool(count);
            for (var done : threads.invokeAll(pushes)) assertThat(done.get()).isTrue();
            threads.shutdown();
            assertThat(remote(other).offers()).hasSize(count);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 405, 501})
    void whoMayNotPushIsToldWhatToDo(int status) {
        Mirror.Answer readOnly =
                exchange -> {
                    if (exchange.getRequestMethod().equals("PUT"))
                        Mirror.send(exchange, status, new byte[0]);
                    else exchange.sendResponseHeaders(404, -1);
                };
        try (Mirror other = new Mirror(readOnly)) {
            var failure =
                    catchThrowableOfType(
                            Failure.class,
                            () -> remote(other).push(pack("1.0", "weights"), (file, bytes) -> {}));
            assertThat(failure.kind()).isEqualTo(Kind.PERMISSION);
            assertThat(failure)
                    .hasMessageContaining("status " + status)
                    .hasMessageContaining("push to a folder that the server serves");
        }
    }

    @Test
    void theNextMirrorHelpsOut() {
        remote().push(pack("1.0", "weights"), (file, bytes) -> {});
        try (Mirror broken = new Mirror(exchange -> exchange.sendResponseHeaders(500, -1))) {
            String both = broken.uri() + " | " + mirror.uri().toString().replaceFirst("/$", "");
            Remote remote = new IndexRemote("both", new HttpStore(HttpAddress.of(both), web()));
            assertThat(zoo(remote).pull(NAME).weights()).hasContent("weights");
            assertThat(broken.asked).isNotEmpty();
        }
    }

    @Test
    void whoIsKnownIsLetIn() {
        server.secret = Optional.of("Bearer secret");
        var failure =
                catchThrowableOfType(
                        Failure.class, () -> remote().push(pack("1.0", "w"), (file, bytes) -> {}));
        assertThat(failure.kind()).isEqualTo(Kind.PERMISSION);
        Access access = uri -> server.secret;
        var address = HttpAddress.of(mirror.uri().toString());
        Remote known = new IndexRemote("x", new HttpStore(address, web().as(access)));
        known.push(pack("1.0", "w"), (file, bytes) -> {});
        assertThat(zoo(known).pull(NAME).weights()).hasContent("w");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://me:secret@host/",
                "https://host/?a=b",
                "https://host/#x",
                "https:///x",
                "https://a b",
                "https://ok/|ftp://host/",
                "https://[x"
            })
    void oddAddressesAreRefused(String written) {
        assertThat(HttpAddress.isOne(written)).isTrue();
        var failure = catchThrowableOfType(Failure.class, () -> HttpAddress.of(written));
        assertThat(failure.kind()).isEqualTo(Kind.CONFIG);
        assertThat(failure.message()).doesNotContain("secret");
    }

    private Remote remote() {
        return remote(mirror);
    }

    private static Remote remote(Mirror mirror) {
        var address = HttpAddress.of(mirror.uri().toString());
        return new IndexRemote("there", new HttpStore(address, web()));
    }

    private static Web web() {
        return new Web(Duration.ofSeconds(5), Access.NONE);
    }

    private Zoo zoo(Remote remote) {
        var gate = new Zoo.Gate(remote, Trust.NONE);
        var cache = new Cache(folder.resolve("cache"));
        return new Zoo(cache, List.of(gate), 1 << 20, (file, bytes) -> {});
    }

    private Pack pack(String version, String weights) {
        Path entry = folder.resolve("entry-" + version + weights);
        return Packing.of(Entries.write(entry, "me/net", version, weights));
    }
}
