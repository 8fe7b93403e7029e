package jdl.zoo;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import jdl.failure.Failure;

/**
 * Where a registry is, and what the names of the zoo's repositories begin with there.
 *
 * @param server ends with a slash
 * @param prefix empty, or ends with a slash
 */
record OciAddress(URI server, String prefix) {

    private static final String SCHEME = "oci://";
    private static final int LONGEST = 100;
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1]");
    private static final Pattern PREFIX =
            Pattern.compile("(?:[a-z0-9]+(?:(?:\\.|__?|-+)[a-z0-9]+)*/)*+");

    static boolean isOne(String address) {
        return address.startsWith(SCHEME);
    }

    /** Reads {@code oci://host:port/prefix}; only on this machine a registry may do without TLS. */
    static OciAddress of(String address) {
        String bare = address.substring(SCHEME.length());
        if (bare.contains("@"))
            throw Failure.config(
                    SCHEME
                            + bare.replaceFirst(".*@", "")
                            + ": no user and no password in an address, as it is shown to all\n    write them into "
                            + Credentials.ofUser().file());
        int slash = bare.indexOf('/');
        String authority = slash < 0 ? bare : bare.substring(0, slash);
        String path = slash < 0 ? "" : bare.substring(slash + 1);
        String prefix = path.isEmpty() || path.endsWith("/") ? path : path + "/";
        if (prefix.length() > LONGEST || !PREFIX.matcher(prefix).matches()) throw odd(address);
        return new OciAddress(server(authority).orElseThrow(() -> odd(address)), prefix);
    }

    private static Optional<URI> server(String authority) {
        try {
            URI any = URI.create("https://" + authority + "/");
            if (any.getHost() == null || !"/".equals(any.getRawPath())) return Optional.empty();
            boolean here = LOOPBACK.matcher(any.getHost()).matches();
            return Optional.of(here ? URI.create("http://" + authority + "/") : any);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Failure odd(String address) {
        return Failure.config(
                "\"%s\" is no address of a registry%n    such as oci://registry.example/models: a host, perhaps a port, and small letters"
                        .formatted(EntryPath.shown(address)));
    }

    /** The repository of an entry, which has all its versions. */
    String repository(EntryName entry) {
        return prefix + entry.path();
    }

    /** The entry of a repository and a tag, if they can be one. */
    Optional<EntryName> entry(String repository, String tag) {
        if (!repository.startsWith(prefix)) return Optional.empty();
        String written = repository.substring(prefix.length()) + "@" + tag;
        try {
            return Optional.of(EntryName.of(written))
                    .filter(name -> name.toString().equals(written));
        } catch (Failure another) {
            return Optional.empty(); // a registry has more than entries
        }
    }

    @Override
    public String toString() {
        return SCHEME + server.getAuthority() + "/" + prefix;
    }
}
