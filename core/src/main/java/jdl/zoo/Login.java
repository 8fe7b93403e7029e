package jdl.zoo;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.web.Access;
import jdl.web.Answer;
import jdl.web.Ask;
import jdl.web.Redirects;
import jdl.web.Web;

/**
 * How jdl gets into a registry that asks who is there.
 *
 * <p>Only the registry that the user has a password for can say where it is to be shown: to itself
 * (Basic), or to the token server that it names (Bearer). It could learn the password anyway, so
 * that gives nothing away; but that server has to be one that it could redirect to, too: https, and
 * of this house only if the registry is. A token of the user's own is shown to the registry alone.
 */
record Login(Web web, URI registry, Credentials credentials) {

    private static final int LARGEST = 1 << 16;

    /** The value of the header Authorization that gets us in. */
    String answer(List<Challenge> challenges, Scope scope) {
        Optional<Secret> secret = credentials.secret(registry);
        Optional<Challenge> bearer = first(challenges, "bearer");
        if (bearer.isPresent() && secret.filter(s -> s.user().isEmpty()).isPresent())
            return secret.get().header();
        if (bearer.isPresent()) return token(bearer.get(), secret, scope);
        if (first(challenges, "basic").isEmpty())
            throw refused(scope, "asks for a proof that jdl does not know");
        return secret.filter(s -> s.user().isPresent())
                .map(Secret::header)
                .orElseThrow(() -> unknown(scope));
    }

    private static Optional<Challenge> first(List<Challenge> challenges, String scheme) {
        return challenges.stream().filter(c -> c.scheme().equals(scheme)).findFirst();
    }

    /** Fetches a token, with the user's password if there is one, else as anybody may. */
    private String token(Challenge challenge, Optional<Secret> secret, Scope scope) {
        URI realm = realm(challenge);
        Access access =
                uri ->
                        Redirects.sameServer(realm, uri)
                                ? secret.map(Secret::header)
                                : Optional.empty();
        Answer answer = web.as(access).ask(Ask.of("GET", query(realm, challenge, scope)), LARGEST);
        if (answer.status() == 401 || answer.status() == 403)
            throw secret.isPresent()
                    ? refused(scope, "does not take the user and password for it")
                    : unknown(scope);
        if (answer.status() != 200)
            throw new Failure(Kind.UNREACHABLE, realm + ": answers with status " + answer.status());
        return "Bearer " + token(answer, realm);
    }

    /** The words of the answer are told to nobody, as they may be half a token. */
    private static String token(Answer answer, URI realm) {
        String token;
        try {
            Json json = Json.read(answer.body(), "");
            token = json.has("token") ? json.text("token") : json.text("access_token");
        } catch (Failure withWords) {
            token = "";
        }
        if (!Secret.isToken(token)) throw lied(realm + ": sends no token");
        return token;
    }

    private URI realm(Challenge challenge) {
        String text = challenge.parameter("realm").orElse("");
        URI realm;
        try {
            realm = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw noRealm(text);
        }
        boolean plain =
                realm.getHost() != null
                        && realm.getRawUserInfo() == null
                        && realm.getRawFragment() == null;
        if (!plain || !Redirects.isAllowed(registry, realm)) throw noRealm(text);
        return realm;
    }

    private Failure noRealm(String text) {
        return lied(
                "%s: sends for a token to \"%s\", where jdl does not go"
                        .formatted(registry, EntryPath.shown(text.replaceAll("//.*@", "//"))));
    }

    private static URI query(URI realm, Challenge challenge, Scope scope) {
        var query = new StringBuilder(realm.getRawQuery() == null ? "?" : "&");
        challenge.parameter("service").ifPresent(s -> add(query, "service", s));
        for (String one : challenge.parameter("scope").orElse(scope.text()).split(" ", -1))
            add(query, "scope", one);
        return URI.create(realm + query.substring(0, query.length() - 1));
    }

    private static void add(StringBuilder query, String name, String value) {
        String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
        query.append(name).append('=').append(encoded).append('&');
    }

    /** A registry that wants to know the user better than jdl does. */
    private Failure unknown(Scope scope) {
        return refused(
                scope,
                "asks for a user and a password\n    write \"%s USER PASSWORD\" into %s"
                        .formatted(registry.getAuthority(), credentials.file()));
    }

    private Failure refused(Scope scope, String what) {
        return scope.refused(registry + ": " + what);
    }

    private static Failure lied(String message) {
        return new Failure(Kind.INTEGRITY, message);
    }
}
