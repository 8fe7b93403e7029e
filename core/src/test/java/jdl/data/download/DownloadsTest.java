package jdl.data.download;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static jdl.web.Mirror.honest;
import static jdl.web.Mirror.redirect;
import static jdl.web.Mirror.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jdl.data.download.Dataset.Item;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.file.Digests;
import jdl.web.Mirror;
import jdl.web.Wanted;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadsTest {

    private static final byte[] FILE = "0123456789".repeat(20_000).getBytes(US_ASCII);
    private static final byte[] OTHER = "9876543210".repeat(20_000).getBytes(US_ASCII);

    @TempDir Path folder;
    private String sum = "";

    @BeforeEach
    void learnTheSum() throws IOException {
        Path file = Files.write(folder.resolve("sample"), FILE);
        sum = Digests.sha256(file);
        Files.delete(file);
    }

    @Test
    void fetchesAFileAndTellsHowFarItIs() throws IOException {
        try (Mirror mirror = new Mirror(honest(FILE))) {
            List<Long> steps = new ArrayList<>();
            downloads().get(set(mirror.uri()), folder.resolve("a/b"), (file, n) -> steps.add(n));
            assertThat(folder.resolve("a/b/digits.gz")).hasBinaryContent(FILE);
            assertThat(steps).isSorted().endsWith((long) FILE.length);
            assertThat(mirror.asked).containsExactly("/data/digits.gz []");
            assertThat(names(folder.resolve("a/b"))).containsExactly("digits.gz");
        }
    }

    @Test
    void leavesARightFileAloneAndAWrongOneToo() throws IOException {
        try (Mirror mirror = new Mirror(honest(FILE))) {
            get(mirror.uri());
            get(mirror.uri());
            assertThat(mirror.asked).hasSize(1);
            Files.write(place(), OTHER);
            assertThat(failure(mirror.uri()).kind()).isEqualTo(Kind.INTEGRITY);
            assertThat(place()).hasBinaryContent(OTHER);
        }
    }

    @Test
    void goesOnWhereAnEarlierTryStopped() throws IOException {
        Files.write(part(), Arrays.copyOf(FILE, 70_000));
        try (Mirror mirror = new Mirror(honest(FILE))) {
            get(mirror.uri());
            assertThat(mirror.asked).containsExactly("/data/digits.gz [bytes=70000-]");
        }
        assertThat(place()).hasBinaryContent(FILE);
    }

    @Test
    void beginsAgainIfWhatWasThereIsWrong() throws IOException {
        Files.write(part(), Arrays.copyOf(OTHER, 70_000));
        try (Mirror mirror = new Mirror(honest(FILE))) {
            get(mirror.uri());
            assertThat(mirror.asked).hasSize(2).last().isEqualTo("/data/digits.gz []");
        }
        assertThat(place()).hasBinaryContent(FILE);
    }

    @Test
    void takesTheWholeFromAServerThatCannotGoOn() throws IOException {
        Files.write(part(), Arrays.copyOf(FILE, 70_000));
        try (Mirror mirror = new Mirror(exchange -> send(exchange, 200, FILE))) {
            get(mirror.uri());
        }
        assertThat(place()).hasBinaryContent(FILE);
    }

    @Test
    void beginsAgainAfterRangeNotSatisfiable() throws IOException {
        Files.write(part(), Arrays.copyOf(FILE, 70_000));
        Mirror.Answer answer =
                exchange -> {
                    if (exchange.getRequestHeaders().containsKey("Range"))
                        exchange.sendResponseHeaders(416, -1);
                    else send(exchange, 200, FILE);
                };
        try (Mirror mirror = new Mirror(answer)) {
            get(mirror.uri());
        }
        assertThat(place()).hasBinaryContent(FILE);
    }

    @Test
    void aWrongRangeIsNotBelieved() throws IOException {
        Files.write(part(), Arrays.copyOf(FILE, 70_000));
        refused(
                exchange -> {
                    exchange.getResponseHeaders().set("Content-Range", "bytes 0-9/200000");
                    send(exchange, 206, Arrays.copyOf(FILE, 10));
                },
                Kind.INTEGRITY,
                "199999/200000\", but sends \"bytes 0-9/200000\"");
    }

    @Test
    void refusesOtherBytes() throws IOException {
        refused(exchange -> send(exchange, 200, OTHER), Kind.INTEGRITY, "SHA-256");
        assertThat(names(folder)).isEmpty();
    }

    @Test
    void refusesAPageThatSaysSorry() throws IOException {
        refused(
                exchange -> send(exchange, 200, "<html>sorry</html>".getBytes(US_ASCII)),
                Kind.INTEGRITY,
                "should send 200000 bytes, but announces 18");
    }

    @Test
    void refusesABodyWithoutEnd() throws IOException {
        refused(
                exchange -> {
                    exchange.sendResponseHeaders(200, 0); // chunked
                    for (int i = 0; i < 1000; i++) exchange.getResponseBody().write(FILE);
                },
                Kind.INTEGRITY,
                "sends more than 200000 bytes");
    }

    @Test
    void keepsWhatItGotOfAShortBodyForLater() throws IOException {
        refused(
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write(FILE, 0, 70_000);
                },
                Kind.UNREACHABLE,
                "broke off after 70000 of 200000 bytes");
        assertThat(part()).hasBinaryContent(Arrays.copyOf(FILE, 70_000));
    }

    @Test
    void doesNotWaitForEverForAServerThatFallsSilent() throws IOException {
        refused(
                exchange -> {
                    exchange.sendResponseHeaders(200, FILE.length);
                    exchange.getResponseBody().write(FILE, 0, 70_000);
                    exchange.getResponseBody().flush();
                    try {
                        Thread.sleep(60_000);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                Kind.UNREACHABLE,
                "broke off after 70000");
    }

    @Test
    void triesTheNextMirrorAndTellsOfAllIfNoneHelps() throws IOException {
        try (Mirror bad = new Mirror(exchange -> send(exchange, 404, new byte[0]));
                Mirror liar = new Mirror(exchange -> send(exchange, 200, OTHER));
                Mirror good = new Mirror(honest(FILE))) {
            assertThat(failure(bad.uri(), liar.uri()))
                    .hasMessageContaining(bad.uri() + "digits.gz: answers with status 404")
                    .hasMessageContaining(liar.uri() + "digits.gz: sent something");
            get(bad.uri(), liar.uri(), good.uri());
        }
        assertThat(place()).hasBinaryContent(FILE);
    }

    @Test
    void whoIsOfflineIsToldWhatToDo() {
        URI nobody;
        try (Mirror mirror = new Mirror(honest(FILE))) {
            nobody = mirror.uri();
        }
        var failure = failure(nobody);
        assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failure)
                .hasMessageContaining("cannot be reached")
                .hasMessageContaining("put these files into " + folder)
                .hasMessageContaining("digits.gz")
                .hasMessageContaining("digits:train");
    }

    @Test
    void followsARedirectAndGoesOnThere() throws IOException {
        Files.write(part(), Arrays.copyOf(FILE, 70_000));
        try (Mirror target = new Mirror(honest(FILE));
                Mirror mirror = new Mirror(redirect(target.uri() + "elsewhere"))) {
            get(mirror.uri());
            assertThat(target.asked).containsExactly("/data/elsewhere [bytes=70000-]");
        }
        assertThat(place()).hasBinaryContent(FILE);
    }

    @Test
    void followsNoRedirectWhereItHasNoBusiness() throws IOException {
        refused(redirect("file:/etc/passwd"), Kind.INTEGRITY, "where jdl does not go");
        refused(redirect("http://example.invalid/x"), Kind.INTEGRITY, "where jdl does not go");
        refused(redirect("http://[x"), Kind.INTEGRITY, "redirects to");
        refused(redirect("/again"), Kind.INTEGRITY, "redirects more than 5 times");
    }

    @Test
    void asksNoMirrorWithoutHttps() {
        var failure = failure(URI.create("http://example.invalid/"));
        assertThat(failure.kind()).isEqualTo(Kind.CONFIG);
        assertThat(failure).hasMessageContaining("https");
    }

    @Test
    void knowsWhereMnistAndCifarLie() {
        Datasets known = Datasets.known();
        assertThat(known.all()).extracting(Dataset::name).containsExactly("cifar10", "mnist");
        assertThat(known.get("mnist").files()).hasSize(4);
        for (Dataset set : known.all())
            for (Item file : set.files()) {
                assertThat(file.content().sha256()).matches("[0-9a-f]{64}");
                assertThat(file.mirrors())
                        .isNotEmpty()
                        .allMatch(uri -> uri.toString().matches("https://.*/"));
            }
        var failure = catchThrowableOfType(Failure.class, () -> known.get("minst"));
        assertThat(failure).hasMessageContaining("did you mean \"mnist\"");
    }

    @Test
    void aMirrorIsAFolderWithOrWithoutASlash() {
        for (String name : List.of("https://example.org/data", "https://example.org/data/"))
            assertThat(set().from(URI.create(name)).files().get(0).mirrors())
                    .containsExactly(URI.create("https://example.org/data/"));
    }

    private void refused(Mirror.Answer answer, Kind kind, String what) throws IOException {
        try (Mirror mirror = new Mirror(answer)) {
            var failure = failure(mirror.uri());
            assertThat(failure).hasMessageContaining(what);
            assertThat(failure.kind()).isEqualTo(kind);
        }
        assertThat(names(folder)).doesNotContain("digits.gz");
    }

    private Failure failure(URI... mirrors) {
        return catchThrowableOfType(Failure.class, () -> get(mirrors));
    }

    private void get(URI... mirrors) {
        downloads().get(set(mirrors), folder, (file, bytes) -> {});
    }

    private Dataset set(URI... mirrors) {
        var file = new Item(new Wanted("digits.gz", FILE.length, sum), false, List.of(mirrors));
        return new Dataset("digits", List.of(file));
    }

    private static Downloads downloads() {
        return new Downloads(Duration.ofMillis(700));
    }

    private Path place() {
        return folder.resolve("digits.gz");
    }

    private Path part() {
        return folder.resolve("digits.gz.part");
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
