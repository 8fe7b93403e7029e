package jdl.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/** Where jdl goes, and where no server can send it. */
public final class Redirects {

    static final int MOST = 5;

    private Redirects() {}

    /** HTTPS alone; and an address of this house only where the user named one to begin with. */
    public static boolean isAllowed(URI asked, URI uri) {
        if (uri.getHost() == null) return false;
        boolean local = isLocal(uri);
        if ("https".equals(uri.getScheme())) return !local || isLocal(asked);
        return "http".equals(uri.getScheme()) && local && isLocal(asked);
    }

    /** Whether two addresses are of one server. */
    public static boolean sameServer(URI a, URI b) {
        return Objects.equals(a.getScheme(), b.getScheme())
                && Objects.equals(a.getHost(), b.getHost())
                && a.getPort() == b.getPort();
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
}
