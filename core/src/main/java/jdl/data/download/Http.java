package jdl.data.download;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import jdl.data.download.Dataset.Item;
import jdl.data.download.Downloads.Progress;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;

/**
 * GET, with a distrust of servers: of where they send us, of how much they send, of their silence.
 */
final class Http {

    private static final int MOST_REDIRECTS = 5;
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final HttpClient client;
    private final Duration patience;

    Http(Duration patience) {
        this.patience = patience;
        client =
                HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(patience)
                        .build();
    }

    /** Adds to {@code part} what it lacks of the file, or gets all of it if the server wants so. */
    void fetch(URI uri, Item file, PartFile part, Progress progress) {
        if (part.size() >= file.bytes()) part.clear();
        HttpResponse<InputStream> response = follow(uri, part.size());
        if (response.statusCode() == RANGE_NOT_SATISFIABLE) {
            discard(response);
            part.clear();
            response = follow(uri, 0);
        }
        try (InputStream body = response.body()) {
            checkHead(response, file, part);
            copy(uri, body, file, part, progress);
        } catch (IOException e) {
            throw unreachable(
                    uri, "broke off after %d of %d bytes".formatted(part.size(), file.bytes()), e);
        }
    }

    private void copy(URI uri, InputStream body, Item file, PartFile part, Progress progress)
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
    private HttpResponse<InputStream> follow(URI uri, long from) {
        if (!isAllowed(uri, uri))
            throw Failure.config(uri + ": a mirror has to begin with https://");
        URI next = uri;
        for (int i = 0; i <= MOST_REDIRECTS; i++) {
            HttpResponse<InputStream> response = send(next, from);
            if (response.statusCode() / 100 != 3) return response;
            discard(response);
            String location = response.headers().firstValue("Location").orElse("");
            next = resolve(next, location);
            if (!isAllowed(uri, next))
                throw lied(uri, "redirects to \"" + location + "\", where jdl does not go");
        }
        throw lied(uri, "redirects more than " + MOST_REDIRECTS + " times");
    }

    private HttpResponse<InputStream> send(URI uri, long from) {
        var request = HttpRequest.newBuilder(uri).timeout(patience).header("User-Agent", "jdl");
        if (from > 0) request.header("Range", "bytes=" + from + "-");
        try {
            return client.send(request.build(), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw unreachable(uri, "cannot be reached: " + reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(uri, "was interrupted", e);
        }
    }

    private static void checkHead(HttpResponse<InputStream> response, Item file, PartFile part) {
        URI uri = response.uri();
        if (response.statusCode() == OK) part.clear();
        else if (response.statusCode() != PARTIAL)
            throw new Failure(
                    Kind.UNREACHABLE, uri + ": answers with status " + response.statusCode());
        String range = "bytes %d-%d/%d".formatted(part.size(), file.bytes() - 1, file.bytes());
        String given = response.headers().firstValue("Content-Range").orElse("");
        if (response.statusCode() == PARTIAL && !given.equals(range))
            throw lied(uri, "should send \"%s\", but sends \"%s\"".formatted(range, given));
        OptionalLong length = response.headers().firstValueAsLong("Content-Length");
        long missing = file.bytes() - part.size();
        if (length.isPresent() && length.getAsLong() != missing)
            throw lied(
                    uri,
                    "should send %d bytes, but announces %d"
                            .formatted(missing, length.getAsLong()));
    }

    /** HTTPS alone; and an address of this house only where the user named one to begin with. */
    private static boolean isAllowed(URI asked, URI uri) {
        boolean local = isLocal(uri);
        if ("https".equals(uri.getScheme())) return !local || isLocal(asked);
        return "http".equals(uri.getScheme()) && local && isLocal(asked);
    }

    private static boolean isLocal(URI uri) {
        String host = Optional.ofNullable(uri.getHost()).orElse("");
        try {
            var address = InetAddress.getByName(host);
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || address.isLinkLocalAddress()
                    || address.isSiteLocalAddress();
        } catch (IOException e) {
            return false; // an unknown host is told when it is asked
        }
    }

    private static URI resolve(URI base, String location) {
        try {
            return base.resolve(location);
        } catch (IllegalArgumentException e) {
            throw lied(base, "redirects to \"" + location + "\"");
        }
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
        return message == null ? e.getClass().getSimpleName() : message;
    }

    private static Failure unreachable(URI uri, String what, Exception cause) {
        return new Failure(Kind.UNREACHABLE, uri + ": " + what, cause);
    }

    private static Failure lied(URI uri, String what) {
        return new Failure(Kind.INTEGRITY, uri + ": " + what);
    }
}
