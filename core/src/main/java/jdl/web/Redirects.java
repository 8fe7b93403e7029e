package jdl.web;

import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Where jdl goes, and where no server can send it. */
public final class Redirects {

    static final int MOST = 5;

    /** Four bytes; other numbers mean an address here and another there. */
    private static final Pattern QUAD =
            Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");

    private static final Pattern NUMBER = Pattern.compile("(?:.*\\.)?\\d[^.]*\\.?");

    private Redirects() {}

    /**
     * HTTPS alone, or HTTP within this machine; and an address of this house only where the user
     * named one to begin with. A host of several addresses counts as the worst of them.
     */
    public static boolean isAllowed(URI asked, URI uri) {
        if (!isPlain(uri) || !isPlain(asked)) return false;
        InetAddress[] there = Addresses.of(host(uri));
        InetAddress[] first = Addresses.of(host(asked));
        if ("https".equals(scheme(uri)))
            return Arrays.stream(there).noneMatch(Addresses::isPrivate)
                    || uri.equals(asked)
                    || all(first, Addresses::isPrivate);
        return "http".equals(scheme(uri))
                && "http".equals(scheme(asked))
                && all(there, InetAddress::isLoopbackAddress)
                && all(first, InetAddress::isLoopbackAddress);
    }

    private static boolean all(InetAddress[] addresses, Predicate<InetAddress> are) {
        return addresses.length > 0 && Arrays.stream(addresses).allMatch(are);
    }

    /** Whether it names a host, and nothing that a host could be taken for. */
    private static boolean isPlain(URI uri) {
        return !host(uri).isEmpty()
                && (QUAD.matcher(host(uri)).matches() || !NUMBER.matcher(host(uri)).matches())
                && uri.getRawUserInfo() == null
                && uri.getPort() <= 0xffff
                && uri.getPort() != 0;
    }

    private static String host(URI uri) {
        return Optional.ofNullable(uri.getHost()).orElse("");
    }

    private static String scheme(URI uri) {
        return Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
    }

    /** Whether two addresses are of one server. */
    public static boolean sameServer(URI a, URI b) {
        return Objects.equals(a.getScheme(), b.getScheme())
                && Objects.equals(a.getHost(), b.getHost())
                && a.getPort() == b.getPort();
    }
}
