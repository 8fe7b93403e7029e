package jdl.web;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;

/** The addresses of hosts: those of the whole world, of this house, of this machine. */
final class Addresses {

    private Addresses() {}

    /** All addresses of a host; none if nobody knows it. */
    static InetAddress[] of(String host) {
        String bare = bare(host);
        if (bare.isEmpty()) return new InetAddress[0];
        if (isLocalhost(bare)) return new InetAddress[] {InetAddress.getLoopbackAddress()};
        try {
            return InetAddress.getAllByName(bare);
        } catch (UnknownHostException e) {
            return new InetAddress[0]; // an unknown host is told when it is asked
        }
    }

    private static String bare(String host) {
        return host.toLowerCase(Locale.ROOT).replaceFirst("\\.+$", "");
    }

    /** These names are this machine's whatever a name server says (RFC 6761). */
    private static boolean isLocalhost(String host) {
        return host.equals("localhost") || host.endsWith(".localhost");
    }

    /** Whether an address is none of the public ones. */
    static boolean isPrivate(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || (address instanceof Inet4Address
                        ? isPrivate4(address.getAddress())
                        : isPrivate6(address.getAddress()));
    }

    /** This network, carriers' own (RFC 6598), protocols' own, benchmarks (RFC 2544), reserved. */
    private static boolean isPrivate4(byte[] ip) {
        int a = ip[0] & 0xff;
        int b = ip[1] & 0xff;
        return a == 0
                || a >= 240
                || (a == 100 && b >= 64 && b < 128)
                || (a == 192 && b == 0 && ip[2] == 0)
                || (a == 198 && (b == 18 || b == 19));
    }

    /**
     * Unique local (RFC 4193), and those within which an IPv4 address is hidden that is private.
     */
    private static boolean isPrivate6(byte[] ip) {
        if ((ip[0] & 0xfe) == 0xfc) return true;
        if (starts(ip, 0x20, 0x02)) return isHidden(ip, 2); // 6to4
        if (starts(ip, 0, 0x64, 0xff, 0x9b)) return isHidden(ip, 12); // NAT64
        boolean compatible = starts(ip, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        return compatible && isHidden(ip, 12);
    }

    private static boolean starts(byte[] ip, int... with) {
        for (int i = 0; i < with.length; i++) if ((ip[i] & 0xff) != with[i]) return false;
        return true;
    }

    private static boolean isHidden(byte[] ip, int at) {
        try {
            return isPrivate(InetAddress.getByAddress(Arrays.copyOfRange(ip, at, at + 4)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
