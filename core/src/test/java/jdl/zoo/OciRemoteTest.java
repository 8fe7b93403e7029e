package jdl.zoo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.file.Digests;
import jdl.web.Access;
import jdl.web.Mirror;
import jdl.web.Web;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes to a registry comes back from it, and nothing else. */
class OciRemoteTest {

    private static final EntryName NAME = EntryName.of("me/net");
    private static final String REPOSITORY = "models/me/net";
    private static final String SECRET = "me:s3cret";
    private static final String PATH = "/v2/" + REPOSITORY;

    @TempDir Path folder;

    private final TestRegistry registry = new TestRegistry();

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void whatWasPushedIsPulledIntoAnEmptyCache() {
        push("1.0", "weights");
        Entry entry = zoo().pull(NAME);
        assertThat(entry.weights()).hasContent("weights");
        assertThat(entry.name()).hasToString("me/net@1.0");
        assertThat(registry.asked).allMatch(line -> line.endsWith(" "));
    }

    @Test
    void otherToolsFindTheFilesUnderTheirNames() {
        push("1.0", "weights");
        Json json = Json.read(Entries.bytes(manifest("1.0")), "manifest");
        assertThat(json.text("artifactType")).isEqualTo("application/vnd.jdl.model.v1");
        assertThat(json.children("layers"))
                .extracting(l -> l.child("annotations").text("org.opencontainers.image.title"))
                .containsExactly("README.md", "net.yaml", "w.caffemodel");
        assertThat(json.child("annotations").text("org.opencontainers.image.title"))
                .isEqualTo("A net of tests");
    }

    @Test
    void onlyWhatIsMissingIsUploaded() {
        push("1.0", "weights");
        assertThat(registry.uploads()).isEqualTo(4);
        push("1.0", "weights");
        assertThat(registry.uploads()).isEqualTo(4);
        push("1.1", "better");
        assertThat(registry.uploads()).as("card, weights, manifest").isEqualTo(7);
    }

    @Test
    void aDownloadThatBrokeOffGoesOn() throws IOException {
        push("1.0", "weights");
        Path blobs = folder.resolve("cache/blobs/sha256");
        Files.createDirectories(blobs);
        Files.writeString(blobs.resolve(sha256("weights") + ".part"), "wei");
        assertThat(zoo().pull(NAME).weights()).hasContent("weights");
        assertThat(registry.ranges).containsExactly("bytes=3-");
    }

    @Test
    void progressIsToldOfWhatIsSent() {
        List<String> told = new ArrayList<>();
        remote().push(pack("1.0", "weights"), (file, at) -> told.add(file.name() + " " + at));
        assertThat(told).contains("w.caffemodel 7");
    }

    @Test
    void anEmptyFileGoesThereAndBack() {
        push("1.0", "");
        assertThat(zoo().pull(NAME).weights()).isEmptyFile();
    }

    @Test
    void theNewestTagIsFoundOnItsPageAndTagsOfOthersArePassedOver() {
        push("1.0", "weights");
        byte[] manifest = registry.manifests.get(REPOSITORY + " 1.0");
        for (int i = 1; i <= 60; i++) registry.manifests.put(REPOSITORY + " 0." + i, manifest);
        registry.manifests.put(REPOSITORY + " latest", manifest);
        registry.manifests.put(REPOSITORY + " v9", manifest);
        registry.manifests.put(REPOSITORY + " 9.x", manifest);
        registry.page = 7;
        assertThat(remote().find(NAME).orElseThrow().name()).hasToString("me/net@1.0");
        assertThat(remote().find(EntryName.of("me/net@0.10")).orElseThrow().name())
                .hasToString("me/net@0.10");
        assertThat(remote().find(EntryName.of("me/other"))).isEmpty();
    }

