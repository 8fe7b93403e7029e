package jdl.zoo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import jdl.file.Digests;
import jdl.web.Access;
import jdl.web.Web;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A registry in memory, and what is pushed to it and pulled from it. */
abstract class OciCase {

    static final EntryName NAME = EntryName.of("me/net");
    static final String REPOSITORY = "models/me/net";
    static final String PATH = "/v2/" + REPOSITORY;

    @TempDir Path folder;

    final TestRegistry registry = new TestRegistry();

    @AfterEach
    void close() {
        registry.close();
    }

    String manifest(String tag) {
        return new String(registry.manifests.get(REPOSITORY + " " + tag), UTF_8);
    }

    void alter(String blob, String to) {
        registry.blobs.put(REPOSITORY + " sha256:" + sha256(blob), to.getBytes(UTF_8));
    }

    static String sha256(String text) {
        return Digests.sha256(text.getBytes(UTF_8));
    }

    void push(String version, String weights) {
        push(version, weights, remote());
    }

    void push(String version, String weights, Remote remote) {
        remote.push(pack(version, weights), (file, at) -> {});
    }

    Pack pack(String version, String weights) {
        Path entry = folder.resolve("entry-" + version + weights);
        return Packing.of(Entries.write(entry, "me/net", version, weights));
    }

    Remote remote() {
        return remote(Map.of());
    }

    /** As somebody with "user password" or "token". */
    Remote remote(String secret) {
        String host = registry.uri().getAuthority();
        String[] two = secret.split(" ", 2);
        return remote(
                two.length == 2
                        ? Map.of(
                                "JDL_ZOO_HOST", host,
                                "JDL_ZOO_USER", two[0],
                                "JDL_ZOO_PASSWORD", two[1])
                        : Map.of("JDL_ZOO_HOST", host, "JDL_ZOO_TOKEN", secret));
    }

    Remote remote(Map<String, String> environment) {
        return new OciRemote(
                "there",
                OciAddress.of(registry.address()),
                new Web(Duration.ofSeconds(5), Access.NONE),
                Credentials.of(environment, folder.resolve("home").toString()));
    }

    Cache cache() {
        return new Cache(folder.resolve("cache"));
    }

    Zoo zoo() {
        return zoo(remote());
    }

    Zoo zoo(Remote remote) {
        var gate = new Zoo.Gate(remote, Trust.NONE);
        return new Zoo(cache(), List.of(gate), 1 << 20, (file, at) -> {});
    }
}
