package jdl.zoo;

import java.util.List;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;

/**
 * Whose signatures are believed, and whether one is needed.
 *
 * @param required whether an entry without a signature of one of the keys is refused
 */
public record Trust(List<TrustedKey> keys, boolean required) {

    /** Nobody is known, and nobody asked for. */
    public static final Trust NONE = new Trust(List.of(), false);

    public Trust {
        keys = List.copyOf(keys);
        if (required && keys.isEmpty())
            throw Failure.config(
                    "a signature is required, but no key is known to check it\n    name one: --key FILE.pub, or jdl zoo remote add … --key FILE.pub");
    }

    /** Refuses a manifest whose signature is wrong, or missing though one is required. */
    public void check(Signed<Manifest> manifest, String where) {
        var signature = manifest.signature();
        if (signature.isEmpty()) {
            if (required) throw refused(where, "is not signed, but a signature is required");
            return;
        }
        var known = keys.stream().filter(key -> key.id().equals(signature.get().key())).toList();
        if (known.isEmpty() && required)
            throw refused(
                    where, "is signed by key " + signature.get().key() + ", which is not trusted");
        if (!known.isEmpty()
                && known.stream()
                        .noneMatch(k -> k.made(signature.get(), manifest.content().bytes())))
            throw refused(where, "is not what key " + signature.get().key() + " signed");
    }

    private static Failure refused(String where, String what) {
        return new Failure(Kind.INTEGRITY, where + ": " + what);
    }
}
