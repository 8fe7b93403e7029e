package jdl.zoo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.web.Mirror;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How one gets into a registry, and who learns what of it. */
class OciLoginTest extends OciCase {

    private static final String SECRET = "me:s3cret";

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
}
