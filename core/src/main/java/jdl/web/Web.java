package jdl.web;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;

/**
 * Requests, with a distrust of servers: of where they send us, of how much they send, of their
 * silence.
 */
public final class Web {

    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    /** No word of a server is longer in a message. */
    private static final int LONGEST = 200;

    private final HttpClient client;
    private final Duration patience;
    private final Access access;

    public Web() {
        this(Duration.ofSeconds(30), Access.NONE);
    }

    /**
     * @param patience after so long without a byte a server is given up
     */
    public Web(Duration patience, Access access) {
        this(
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1) // the simpler one
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(patience)
                        .build(),
                patience,
                access);
    }

    private Web(HttpClient client, Duration patience, Access access) {
        this.client = client;
        this.patience = patience;
        this.access = access;
    }

    /** After so long without a byte a server is given up. */
    Duration patience() {
        return patience;
    }

    /** The same, as somebody whom servers know. */
    public Web as(Access other) {
        return new Web(client, patience, other);
    }

    /** The answer to a request, of any status, whose body has at most so many bytes. */
    public Answer ask(Ask ask, int most) {
        HttpResponse<InputStream> response = follow(ask);
        try (InputStream body = response.body();
                var watchdog = new Watchdog(body, patience)) {
            var bytes = ByteString.newOutput();
            byte[] buffer = new byte[1 << 13];
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                watchdog.pat();
                if (bytes.size() + n > most)
                    throw lied(ask.uri(), "sends more than " + most + " bytes");
                bytes.write(buffer, 0, n);
            }
            return new Answer(
                    response.uri(),
                    response.statusCode(),
                    response.headers(),
                    bytes.toByteString());
        } catch (IOException e) {
            throw unreachable(ask.uri(), "broke off: " + reason(e), e);
        }
    }

    /** Adds to {@code part} what it lacks of the file, or gets all of it if the server wants so. */
    void fetch(URI uri, Wanted file, PartFile part, Progress progress) {
        if (part.size() >= file.bytes()) part.clear();
        HttpResponse<InputStream> response = follow(get(uri, part.size()));
        if (response.statusCode() == RANGE_NOT_SATISFIABLE) {
            discard(response);
            part.clear();
            response = follow(get(uri, 0));
        }
        try (InputStream body = response.body()) {
            checkHead(response, file, part);
            copy(uri, body, file, part, progress);
        } catch (IOException e) {
            throw unreachable(
                    uri, "broke off after %d of %d bytes".formatted(part.size(), file.bytes()), e);
        }
    }

    private static Ask get(URI uri, long from) {
        Ask get = Ask.of("GET", uri);
        return from > 0 ? get.with("Range", "bytes=" + from + "-") : get;
    }

    private void copy(URI uri, InputStream body, Wanted file, PartFile part, Progress progress)
            throws IOException {
        byte[] buffer = new byte[1 << 16];
        try (var watchdog = new Watchdog(body, patience)) {
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                watchdog.pat();
                if (part.size() + n > file.bytes())
                    throw lied(uri, "sends more than " + file.bytes() + " bytes");
                part.append(buffer, n);
                progress.at(file, part.size());
            }
        }
        if (part.size() < file.bytes()) throw new IOException("end of body");
    }

    /** The first answer that is no redirect. */
    private HttpResponse<InputStream> follow(Ask ask) {
        URI uri = ask.uri();
        if (!Redirects.isAllowed(uri, uri))
            throw Failure.config(shown(uri) + ": the address has to begin with https://");
        URI next = uri;
        for (int i = 0; i <= Redirects.MOST; i++) {
            HttpResponse<InputStream> response = send(ask.at(next), uri);
            if (response.statusCode() / 100 != 3) return response;
            discard(response);
            String location = response.headers().firstValue("Location").orElse("");
            next = resolve(next, location);
            if (location.isEmpty() || !Redirects.isAllowed(uri, next))
                throw lied(uri, "redirects to " + shown(location) + ", where jdl does not go");
        }
        throw lied(uri, "redirects more than " + Redirects.MOST + " times");
    }

    private HttpResponse<InputStream> send(Ask ask, URI asked) {
        Optional<String> secret =
                Redirects.sameServer(asked, ask.uri())
                        ? access.authorization(ask.uri())
                        : Optional.empty();
        var body = new Sending(ask.body());
        try {
            var request =
                    HttpRequest.newBuilder(ask.uri())
                            .header("User-Agent", "jdl")
                            .method(ask.method(), body);
            ask.headers().forEach(request::header);
            secret.ifPresent(value -> request.header("Authorization", value));
            return body.answer(
                    client.sendAsync(request.build(), BodyHandlers.ofInputStream()), patience);
        } catch (IllegalArgumentException e) {
            throw new Failure(Kind.CONFIG, ask.uri() + ": cannot be asked", e);
        } catch (IOException e) {
            throw unreachable(ask.uri(), "cannot be reached: " + reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(ask.uri(), "was interrupted", e);
        }
    }

    private static void checkHead(HttpResponse<InputStream> response, Wanted file, PartFile part) {
        URI uri = response.uri();
        if (response.statusCode() == OK) part.clear();
        else if (response.statusCode() != PARTIAL)
            throw new Failure(
                    Kind.UNREACHABLE,
                    shown(uri) + ": answers with status " + response.statusCode());
        String range = "bytes %d-%d/%d".formatted(part.size(), file.bytes() - 1, file.bytes());
        String given = response.headers().firstValue("Content-Range").orElse("");
        if (response.statusCode() == PARTIAL && !given.equals(range))
            throw lied(uri, "should send \"%s\", but sends %s".formatted(range, shown(given)));
        String missing = Long.toString(file.bytes() - part.size());
        String length = response.headers().firstValue("Content-Length").orElse(missing);
        if (!length.equals(missing))
            throw lied(uri, "should send %s bytes, but announces %s".formatted(missing, length));
    }

    private static URI resolve(URI base, String location) {
        try {
            return base.resolve(location);
        } catch (IllegalArgumentException e) {
            throw lied(base, "redirects to " + shown(location));
        }
    }

    /** What a server said, without what a terminal would obey, and no more than one wants. */
    private static String shown(String said) {
        String plain = said.replaceAll("[^\\p{Print}]", "?");
        return '"' + (plain.length() > LONGEST ? plain.substring(0, LONGEST) + "…" : plain) + '"';
    }

    private static void discard(HttpResponse<InputStream> response) {
        try {
            response.body().close();
        } catch (IOException e) {
            // the body is of no interest, nor is what is wrong with it
        }
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : shown(message);
    }

    private static Failure unreachable(URI uri, String what, Exception cause) {
        return new Failure(Kind.UNREACHABLE, shown(uri) + ": " + what, cause);
    }

    private static Failure lied(URI uri, String what) {
        return new Failure(Kind.INTEGRITY, shown(uri) + ": " + what);
    }

    /** An address without what may be a secret: a password, or the signature in a query. */
    static String shown(Object address) {
        return address.toString().replaceFirst("\\?.*", "?…").replaceFirst("//[^/]*@", "//…@");
    }
}