    @Test
    void aListThatDoesNotEndIsGivenUp() {
        registry.instead.put(PATH + "/tags/list", page("<?n=1&last=a>; rel=\"next\""));
        Failure failure = failure();
        assertThat(failure.kind()).isEqualTo(Kind.INTEGRITY);
        assertThat(failure).hasMessageContaining("has no end");
        assertThat(registry.asked).hasSizeLessThan(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<http://127.0.0.1:1/v2/x>; rel=\"next\"",
                "<https://example.invalid/v2/x>; rel=\"next\"",
                "<file:///etc/passwd>; rel=\"next\"",
                "<http://u:p@127.0.0.1/>; rel=next",
                "<//[>; rel=next"
            })
    void aListGoesOnNowhereElse(String link) {
        registry.instead.put(PATH + "/tags/list", page(link));
        assertThat(failure().kind()).isEqualTo(Kind.INTEGRITY);
    }

    private static Mirror.Answer page(String link) {
        return exchange -> {
            exchange.getResponseHeaders().set("Link", link);
            Mirror.send(exchange, 200, "{\"tags\":[]}".getBytes(UTF_8));
        };
    }

    @Test
    void aRepositoryWithoutTagsIsNoEntry() {
        registry.instead.put(
                PATH + "/tags/list",
                exchange -> Mirror.send(exchange, 200, "{\"tags\":null}".getBytes(UTF_8)));
        registry.catalogue = false;
        Failure failure = failure();
        assertThat(failure.kind()).isEqualTo(Kind.MISSING);
    }

    @Test
    void theCatalogueTellsOfEntriesAndOfNothingElse() {
        push("1.9", "old");
        push("1.10", "new");
        byte[] image = "{\"schemaVersion\":2,\"config\":{\"mediaType\":\"x\"}}".getBytes(UTF_8);
        registry.manifests.put("models/me/image 1.0", image);
        registry.manifests.put("elsewhere/me/net 3", image);
        registry.manifests.put("models/me/deep/net 3", image);
        registry.page = 1;
        assertThat(zoo().offers(failure -> {}))
                .extracting(found -> found.offer().name() + " " + found.offer().title())
                .containsExactly("me/net@1.9 A net of tests", "me/net@1.10 A net of tests");
        assertThat(zoo().pull(zoo().offers(failure -> {}).get(1)).weights()).hasContent("new");
    }

