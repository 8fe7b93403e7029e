package jdl.zoo;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import jdl.failure.Failure;

/**
 * Where a static server has a zoo: a URL, or several with a space or {@code |} between them that
 * have the same, the best first.
 *
 * @param mirrors each ends with a slash
 */
record HttpAddress(List<URI> mirrors) {

    HttpAddress {
        mirrors = List.copyOf(mirrors);
    }

    static boolean isOne(String address) {
        return address.matches("(?is)\\s*https?://.*");
    }

    static HttpAddress of(String address) {
        return new HttpAddress(
                Arrays.stream(address.strip().split("[\\s|]+")).map(HttpAddress::url).toList());
    }

    private static URI url(String written) {
        if (written.contains("@"))
            throw Failure.config(
                    "%s: no user and no password in an address, as it is shown to all%n    write them into %s"
                            .formatted(
                                    EntryPath.shown(written.replaceFirst("(?s)//.*@", "//")),
                                    Credentials.ofUser().file()));
        try {
            URI url = URI.create(written.endsWith("/") ? written : written + "/");
            boolean plain = url.getRawQuery() == null && url.getRawFragment() == null;
            if (isOne(written) && url.getHost() != null && plain) return url;
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw Failure.config(
                "\"%s\" is no address of a zoo%n    such as https://models.example/zoo, or several with | between them"
                        .formatted(EntryPath.shown(written)));
    }

    URI best() {
        return mirrors.get(0);
    }

    /** A file of the zoo, on each of the servers. */
    List<URI> file(String path) {
        return mirrors.stream().map(mirror -> mirror.resolve(path)).toList();
    }

    @Override
    public String toString() {
        return mirrors.stream().map(URI::toString).collect(Collectors.joining("|"));
    }
}
