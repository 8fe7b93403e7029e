package jdl.zoo;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import jdl.failure.Failure;

/**
 * A user and a password, or a token alone.
 *
 * @param word the password or the token, which never gets into a message
 */
record Secret(Optional<String> user, String word) {

    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,16384}");
    private static final Pattern PASSWORD = Pattern.compile("[^\\p{Cntrl}]{1,1000}");

    /** {@code where} it comes from is told if it cannot be one. */
    static Secret token(String token, String where) {
        if (!isToken(token))
            throw Failure.config(where + ": a token is letters, digits and signs without a space");
        return new Secret(Optional.empty(), token);
    }

    static boolean isToken(String text) {
        return TOKEN.matcher(text).matches();
    }

    static Secret password(String user, String password, String where) {
        if (user.contains(":")
                || !PASSWORD.matcher(user).matches()
                || !PASSWORD.matcher(password).matches())
            throw Failure.config(
                    where + ": a user without a colon and a password in one line expected");
        return new Secret(Optional.of(user), password);
    }

    /** The value of the header Authorization. */
    String header() {
        return user.map(name -> "Basic " + base64(name + ":" + word)).orElse("Bearer " + word);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return user.isPresent() ? "a password" : "a token";
    }
}
