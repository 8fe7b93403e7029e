package jdl.zoo;

import com.google.protobuf.ByteString;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.web.Answer;
import jdl.web.Ask;
import jdl.web.Fetch;
import jdl.web.Progress;
import jdl.web.Wanted;
import jdl.web.Web;

/**
 * A store on a static server. It is read from any of its mirrors, and written to the first of them
 * by PUT, where that server takes it (WebDAV servers do).
 */
final class HttpStore implements Store {

    /** No answer that is no file is larger. */
    private static final int LARGEST = 1 << 20;

    private static final int MOST_TRIES = 20;
    private static final int PAUSE = 50;

    private static final Set<Integer> NOT_THERE = Set.of(404, 410);
    private static final Set<Integer> TAKEN = Set.of(200, 201, 204);
    private static final Set<Integer> REFUSED = Set.of(401, 403, 405, 501);
    private static final int NO_FOLDER = 409;
    private static final int CHANGED = 412;

    private final HttpAddress address;
    private final Web web;

    HttpStore(HttpAddress address, Web web) {
        this.address = address;
        this.web = web;
    }

    @Override
    public String address() {
        return address.best().toString();
    }

    @Override
    public Optional<ByteString> read(String path, int most) {
        List<Failure> failures = new ArrayList<>();
        for (URI uri : address.file(path)) {
            try {
                Answer answer = web.ask(get(uri), most);
                if (answer.status() == 200) return Optional.of(answer.body());
                if (!NOT_THERE.contains(answer.status())) failures.add(unexpected("GET", answer));
            } catch (Failure failure) {
                if (failure.kind() != Kind.UNREACHABLE && failure.kind() != Kind.INTEGRITY)
                    throw failure;
                failures.add(failure);
            }
        }
        if (failures.isEmpty()) return Optional.empty();
        boolean lied = failures.stream().anyMatch(f -> f.kind() == Kind.INTEGRITY);
        throw new Failure(
                lied ? Kind.INTEGRITY : Kind.UNREACHABLE,
                failures.stream().map(Failure::message).collect(Collectors.joining("\n    ")));
    }

    /** What lies in between may not answer out of its memory. */
    private static Ask get(URI uri) {
        return Ask.of("GET", uri).with("Cache-Control", "no-cache");
    }

    @Override
    public void fetch(String path, Wanted file, Path place, Progress progress) {
        new Fetch(web).get(file, address.file(path), place, progress);
    }

    /** What an upload that broke off has left there has another size. */
    @Override
    public boolean has(String path, Wanted file) {
        Answer answer = web.ask(Ask.of("HEAD", best(path)), LARGEST);
        return answer.status() == 200
                && answer.header("Content-Length")
                        .filter(bytes -> !bytes.equals(Long.toString(file.bytes())))
                        .isEmpty();
    }

    @Override
    public void write(String path, Wanted file, Path from, Progress progress) {
        taken(put(Ask.of("PUT", best(path)), FileBody.of(file, from, progress)));
    }

    /**
     * Goes on until what is there needs no change any more; so what others change meanwhile is kept
     * even by most servers that do not know If-Match.
     */
    @Override
    public void change(String path, int most, UnaryOperator<Optional<ByteString>> change) {
        for (int i = 0; i < MOST_TRIES; i++) {
            Answer answer = web.ask(get(best(path)), most);
            Optional<ByteString> there = content(answer);
            Optional<ByteString> wanted = change.apply(there);
            if (wanted.equals(there)) return;
            Ask put = on(answer, Ask.of("PUT", best(path)));
            Answer done = put(put, body(wanted.orElse(ByteString.EMPTY)));
            if (done.status() == CHANGED) pause(i);
            else taken(done);
        }
        throw new Failure(
                Kind.UNREACHABLE,
                best(path)
                        + ": is changed by others all the time, or not at all\n    try again later");
    }

    private static Optional<ByteString> content(Answer answer) {
        if (NOT_THERE.contains(answer.status())) return Optional.empty();
        if (answer.status() != 200) throw unexpected("GET", answer);
        return Optional.of(answer.body());
    }

    /** A change of just what was read; where servers give no tags, of whatever is there. */
    private static Ask on(Answer read, Ask put) {
        if (read.status() != 200) return put.with("If-None-Match", "*");
        return read.header("ETag").map(tag -> put.with("If-Match", tag)).orElse(put);
    }

    private static BodyPublisher body(ByteString bytes) {
        return BodyPublishers.ofByteArray(bytes.toByteArray());
    }

    /** WebDAV servers want each folder to be made before what comes into it. */
    private Answer put(Ask put, BodyPublisher body) {
        Answer answer = web.ask(put.with(body), LARGEST);
        if (answer.status() != NO_FOLDER) return answer;
        String path = address.best().relativize(put.uri()).getRawPath();
        for (int end = path.indexOf('/'); end > 0; end = path.indexOf('/', end + 1))
            web.ask(Ask.of("MKCOL", best(path.substring(0, end + 1))), LARGEST);
        return web.ask(put.with(body), LARGEST);
    }

    private void taken(Answer answer) {
        if (TAKEN.contains(answer.status())) return;
        if (!REFUSED.contains(answer.status())) throw unexpected("PUT", answer);
        throw new Failure(
                Kind.PERMISSION,
                """
                %s: the server takes no files (PUT: status %d)
                    push to a folder that the server serves; or, if the server takes files by PUT from those whom it knows, \
                write a line for it into %s"""
                        .formatted(answer.uri(), answer.status(), Credentials.ofUser().file()));
    }

    private URI best(String path) {
        return address.best().resolve(path);
    }

    private static Failure unexpected(String method, Answer answer) {
        return new Failure(
                Kind.UNREACHABLE,
                "%s: answers %s with status %d".formatted(answer.uri(), method, answer.status()));
    }

    private static void pause(int tries) {
        try {
            Thread.sleep((long) PAUSE * (tries + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(Kind.UNREACHABLE, "interrupted", e);
        }
    }
}