    @Test
    void withoutACatalogueTheEntryHasToBeNamed() {
        registry.catalogue = false;
        push("1.0", "weights");
        var failure = catchThrowableOfType(Failure.class, () -> remote().offers());
        assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failure).hasMessageContaining("name the entry");
        assertThat(zoo().pull(NAME).weights()).hasContent("weights");
    }

    @Test
    void anotherManifestThanTheTagLedToIsRefused() {
        push("1.0", "weights");
        registry.digestHeader = "sha256:" + "0".repeat(64);
        assertThat(lied()).hasMessageContaining("not what the registry says");
    }

    @Test
    void aFileThatHasChangedIsNotTaken() {
        push("1.0", "weights");
        alter("weights", "weighty");
        assertThat(lied()).hasMessageContaining("SHA-256");
        alter("weights", "weights and more");
        assertThat(lied()).hasMessageContaining("has 16 bytes, not 7");
        registry.blobs.remove(REPOSITORY + " sha256:" + sha256("weights"));
        assertThat(lied()).hasMessageContaining("has no blob");
    }

    @Test
    void aManifestOfJdlsThatHasChangedIsNotTaken() {
        Pack pack = pack("1.0", "weights");
        remote().push(pack, (file, at) -> {});
        String json = pack.manifest().bytes().toStringUtf8();
        registry.blobs.put(
                REPOSITORY + " sha256:" + pack.manifest().sha256(),
                json.replace("net.yaml", "get.yaml").getBytes(UTF_8));
        assertThat(lied()).hasMessageContaining("whose SHA-256 is not");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "net.yaml>nets.yaml",
                "\"size\":7>\"size\":8",
                "vnd.jdl.manifest.v1>vnd.jdl.manifest.v2",
                "sha256:>sha512:",
                "{\"schemaVersion\">[{\"schemaVersion\"",
                "\"size\":7>\"size\":-7",
                "\"layers\":[{>\"layers\":[7,{",
                "\"layers\">\"lawyers\"",
                "\"annotations\":{\"org.opencontainers.image.title\":\"net>\"title\":{\"x\":\"net",
                "\"org.opencontainers.image.title\":\"A>\"dev.jdl.signature\":\"A"
            })
    void anOciManifestThatDisagreesIsNotTaken(String change) {
        push("1.0", "weights");
        String[] two = change.split(">", 2);
        assertThat(manifest("1.0")).contains(two[0]);
        registry.manifests.put(
                REPOSITORY + " 1.0", manifest("1.0").replace(two[0], two[1]).getBytes(UTF_8));
        lied();
    }

    @Test
    void aManifestWithoutEndIsNotRead() {
        push("1.0", "weights");
        registry.manifests.put(REPOSITORY + " 1.0", new byte[5 << 20]);
        assertThat(lied()).hasMessageContaining("more than");
    }

    @Test
    void aSignatureTravelsAsAnAnnotation() {
        TrustedKey key = KeyFiles.make(folder.resolve("key"));
        Pack pack = pack("1.0", "weights");
        Signature signature =
                KeyFiles.sign(pack.manifest(), folder.resolve("key"), folder.resolve("key.pub"));
        var signed = new Pack(pack.folder(), pack.manifest(), pack.card(), Optional.of(signature));
        remote().push(signed, (file, at) -> {});
        var gate = new Zoo.Gate(remote(), new Trust(List.of(key), true));
        var zoo = new Zoo(cache(), List.of(gate), 1 << 20, (file, at) -> {});
        assertThat(zoo.pull(NAME).manifest().signature()).contains(signature);
    }

    @Test
    void aPasswordIsExchangedForATokenWhichIsRenewed() {
        AtomicInteger issued = new AtomicInteger();
        try (Mirror tokens = tokens("Basic " + base64(SECRET), issued)) {
            bearer(tokens.uri().resolve("/token"));
            registry.wanted = Optional.of("Bearer token1");
            Remote remote = remote("me s3cret");
            remote.push(pack("1.0", "weights"), (file, at) -> {});
            assertThat(issued).hasValue(1);
            assertThat(tokens.asked)
                    .containsExactly(
                            "/token?service=test+registry&scope=repository%3Asome%3Apull []");
            registry.wanted = Optional.of("Bearer token2");
            Offer offer = remote.find(NAME).orElseThrow();
            Manifest manifest = remote.manifest(offer).content();
            registry.wanted = Optional.of("Bearer token3");
            Path place = folder.resolve("fetched");
            remote.fetch(offer, manifest.files().get(0), place, (file, at) -> {});
            assertThat(issued).hasValue(3);
            assertThat(registry.asked).noneMatch(line -> line.contains("Basic"));
        }
    }

    @Test
    void whoHasNoPasswordGetsATokenAsAnybody() {
        push("1.0", "weights");
        try (Mirror tokens = tokens("", new AtomicInteger())) {
            bearer(tokens.uri());
            registry.wanted = Optional.of("Bearer token1");
            assertThat(zoo().pull(NAME).weights()).hasContent("weights");
        }
    }

    @Test
    void aTokenOfTheUsersGoesToTheRegistryAndNotToItsTokenServer() {
        push("1.0", "weights");
        registry.wanted = Optional.of("Bearer mine");
        try (Mirror tokens = tokens("", new AtomicInteger())) {
            bearer(tokens.uri());
            assertThat(remote("mine").find(NAME)).isPresent();
            assertThat(tokens.asked).isEmpty();
        }
    }

    @Test
    void aPasswordIsShownWhereItIsAskedForAndOnlyThen() {
        push("1.0", "weights");
        assertThat(remote("me s3cret").find(NAME)).isPresent();
        assertThat(registry.asked).allMatch(line -> line.endsWith(" "));
        registry.wanted = Optional.of("Basic " + base64(SECRET));
        registry.challenge = "Negotiate, Basic realm=\"x, y\", charset=\"UTF-8\"";
        assertThat(remote("me s3cret").find(NAME)).isPresent();
        push("1.1", "better", remote("me s3cret"));
    }

    @Test
    void aWrongPasswordIsToldAndNeverShown() {
        registry.wanted = Optional.of("Basic " + base64(SECRET));
        registry.challenge = "Basic realm=x";
        refused(Kind.PERMISSION, () -> push("1", "w", remote("me wr0ng")));
        refused(Kind.UNREACHABLE, () -> remote("me wr0ng").find(NAME));
        refused(Kind.UNREACHABLE, () -> remote("me wr0ng").offers());
        Failure failure = refused(Kind.PERMISSION, () -> push("1", "w", remote()));
        assertThat(failure).hasMessageContaining("USER PASSWORD").hasMessageContaining("jdl");
        refused(Kind.PERMISSION, () -> push("1", "w", remote("t0ken")));
        try (Mirror tokens = tokens("Basic other", new AtomicInteger())) {
            bearer(tokens.uri());
            refused(Kind.PERMISSION, () -> push("1", "w", remote("me wr0ng")));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.invalid/t",
                "ftp://127.0.0.1/t",
                "http://u:p@127.0.0.1/t",
                "t",
                "",
                "::"
            })
    void aPasswordGoesToNoOddTokenServer(String realm) {
        registry.wanted = Optional.of("Bearer x");
        bearer(URI.create("x:y"));
        registry.challenge = registry.challenge.replace("x:y", realm);
        Failure failure = refused(Kind.INTEGRITY, () -> remote("me s3cret").find(NAME));
        assertThat(failure).hasMessageContaining("where jdl does not go");
        assertThat(failure.message()).doesNotContain("u:p");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cret", "{\"token\":\"s3 cret\"}", "{\"token\":7}", "{}", "[s3cret"})
    void whatIsNoTokenIsNotShown(String answer) {
        registry.wanted = Optional.of("Bearer x");
        try (Mirror tokens = new Mirror(e -> Mirror.send(e, 200, answer.getBytes(UTF_8)))) {
            bearer(tokens.uri());
            Failure failure = refused(Kind.INTEGRITY, () -> remote("me password").find(NAME));
            assertThat(failure).hasMessageContaining("sends no token");
        }
    }

    @Test
    void whoeverTheRegistryLeadsToLearnsNoSecret() {
        registry.wanted = Optional.of("Basic " + base64(SECRET));
        registry.challenge = "Basic realm=x";
        push("1.0", "weights", remote("me s3cret"));
        List<String> seen = new ArrayList<>();
        String path = PATH + "/blobs/sha256:" + sha256("weights");
        try (Mirror other =
                new Mirror(
                        e -> {
                            seen.add(TestRegistry.header(e, "Authorization"));
                            if (e.getRequestMethod().equals("GET"))
                                Mirror.send(e, 200, "weights".getBytes(UTF_8));
                            else e.sendResponseHeaders(200, -1);
                        })) {
            registry.instead.put(path, Mirror.redirect(other.uri() + "blob"));
            Zoo zoo = zoo(remote("me s3cret"));
            assertThat(zoo.pull(NAME).weights()).hasContent("weights");
            assertThat(seen).isNotEmpty().allMatch(String::isEmpty);
        }
    }

    @Test
    void whoIsRedirectedIsNotAskedForAPasswordThere() {
        registry.wanted = Optional.of("Basic " + base64(SECRET));
        registry.challenge = "Basic realm=x";
        push("1.0", "weights", remote("me s3cret"));
        try (Mirror other =
                new Mirror(
                        e -> {
                            e.getResponseHeaders().set("WWW-Authenticate", "Basic realm=evil");
                            TestRegistry.error(e, 401, "UNAUTHORIZED");
                        })) {
            registry.instead.put(PATH + "/tags/list", Mirror.redirect(other.uri() + "tags"));
            refused(Kind.UNREACHABLE, () -> remote("me s3cret").find(NAME));
            assertThat(other.asked).hasSize(1);
        }
    }

    @Test
    void anUploadGoesWhereTheRegistrySaysWithoutASecret() {
        registry.wanted = Optional.of("Basic " + base64(SECRET));
        registry.challenge = "Basic realm=x";
        List<String> seen = new ArrayList<>();
        try (Mirror other =
                new Mirror(
                        e -> {
                            seen.add(TestRegistry.header(e, "Authorization"));
                            e.getRequestBody().readAllBytes();
                            e.sendResponseHeaders(201, -1);
                        })) {
            String there = other.uri().toString();
            registry.place = there.substring(0, there.indexOf('/', 8));
            refused(Kind.UNREACHABLE, () -> push("1", "w", remote("me s3cret")));
            assertThat(seen).hasSize(4).allMatch(String::isEmpty);
        }
        registry.place = registry.uri().toString().replaceFirst("/$", "");
        push("1", "w", remote("me s3cret"));
        registry.place = "http://example.invalid";
        Failure failure = refused(Kind.INTEGRITY, () -> push("2", "x", remote("me s3cret")));
        assertThat(failure).hasMessageContaining("where jdl does not go");
    }

    @Test
    void wordsOfTheRegistryThatAreNotInTheProtocolAreNotPassedOn() {
        registry.instead.put(
                PATH + "/tags/list",
                e ->
                        Mirror.send(
                                e,
                                500,
                                "{\"errors\":[{\"code\":\"TOOMANYREQUESTS\",\"message\":\"\\u001b[2Jx\"}]}"
                                        .getBytes(UTF_8)));
        Failure failure = failure();
        assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failure.message()).contains("500, TOOMANYREQUESTS").doesNotContain("2J");
    }

    /** A token server that wants to be shown something, and counts its tokens. */
    private static Mirror tokens(String wanted, AtomicInteger issued) {
        return new Mirror(
                e -> {
                    if (!TestRegistry.header(e, "Authorization").equals(wanted))
                        TestRegistry.error(e, 401, "UNAUTHORIZED");
                    else
                        Mirror.send(
                                e,
                                200,
                                ("{\"token\":\"token" + issued.incrementAndGet() + "\"}")
                                        .getBytes(UTF_8));
                });
    }

    private void bearer(URI realm) {
        registry.challenge =
                "Bearer realm=\"%s\",service=\"test registry\",scope=\"repository:some:pull\""
                        .formatted(realm);
    }

    /** The failure of an action; neither it nor its causes say the word that is secret here. */
    private static Failure refused(Kind kind, Runnable action) {
        Failure failure = catchThrowableOfType(Failure.class, action::run);
        assertThat(failure).isNotNull();
        assertThat(failure.kind()).isEqualTo(kind);
        var trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain("s3", base64(SECRET), base64("me:wr0ng"));
        assertThat(trace.toString()).doesNotContain("wr0ng", "t0ken");
        return failure;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    /** The failure of a pull from a registry that lies; nothing gets here. */
    private Failure lied() {
        Failure failure = failure();
        assertThat(failure.kind()).isEqualTo(Kind.INTEGRITY);
        assertThat(cache().all()).isEmpty();
        return failure;
    }

    private Failure failure() {
        Failure failure = catchThrowableOfType(Failure.class, () -> zoo().pull(NAME));
        assertThat(failure).isNotNull();
        return failure;
    }

    private String manifest(String tag) {
        return new String(registry.manifests.get(REPOSITORY + " " + tag), UTF_8);
    }

    private void alter(String blob, String to) {
        registry.blobs.put(REPOSITORY + " sha256:" + sha256(blob), to.getBytes(UTF_8));
    }

    private static String sha256(String text) {
        return Digests.sha256(text.getBytes(UTF_8));
    }

    private void push(String version, String weights) {
        push(version, weights, remote());
    }

    private void push(String version, String weights, Remote remote) {
        remote.push(pack(version, weights), (file, at) -> {});
    }

    private Pack pack(String version, String weights) {
        Path entry = folder.resolve("entry-" + version + weights);
        return Packing.of(Entries.write(entry, "me/net", version, weights));
    }

    private Remote remote() {
        return remote(Map.of());
    }

    /** As somebody with "user password" or "token". */
    private Remote remote(String secret) {
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

    private Remote remote(Map<String, String> environment) {
        return new OciRemote(
                "there",
                OciAddress.of(registry.address()),
                new Web(Duration.ofSeconds(5), Access.NONE),
                Credentials.of(environment, folder.resolve("home").toString()));
    }

    private Cache cache() {
        return new Cache(folder.resolve("cache"));
    }

    private Zoo zoo() {
        return zoo(remote());
    }

    private Zoo zoo(Remote remote) {
        var gate = new Zoo.Gate(remote, Trust.NONE);
        return new Zoo(cache(), List.of(gate), 1 << 20, (file, at) -> {});
    }
}
