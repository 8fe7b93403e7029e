package jdl.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import jdl.file.Digests;
import jdl.web.Access;
import jdl.web.Mirror;
import jdl.web.Web;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whenever a pull is killed, what has a name is whole, and the next pull goes on. */
@Timeout(600)
class KilledPullTest {

    private static final EntryName NAME = EntryName.of("me/net");
    private static final String WEIGHTS = "0123456789".repeat(40_000);
    private static final int LONGEST_LIFE = 2000;

    @TempDir Path folder;
    private final TestServer server = new TestServer(true);
    private final Mirror mirror = new Mirror(exchange -> server.slowly(exchange));

    @BeforeEach
    void push() {
        Path entry = Entries.write(folder.resolve("entry"), "me/net", "1", WEIGHTS);
        zoo(folder.resolve("cache"), mirror.uri())
                .gates()
                .get(0)
                .remote()
                .push(Packing.of(entry), (file, bytes) -> {});
    }

    @AfterEach
    void stop() {
        mirror.close();
    }

    @Test
    void aPullThatIsKilledNowAndThenComesToItsEnd() throws Exception {
        killAndPull(5);
    }

    @Test
    @Tag("slow")
    void aPullThatIsKilledAHundredTimesComesToItsEnd() throws Exception {
        killAndPull(100);
    }

    @Test
    void twoProcessesAtOnceBothHaveTheEntry() throws Exception {
        Process first = start(folder.resolve("cache"));
        Process second = start(folder.resolve("cache"));
        assertThat(first.waitFor()).isZero();
        assertThat(second.waitFor()).isZero();
        assertThat(mirror.asked.stream().filter(a -> a.contains(weights())).count()).isEqualTo(2);
        check(folder.resolve("cache"));
    }

    /** Each kill is of a new process; after an entry has come whole the next cache is empty. */
    private void killAndPull(int kills) throws Exception {
        var random = new Random(6);
        int round = 0;
        for (int i = 0; i < kills; i++) {
            Path cache = folder.resolve("cache" + round);
            Process pull = start(cache);
            if (pull.waitFor(300 + random.nextInt(LONGEST_LIFE), TimeUnit.MILLISECONDS)) {
                assertThat(pull.exitValue()).isZero();
                round++;
            } else pull.destroyForcibly().waitFor();
            check(cache);
        }
        Path last = folder.resolve("cache" + round);
        assertThat(start(last).waitFor()).isZero();
        check(last);
        assertThat(new Cache(last).find(NAME).orElseThrow().weights()).hasContent(WEIGHTS);
        assertThat(mirror.asked).anyMatch(asked -> asked.contains("[bytes="));
    }

    private static String weights() {
        return Digests.sha256(WEIGHTS.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    /** What has its name has its content. */
    private static void check(Path cache) throws IOException {
        Path blobs = cache.resolve("blobs/sha256");
        if (!Files.isDirectory(blobs)) return;
        try (var all = Files.list(blobs)) {
            for (Path blob : all.toList())
                if (!blob.toString().endsWith(".part"))
                    assertThat(blob).hasFileName(Digests.sha256(blob));
        }
        for (EntryName name : new Cache(cache).all())
            assertThat(new Cache(cache).find(name).orElseThrow().weights()).hasContent(WEIGHTS);
    }

    private Process start(Path cache) throws IOException {
        String java = ProcessHandle.current().info().command().orElseThrow();
        String classes = System.getProperty("java.class.path");
        return new ProcessBuilder(
                        java,
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classes,
                        Pull.class.getName(),
                        cache.toString(),
                        mirror.uri().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static Zoo zoo(Path cache, URI uri) {
        var web = new Web(Duration.ofSeconds(10), Access.NONE);
        var store = new HttpStore(HttpAddress.of(uri.toString()), web);
        var gate = new Zoo.Gate(new IndexRemote("there", store), Trust.NONE);
        return new Zoo(new Cache(cache), List.of(gate), 1 << 24, (file, bytes) -> {});
    }

    /** Another process: it pulls, unless it is killed. */
    static final class Pull {

        private Pull() {}

        public static void main(String[] args) {
            zoo(Path.of(args[0]), URI.create(args[1])).pull(NAME);
        }
    }
}
