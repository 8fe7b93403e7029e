package jdl.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes to a folder comes back from it, and nothing else. */
class ZooTest {

    private static final EntryName NAME = EntryName.of("me/net");

    /** Of the word weights. */
    private static final String SHA1 = "5cab97f5a209481481ceb0b3c9dab9cba6bd17ce";

    @TempDir Path folder;

    @Test
    void whatWasPushedIsPulledAndThenIsHere() {
        push("1.0", "weights");
        Entry entry = zoo(Trust.NONE).pull(NAME);
        assertThat(entry.weights()).hasContent("weights");
        assertThat(entry.name()).hasToString("me/net@1.0");
        assertThat(offline().get(NAME).net()).hasContent("name: me/net\n");
        assertThat(cache().all()).extracting(EntryName::toString).containsExactly("me/net@1.0");
    }

    @Test
    void anEntryThatWasDamagedIsWholeAgainWhenItIsPulledAgain() throws IOException {
        push("1.0", "weights");
        Entry entry = zoo(Trust.NONE).pull(NAME);
        Files.writeString(entry.weights(), "weighty");
        assertThat(zoo(Trust.NONE).pull(NAME).weights()).hasContent("weights");
    }

    @Test
    void theNewestIsPulledAndAnOlderOneOnlyIfItIsNamed() {
        push("1.9", "old");
        push("1.10", "new");
        assertThat(zoo(Trust.NONE).pull(NAME).weights()).hasContent("new");
        assertThat(zoo(Trust.NONE).pull(EntryName.of("me/net@1.9")).weights()).hasContent("old");
        assertThat(offline().get(NAME).weights()).hasContent("new");
    }

    @Test
    void aRemoteThatGoesBackIsRefused() throws IOException {
        push("2.0", "new");
        zoo(Trust.NONE).pull(NAME);
        Files.delete(folder.resolve("remote/index.json"));
        push("1.0", "old");
        Failure failure = failure(Trust.NONE);
        assertThat(failure.kind()).isEqualTo(Kind.INTEGRITY);
        assertThat(failure).hasMessageContaining("version 2.0 is here already");
    }

    @Test
    void aVersionDoesNotChangeItsContent() {
        push("1.0", "weights");
        zoo(Trust.NONE).pull(NAME);
        push("1.0", "other");
        assertThat(failure(Trust.NONE)).hasMessageContaining("is not the me/net@1.0 that is here");
    }

    @Test
    void aFileThatHasChangedInTheRemoteIsNotTaken() throws IOException {
        push("1.0", "weights");
        Path blob =
                folder.resolve("remote/blobs/sha256")
                        .resolve(
                                jdl.file.Digests.sha256(
                                        "weights"
                                                .getBytes(
                                                        java.nio.charset.StandardCharsets.UTF_8)));
        Files.writeString(blob, "weighty");
        Failure failure = failure(Trust.NONE);
        assertThat(failure.kind()).isEqualTo(Kind.INTEGRITY);
        assertThat(failure).hasMessageContaining("SHA-256");
        assertThat(cache().all()).isEmpty();
    }

    @Test
    void aFolderThatHasChangedSinceItsCardIsNotPushed() throws IOException {
        Path entry = Entries.write(folder.resolve("entry"), "me/net", "1", "weights");
        Files.writeString(entry.resolve("w.caffemodel"), "other");
        var failure = catchThrowableOfType(Failure.class, () -> Packing.of(entry));
        assertThat(failure).hasMessageContaining("\"w.caffemodel\" has changed");
    }

    @Test
    void whereASignatureIsRequiredOnlyThatOfATrustedKeyCounts() throws IOException {
        Path key = folder.resolve("key");
        TrustedKey trusted = KeyFiles.make(key);
        TrustedKey stranger = KeyFiles.make(folder.resolve("other"));
        Pack pack = pack("1.0", "weights");
        remote().push(pack, (file, bytes) -> {});
        var strict = new Trust(List.of(trusted), true);
        assertThat(failure(strict)).hasMessageContaining("is not signed");
        Signature signature = KeyFiles.sign(pack.manifest(), key, folder.resolve("key.pub"));
        push(pack, signature);
        assertThat(failure(new Trust(List.of(stranger), true)))
                .hasMessageContaining("which is not trusted");
        assertThat(zoo(strict).pull(NAME).weights()).hasContent("weights");
        push(pack("1.1", "altered"), signature);
        assertThat(failure(strict)).hasMessageContaining("is not what key " + trusted.id());
    }

    @Test
    void aPlainFolderOfEntriesIsAZooToo() {
        Entries.write(folder.resolve("plain/net"), "me/net", "1", "weights");
        var gate = new Zoo.Gate(Remotes.at("plain", folder.resolve("plain") + ""), Trust.NONE);
        var zoo = new Zoo(cache(), List.of(gate), 1 << 20, (file, bytes) -> {});
        assertThat(zoo.offers(failure -> {})).hasSize(1);
        assertThat(zoo.get(NAME).weights()).hasContent("weights");
        gate.remote().push(pack("2", "newer"), (file, bytes) -> {});
        assertThat(zoo.offers(failure -> {})).hasSize(2);
    }

    @Test
    void whatIsNowhereIsToldWithWhatIsMeant() {
        push("1.0", "weights");
        var failure =
                catchThrowableOfType(
                        Failure.class, () -> zoo(Trust.NONE).get(EntryName.of("me/met")));
        assertThat(failure.kind()).isEqualTo(Kind.MISSING);
        assertThat(failure).hasMessageContaining("did you mean \"me/net\"");
    }

