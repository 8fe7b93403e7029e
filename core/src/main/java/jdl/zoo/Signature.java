package jdl.zoo;

import com.google.protobuf.ByteString;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;

/**
 * An Ed25519 signature over a manifest (RFC 8032), and which key made it.
 *
 * @param key the first 16 hexadecimal digits of the SHA-256 of the public key
 */
public record Signature(String key, ByteString bytes) {

    /** No signature is longer, as text. */
    static final int LARGEST = 200;

    private static final Pattern FORM =
            Pattern.compile("ed25519 ([0-9a-f]{16}) ([A-Za-z0-9+/]{86}==)\\s*");

    /** Reads what {@link #text} wrote; {@code where} it comes from is told if it is none. */
    static Signature read(String text, String where) {
        Matcher form = FORM.matcher(text);
        if (!form.matches())
            throw new Failure(Kind.INTEGRITY, where + ": has a signature that is none");
        return new Signature(
                form.group(1), ByteString.copyFrom(Base64.getDecoder().decode(form.group(2))));
    }

    String text() {
        return "ed25519 " + key + " " + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
