package jdl.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static jdl.web.Mirror.honest;
import static jdl.web.Mirror.redirect;
import static jdl.web.Mirror.send;
import static jdl.web.Mirror.slowly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.file.Digests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetchTest {

    private static final byte[] FILE = "0123456789".repeat(20_000).getBytes(US_ASCII);
    private static final Wanted WANTED = new Wanted("file", FILE.length, Digests.sha256(FILE));

    private static final Duration PATIENCE = Duration.ofMillis(700);

    @TempDir Path folder;

    @Test
    void whoGetsNothingIsNotWaitedForForEver() {
        try (PartFile part = PartFile.beside(place(), PATIENCE, bytes -> {});
                Mirror mirror = new Mirror(honest(FILE))) {
            assertThat(part.size()).isZero();
            var failure = catchThrowableOfType(Failure.class, () -> get(Access.NONE, mirror.uri()));
            assertThat(failure.kind()).isEqualTo(Kind.LOCKED);
        }
    }

    @Test
    void ofManyAtOnceOneAsksAndAllHaveTheFile() throws Exception {
        try (Mirror mirror = new Mirror(slowly(FILE))) {
            var threads = Executors.newFixedThreadPool(4);
            Callable<Path> pull =
                    () -> {
                        get(Access.NONE, mirror.uri());
                        return place();
                    };
            for (var done : threads.invokeAll(Collections.nCopies(4, pull)))
                assertThat(done.get()).hasBinaryContent(FILE);
            threads.shutdown();
            assertThat(mirror.asked).hasSize(1);
        }
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void whereTheFirstGaveUpTheSecondGoesOn() throws Exception {
        PartFile part = PartFile.beside(place(), PATIENCE, bytes -> {});
        part.append(FILE, 70_000);
        var first = new Thread(() -> close(part));
        try (Mirror mirror = new Mirror(honest(FILE))) {
            first.start();
            get(Access.NONE, mirror.uri());
            assertThat(mirror.asked).containsExactly("/data/ [bytes=70000-]");
        }
        first.join();
        assertThat(place()).hasBinaryContent(FILE);
    }

    private static void close(PartFile part) {
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        part.close();
    }

    @Test
    void theSecretGoesToTheServerThatItIsForAndNoFurther() throws IOException {
        List<String> seen = new ArrayList<>();
        Mirror.Answer listening =
                exchange -> {
                    seen.add(
                            exchange.getRequestHeaders().getOrDefault("Authorization", List.of())
                                    + "");
                    honest(FILE).give(exchange);
                };
        Access secret = uri -> Optional.of("Bearer secret");
        try (Mirror other = new Mirror(listening);
                Mirror first = new Mirror(redirect(other.uri() + "x"));
                Mirror same = new Mirror(listening)) {
            get(secret, first.uri().resolve("file"));
            assertThat(seen).containsExactly("[]");
            Files.delete(place());
            get(secret, same.uri().resolve("file"));
            assertThat(seen).last().isEqualTo("[Bearer secret]");
        }
        assertThat(place()).hasBinaryContent(FILE);
    }

    @Test
    void aSmallDocumentIsNoLargerThanItMayBe() {
        try (Mirror mirror = new Mirror(exchange -> send(exchange, 200, FILE))) {
            var web = new Web(PATIENCE, Access.NONE);
            Ask ask = Ask.of("GET", mirror.uri());
            assertThat(web.ask(ask, FILE.length).body().toByteArray()).isEqualTo(FILE);
            var failure = catchThrowableOfType(Failure.class, () -> web.ask(ask, FILE.length - 1));
            assertThat(failure.kind()).isEqualTo(Kind.INTEGRITY);
            assertThat(failure).hasMessageContaining("more than 199999 bytes");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://me:s3cret@example.invalid/",
                "http://example.invalid/?sig=s3cret",
                "//[?sig=s3cret",
                "away?sig=s3cret"
            })
    void theSecretsOfAnAddressAreNotShown(String location) {
        Mirror.Answer answer =
                exchange -> {
                    boolean first = exchange.getRequestURI().getPath().endsWith("/data/");
                    if (first) redirect(location).give(exchange);
                    else send(exchange, 500, FILE);
                };
        try (Mirror mirror = new Mirror(answer)) {
            var failure =
                    catchThrowableOfType(
                            Failure.class,
                            () -> get(Access.NONE, mirror.uri().resolve("?key=s3cret")));
            assertThat(failure).hasMessageContaining("…");
            for (Throwable t = failure; t != null; t = t.getCause())
                assertThat(t.getMessage()).doesNotContain("s3cret");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http:///x", "http://127.0.0.1:99999/", "https:x", "http://a_b/", ""})
    void aRedirectToNowhereIsAFailure(String location) {
        try (Mirror mirror = new Mirror(redirect(location))) {
            var failure = catchThrowableOfType(Failure.class, () -> get(Access.NONE, mirror.uri()));
            assertThat(failure.kind()).isIn(Kind.INTEGRITY, Kind.UNREACHABLE);
        }
    }

    private void get(Access access, URI uri) {
        var web = new Web(PATIENCE, access);
        new Fetch(web).get(WANTED, List.of(uri), place(), (file, bytes) -> {});
    }

    private Path place() {
        return folder.resolve("file");
    }
}
