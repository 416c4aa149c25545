package nl.rijkscloud.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Where a request came from, as the subject of limits: an IPv4 address, or the /64 network of an IPv6 address. A
 * household or a phone has a whole /64 to itself, so that counting single IPv6 addresses would limit nobody (RFC 6177
 * and RIPE-690 give networks of that size or larger).
 */
public record Source(String subject) {
    private static final int NETWORK_BYTES = 8;

    public static Source of(InetAddress address) {
        return new Source(address instanceof Inet6Address six ? network(six) : address.getHostAddress());
    }

    private static String network(Inet6Address address) {
        var bytes = address.getAddress();
        Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
        try {
            return Inet6Address.getByAddress(null, bytes, -1).getHostAddress() + "/64";
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("sixteen bytes are an address", impossible);
        }
    }
}
