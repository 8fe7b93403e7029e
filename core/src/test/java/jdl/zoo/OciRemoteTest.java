package jdl.zoo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.web.Mirror;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes to a registry comes back from it, and nothing else. */
class OciRemoteTest extends OciCase {

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
}