    @Test
    void noMoreIsPulledThanIsAllowed() {
        push("1.0", "weights");
        var small = new Zoo(cache(), zoo(Trust.NONE).gates(), 10, (file, bytes) -> {});
        var failure = catchThrowableOfType(Failure.class, () -> small.pull(NAME));
        assertThat(failure).hasMessageContaining("--max-size");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../x",
                "/etc/x",
                "C:\\x",
                "\\\\h\\s",
                "a\0b",
                "con",
                "CON.txt",
                "a/../b",
                "a//b",
                ".hidden",
                "a/.b",
                "a.",
                "a ",
                "a/",
                "./a",
                "nul.tar.gz",
                "com1",
                "a:b",
                "~/x",
                "a/b/c/d/e/f/g/h/i",
                "e\u0301",
                "",
                "-x\n"
            })
    void noNameLeavesTheFolder(String path) {
        assertThat(EntryPath.trouble(path)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "net.yaml", "a/b.caffemodel", "LeNet (small).md", "größe.txt"})
    void plainNamesAreTaken(String path) {
        assertThat(EntryPath.trouble(path)).isEmpty();
    }

    @Test
    void namesThatAreOneOnSomeSystemClash() {
        assertThat(EntryPath.clash(List.of("a", "A"))).isPresent();
        assertThat(EntryPath.clash(List.of("a", "a/b"))).isPresent();
        assertThat(EntryPath.clash(List.of("ﬁ", "fi"))).isPresent();
        assertThat(EntryPath.clash(List.of("a/b", "a/c", "ab"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A/b", "../x", "a/b/c", "a@", "a@x", "a b", "a/..", "zoo:zoo:a"})
    void oddNamesOfEntriesAreRefused(String name) {
        assertThat(catchThrowableOfType(Failure.class, () -> EntryName.of(name)).kind())
                .isEqualTo(Kind.CONFIG);
    }

    @Test
    void anEntryWithoutAnOwnerIsTheHouses() {
        assertThat(EntryName.of("zoo:lenet@1")).hasToString("jdl/lenet@1");
        assertThat(EntryName.of("zoo:lenet").means(EntryName.of("jdl/lenet@3"))).isTrue();
        assertThat(EntryName.of("lenet@1").means(EntryName.of("lenet@1.0"))).isTrue();
    }

    @Test
    void caffesCardsAreReadAsTheyAre() throws IOException {
        Path caffe = Files.createDirectories(folder.resolve("plain/bvlc_alexnet"));
        Files.writeString(caffe.resolve("w.caffemodel"), "weights");
        Files.writeString(
                caffe.resolve("readme.md"),
                """
                ---
                name: BAIR/BVLC AlexNet Model
                caffemodel: w.caffemodel
                caffemodel_url: http://example.invalid/w.caffemodel
                license: unrestricted
                sha1: 9116a64c0fbe4459d18f4bb6b56d647b63920377
                caffe_commit: 709dc15af4a06bebda027c1eb2b3f3e3375d5077
                something_else: 3
                ---
                Words.
                """);
        Card card = Card.in(caffe);
        assertThat(card.isCaffes()).isTrue();
        assertThat(card.name()).hasToString("jdl/bvlc_alexnet@0");
        assertThat(card.title()).isEqualTo("BAIR/BVLC AlexNet Model");
        var wrong = catchThrowableOfType(Failure.class, () -> Packing.of(caffe));
        assertThat(wrong.kind()).isEqualTo(Kind.INTEGRITY);
        assertThat(wrong).hasMessageContaining("SHA-1");
        Path place = caffe.resolve("readme.md");
        Files.writeString(place, Files.readString(place).replaceFirst("sha1: .*", "sha1: " + SHA1));
        var gate = new Zoo.Gate(Remotes.at("plain", folder.resolve("plain") + ""), Trust.NONE);
        var zoo = new Zoo(cache(), List.of(gate), 1 << 20, (file, bytes) -> {});
        Entry entry = zoo.get(EntryName.of("bvlc_alexnet"));
        assertThat(entry.weights()).hasContent("weights");
        assertThat(catchThrowableOfType(Failure.class, entry::solver).kind())
                .isEqualTo(Kind.INTEGRITY);
        Files.delete(caffe.resolve("w.caffemodel"));
        assertThat(catchThrowableOfType(Failure.class, () -> Packing.of(caffe)))
                .hasMessageContaining("get them from http://example.invalid/w.caffemodel");
    }

    @Test
    void aMistakeInACardIsToldWithItsLine() throws IOException {
        Files.writeString(folder.resolve("README.md"), "---\nname: a\nverion: 1\n---\n");
        var failure = catchThrowableOfType(Failure.class, () -> Card.in(folder));
        assertThat(failure)
                .hasMessageContaining("README.md:3:1")
                .hasMessageContaining("did you mean \"version\"");
    }

    private Failure failure(Trust trust) {
        return catchThrowableOfType(Failure.class, () -> zoo(trust).pull(NAME));
    }

    private void push(String version, String weights) {
        remote().push(pack(version, weights), (file, bytes) -> {});
    }

    private void push(Pack pack, Signature signature) {
        var signed = new Pack(pack.folder(), pack.manifest(), pack.card(), Optional.of(signature));
        remote().push(signed, (file, bytes) -> {});
    }

    private Pack pack(String version, String weights) {
        Path entry = folder.resolve("entry-" + version + weights);
        return Packing.of(Entries.write(entry, "me/net", version, weights));
    }

    private Remote remote() {
        return Remotes.at("there", folder.resolve("remote").toString());
    }

    private Cache cache() {
        return new Cache(folder.resolve("cache"));
    }

    private Zoo zoo(Trust trust) {
        return new Zoo(
                cache(), List.of(new Zoo.Gate(remote(), trust)), 1 << 20, (file, bytes) -> {});
    }

    private Zoo offline() {
        return new Zoo(cache(), List.of(), 1 << 20, (file, bytes) -> {});
    }
}
