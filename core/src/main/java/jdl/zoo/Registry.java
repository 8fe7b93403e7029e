package jdl.zoo;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.web.Answer;
import jdl.web.Ask;
import jdl.web.Fetch;
import jdl.web.Redirects;
import jdl.web.Wanted;
import jdl.web.Web;

/** A server that speaks the OCI distribution protocol, as one user meets it. */
final class Registry {

    /** No answer that is neither a manifest nor a blob is larger. */
    private static final int LARGEST = 1 << 20;

    private static final int MOST_PAGES = 100;
    private static final int PAGE = 500;

    private static final Pattern NEXT =
            Pattern.compile("\\s*<([^<>]*)>\\s*;[^<>]*\\brel=\"?next\"?.*");

    /** What servers may say of a mistake; other words of theirs are not passed on. */
    private static final Pattern CODE =
            Pattern.compile(
                    "\"((?:BLOB|MANIFEST|NAME|SIZE|DIGEST|TAG)_[A-Z_]{1,30}|DENIED|UNAUTHORIZED|UNSUPPORTED|TOOMANYREQUESTS)\"");

    private final URI base;
    private final Web web;
    private final Login login;
    private final Map<Scope, String> passes = new ConcurrentHashMap<>();

    /**
     * @param base the address of the server, which ends with a slash
     */
    Registry(URI base, Web web, Credentials credentials) {
        this.base = base;
        this.web = web;
        this.login = new Login(web, base, credentials);
    }

    URI uri(String path) {
        return base.resolve("/v2/" + path);
    }

    /** Shows what is known to help with the registry, to the registry alone. */
    private Web web(Scope scope) {
        return web.as(
                uri ->
                        Redirects.sameServer(base, uri)
                                ? Optional.ofNullable(passes.get(scope))
                                : Optional.empty());
    }

    /** The answer to a request; if the registry asks who is there, it is told once. */
    Answer ask(Ask ask, Scope scope, int most) {
        Answer answer = web(scope).ask(ask, most);
        if (answer.status() != 401 || !Redirects.sameServer(base, answer.uri())) return answer;
        var challenges = Challenge.read(answer.headers().allValues("WWW-Authenticate"));
        passes.put(scope, login.answer(challenges, scope));
        return web(scope).ask(ask, most);
    }

    /** The names in a list that may come in pages; none if there is no such list. */
    List<String> names(String path, String key, Scope scope) {
        List<String> names = new ArrayList<>();
        URI page = uri(path + "?n=" + PAGE);
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            Answer answer = ask(Ask.of("GET", page), scope, LARGEST);
            boolean none = pages == 0 && !scope.equals(Scope.CATALOGUE);
            if (answer.status() == 404 && none) return List.of();
            expect(answer, scope, 200);
            Json json = Json.read(answer.body(), page.toString());
            if (json.has(key)) names.addAll(json.texts(key));
            Optional<URI> next = next(answer, page);
            if (next.isEmpty()) return names;
            page = next.get();
        }
        throw lied(uri(path) + ": has no end");
    }

    private Optional<URI> next(Answer answer, URI page) {
        Matcher link = NEXT.matcher(answer.header("Link").orElse(""));
        if (!link.matches()) return Optional.empty();
        return Optional.of(lead(page, link.group(1)))
                .filter(
                        next -> {
                            if (Redirects.sameServer(base, next)) return true;
                            throw lied(page + ": goes on at another server");
                        });
    }

    /** Where the registry leads from one of its pages. */
    private URI lead(URI from, String to) {
        try {
            // Java takes a lone query for one of the folder, not of the page (JDK-4708535)
            URI uri = from.resolve(to.startsWith("?") ? from.getRawPath() + to : to);
            if (Redirects.isAllowed(base, uri) && uri.getRawUserInfo() == null) return uri;
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw lied(from + ": leads to where jdl does not go");
    }

    boolean has(String repository, Wanted blob, Scope scope) {
        Answer answer = ask(Ask.of("HEAD", blob(repository, blob)), scope, LARGEST);
        if (answer.status() == 404) return false;
        expect(answer, scope, 200);
        long bytes = answer.headers().firstValueAsLong("Content-Length").orElse(blob.bytes());
        if (bytes != blob.bytes())
            throw lied(
                    "%s: has %d bytes, not %d"
                            .formatted(blob(repository, blob), bytes, blob.bytes()));
        return true;
    }

    URI blob(String repository, Wanted blob) {
        return uri(repository + "/blobs/sha256:" + blob.sha256());
    }

    /** Fetches blobs with what is known to get in; {@link #ask} for one of them first. */
    Fetch fetch(Scope scope) {
        return new Fetch(web(scope));
    }

    /** Sends a blob: the registry is asked for a place, and gets the bytes there. */
    void upload(String repository, Wanted blob, BodyPublisher body, Scope scope) {
        URI uploads = uri(repository + "/blobs/uploads/");
        Answer place = ask(Ask.of("POST", uploads), scope, LARGEST);
        expect(place, scope, 202);
        String location = place.header("Location").orElse("");
        URI to = lead(uploads, location);
        String digest = (to.getRawQuery() == null ? "?" : "&") + "digest=sha256:" + blob.sha256();
        Ask put =
                Ask.of("PUT", URI.create(to + digest))
                        .with("Content-Type", "application/octet-stream")
                        .with(body);
        expect(ask(put, scope, LARGEST), scope, 201);
    }

    /** Refuses an answer of any other status. */
    void expect(Answer answer, Scope scope, int status) {
        if (answer.status() == status) return;
        String where = answer.uri().toString().replaceFirst("\\?.*", "");
        String said = " (status " + answer.status() + codes(answer) + ")";
        if (answer.status() == 401 || answer.status() == 403)
            throw scope.refused(where + ": jdl may not do that" + said);
        throw new Failure(Kind.UNREACHABLE, where + ": cannot be had" + said + scope.advice());
    }

    private static String codes(Answer answer) {
        return CODE
                .matcher(answer.text())
                .results()
                .map(code -> code.group(1))
                .collect(Collectors.toSet())
                .stream()
                .sorted()
                .map(code -> ", " + code)
                .collect(Collectors.joining());
    }

    private static Failure lied(String message) {
        return new Failure(Kind.INTEGRITY, message);
    }
}
