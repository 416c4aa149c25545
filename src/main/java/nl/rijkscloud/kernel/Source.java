package nl.rijkscloud.kernel;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The origin of a request, as the subject of limits: an IPv4 address, or the /64 network of an IPv6 address. A
 * household or a phone has a whole /64 to itself, so limits on single IPv6 addresses would stop nobody (RFC 6177 and
 * RIPE-690 give networks of that size or larger).
 *
 * <p>One subscriber may have a /48, which holds 65,536 such networks. So limits by source also count the
 * {@link #networks()} around it.
 */
public record Source(String subject) {
    /**
     * A network around a source, with its allowance: the number of acts that one source may do, times a multiple that
     * grows with the size of the network.
     *
     * @param subject the address of the network and its length, {@code 2001:db8:1:0:0:0:0:0/48}, or an IPv4 address
     *     alone
     */
    public record Network(String subject, int multiple) {

        /** @param perSource the number that one source may do; the result is at most {@link Integer#MAX_VALUE} */
        public int allowance(int perSource) {
            return (int) Math.min(Integer.MAX_VALUE, (long) perSource * multiple);
        }

        /**
         * Returns the allowance in a limited supply: a network larger than one source gets at most three quarters of
         * it.
         */
        public int allowance(int perSource, int all) {
            return Math.max(perSource, Math.min(allowance(perSource), all / 4 * 3));
        }
    }

    private static final int LINE = 64;
    private static final int HOUSEHOLD = 56;
    private static final int SUBSCRIBER = 48;
    private static final int PROVIDER = 32;
    /** An IPv4 /24 holds 256 addresses of many people: phones behind one provider, the offices of a street. */
    private static final int NEIGHBOURHOOD = 24;
    private static final int NEIGHBOURHOOD_SHARE = 8;
    private static final int WIDE_V4 = 16;

    public static Source of(InetAddress address) {
        return new Source(address instanceof Inet6Address ? network(address, LINE) : address.getHostAddress());
    }

    /** The networks around this source, the smallest first; the first one is the source itself. */
    public List<Network> networks() {
        var address = address();
        if (address == null) {
            return List.of(new Network(subject, 1));
        }
        return address instanceof Inet6Address
                ? List.of(new Network(subject, 1), new Network(network(address, HOUSEHOLD), 2),
                        new Network(network(address, SUBSCRIBER), 4))
                : List.of(new Network(subject, 1), new Network(network(address, NEIGHBOURHOOD), NEIGHBOURHOOD_SHARE));
    }

    /** The largest network that one subscriber may hold: the /48 of an IPv6 address, or a single IPv4 address. */
    public String subscriber() {
        var address = address();
        return address instanceof Inet6Address ? network(address, SUBSCRIBER) : subject;
    }

    /** The largest of {@link #networks()}. */
    public String neighbourhood() {
        return networks().getLast().subject();
    }

    /** About the size of one provider's network: IPv6 /32, IPv4 /16. */
    public String provider() {
        var address = address();
        return address == null ? subject : network(address, address instanceof Inet6Address ? PROVIDER : WIDE_V4);
    }

    /** Returns null if the text is not an address. */
    private @Nullable InetAddress address() {
        var slash = subject.indexOf('/');
        try {
            return InetAddress.ofLiteral(slash < 0 ? subject : subject.substring(0, slash));
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    /** @param bits a multiple of eight */
    private static String network(InetAddress address, int bits) {
        var bytes = address.getAddress();
        Arrays.fill(bytes, bits / 8, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(null, bytes).getHostAddress() + "/" + bits;
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("four or sixteen bytes are an address", impossible);
        }
    }
}
