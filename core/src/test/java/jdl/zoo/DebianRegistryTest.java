package jdl.zoo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.file.Digests;
import jdl.web.Web;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real registry, Debian's package docker-registry, started here on the loop-back address. */
class DebianRegistryTest {

    private static final EntryName NAME = EntryName.of("me/net");

    /** What {@code htpasswd -nbB me s3cret} prints. */
    private static final String USERS =
            "me:$2y$04$yQNYE/0sek38ZkHMoqJC4eOrX5eD.v5RamV9fe.VrUcXGDJ89faKe\n";

    private static final String SETTINGS =
            """
            version: 0.1
            log: {level: error, accesslog: {disabled: true}}
            storage: {filesystem: {rootdirectory: %s}}
            http: {addr: "127.0.0.1:%d"}
            """;

    @TempDir Path folder;

    private final List<Process> started = new ArrayList<>();
    private String host = "";

    @BeforeEach
    void isInstalled() {
        boolean there =
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                        .anyMatch(bin -> Files.isExecutable(Path.of(bin, "docker-registry")));
        assumeTrue(there, "docker-registry is not on the PATH: apt-get install docker-registry");
    }

    @AfterEach
    void stop() throws InterruptedException {
        started.forEach(Process::destroy);
        for (Process process : started) process.waitFor(10, TimeUnit.SECONDS);
    }

    @Test
    void whatWasPushedIsPulledIntoAnEmptyCache() {
        start("");
        Remote remote = remote(Map.of());
        push(remote, "1.9", "old");
        push(remote, "1.10", "weights".repeat(100_000));
        push(remote, "1.10", "weights".repeat(100_000));
        push(remote, "1.11", "");
        assertThat(remote.offers())
                .extracting(offer -> offer.name() + " " + offer.title())
                .containsExactly(
                        "me/net@1.9 A net of tests",
                        "me/net@1.10 A net of tests",
                        "me/net@1.11 A net of tests");
        assertThat(pull(remote, "me/net").weights()).isEmptyFile();
        assertThat(pull(remote, "me/net@1.10").weights()).hasContent("weights".repeat(100_000));
        assertThat(remote.find(EntryName.of("me/other"))).isEmpty();
        assertThat(remote.find(EntryName.of("me/net@2"))).isEmpty();
    }

    @Test
    void oneFileIsStoredOnceAndAnotherContentIsNotTaken() throws IOException {
        start("");
        Remote remote = remote(Map.of());
        push(remote, "1", "weights");
        push(remote, "2", "weights");
        String sha256 = Digests.sha256("weights".getBytes(UTF_8));
        Path blob =
                folder.resolve("store/docker/registry/v2/blobs/sha256")
                        .resolve(sha256.substring(0, 2))
                        .resolve(sha256)
                        .resolve("data");
        Files.writeString(blob, "weighty");
        var failure = catchThrowableOfType(Failure.class, () -> pull(remote, "me/net"));
        assertThat(failure.kind()).isEqualTo(Kind.INTEGRITY);
        assertThat(new Cache(folder.resolve("cache")).all()).isEmpty();
    }

    @Test
    void whoHasThePasswordGetsIn() throws IOException {
        Path users = Files.writeString(folder.resolve("users"), USERS);
        start("auth: {htpasswd: {realm: zoo, path: " + users + "}}\n");
        Remote me = remote(Map.of("JDL_ZOO_USER", "me", "JDL_ZOO_PASSWORD", "s3cret"));
        push(me, "1", "weights");
        assertThat(pull(me, "me/net").weights()).hasContent("weights");
        Remote other = remote(Map.of("JDL_ZOO_USER", "me", "JDL_ZOO_PASSWORD", "wr0ng"));
        var push = catchThrowableOfType(Failure.class, () -> push(other, "2", "weights"));
        assertThat(push.kind()).isEqualTo(Kind.PERMISSION);
        assertThat(push.message()).contains("401").doesNotContain("wr0ng");
        Remote nobody = remote(Map.of());
        var pull = catchThrowableOfType(Failure.class, () -> nobody.find(NAME));
        assertThat(pull.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(pull).hasMessageContaining("asks for a user and a password");
    }

    /** Starts the registry on a port that was free a moment ago; another one may have taken it. */
    private void start(String more) {
        try {
            for (int tries = 0; tries < 3; tries++) if (starts(more)) return;
        } catch (IOException e) {
            abort("docker-registry does not start: " + e.getMessage());
        }
        throw new AssertionError("docker-registry does not listen: " + said());
    }

    private File log() {
        return folder.resolve("registry.log").toFile();
    }

    private String said() {
        try {
            return Files.readString(log().toPath());
        } catch (IOException e) {
            return "and says nothing";
        }
    }

    private boolean starts(String more) throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        int port;
        try (var free = new ServerSocket(0, 1, here)) {
            port = free.getLocalPort();
        }
        host = "127.0.0.1:" + port;
        String settings = SETTINGS.formatted(folder.resolve("store"), port) + more;
        Path file = Files.writeString(folder.resolve("registry.yml"), settings);
        Process process =
                new ProcessBuilder("docker-registry", "serve", file.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(log())
                        .start();
        started.add(process);
        for (int i = 0; i < 300 && process.isAlive(); i++) {
            try (var open = new Socket(here, port)) {
                return open.isConnected();
            } catch (IOException notYet) {
                pause();
            }
        }
        process.destroy();
        return false;
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Remote remote(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("JDL_ZOO_HOST", host);
        return new OciRemote(
                "there",
                OciAddress.of("oci://" + host + "/zoo"),
                new Web(),
                Credentials.of(all, folder.resolve("home").toString()));
    }

    private void push(Remote remote, String version, String weights) {
        Path entry = folder.resolve("entry-" + version);
        Pack pack = Packing.of(Entries.write(entry, "me/net", version, weights));
        remote.push(pack, (file, at) -> {});
    }

    private Entry pull(Remote remote, String name) {
        var cache = new Cache(folder.resolve("cache"));
        var gate = new Zoo.Gate(remote, Trust.NONE);
        var zoo = new Zoo(cache, List.of(gate), 1 << 30, (file, at) -> {});
        return zoo.pull(EntryName.of(name));
    }
}
