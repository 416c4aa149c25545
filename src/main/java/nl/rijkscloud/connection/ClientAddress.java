package nl.rijkscloud.connection;

import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import nl.rijkscloud.kernel.Source;

/**
 * Finds the client's address of a request. Anybody can write X-Forwarded-For, so only the part that our own proxies
 * wrote counts: from the right, past every hop that is one of them, up to the first that is not. Immutable, safe for
 * use from any thread.
 */
public final class ClientAddress {
    private static final String HEADER = "X-Forwarded-For";
    private static final UntrustedForwarding IGNORED = new UntrustedForwarding(System::nanoTime);

    /** TEST-NET-1 (RFC 5737): nobody has an address in it, so only a forged header can bring one here. */
    private static final AddressBlock NOBODY = AddressBlock.parse("192.0.2.0/24");

    /** The use that is made of the addresses that proxies hand on with a request. */
    public enum Forwarding {
        /** None was handed on. */
        ABSENT,
        /** The peer is no trusted proxy, so the peer's own address counts. */
        IGNORED,
        BELIEVED,
        /** A trusted proxy hands on what strangers write. */
        FORGED
    }

    private final List<AddressBlock> trusted;

    /** @param trustedProxies addresses and CIDR blocks; throws {@link IllegalArgumentException} for anything else */
    public ClientAddress(List<String> trustedProxies) {
        trusted = trustedProxies.stream().map(AddressBlock::parse).toList();
    }

    public Source of(HttpServerRequest request) {
        var hop = hop(request);
        if (request.headers().contains(HEADER) && !isTrusted(hop)) {
            IGNORED.say();
        }
        return Source.of(of(hop, request.headers().getAll(HEADER)));
    }

    /**
     * The rightmost hop that is not a trusted proxy. An unreadable hop ends the search at the proxy that passed it on;
     * with nothing but proxies it is the leftmost of them.
     *
     * @param forwarded the header's values in the order received
     */
    public InetAddress of(InetAddress peer, List<String> forwarded) {
        var hops = forwarded.stream().flatMap(line -> Arrays.stream(line.split(",", -1))).toList();
        var client = peer;
        for (int i = hops.size() - 1; i >= 0 && isTrusted(client); i--) {
            var hop = AddressBlock.address(portless(hops.get(i).strip()));
            if (hop.isEmpty()) {
                return client;
            }
            client = hop.get();
        }
        return client;
    }

    /** Tells the operator's doctor how the address of a request was found, without telling the address. */
    public Forwarding forwarding(HttpServerRequest request) {
        if (!request.headers().contains(HEADER)) {
            return Forwarding.ABSENT;
        }
        var hop = hop(request);
        if (!isTrusted(hop)) {
            return Forwarding.IGNORED;
        }
        return NOBODY.contains(of(hop, request.headers().getAll(HEADER))) ? Forwarding.FORGED : Forwarding.BELIEVED;
    }

    /** True for one of our own, which speaks for many. */
    boolean isProxy(InetAddress peer) {
        return isTrusted(peer);
    }

    private static InetAddress hop(HttpServerRequest request) {
        var peer = request.remoteAddress().hostAddress();
        // A domain socket has no address: its clients are on this machine.
        return Optional.ofNullable(peer).flatMap(text -> AddressBlock.address(zoneless(text)))
                .orElseGet(InetAddress::getLoopbackAddress);
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(block -> block.contains(address));
    }

    /** Some proxies write the port as well: {@code 192.0.2.1:4711} or {@code [2001:db8::1]:4711}. */
    private static String portless(String hop) {
        if (hop.startsWith("[")) {
            return hop.indexOf(']') < 0 ? hop : hop.substring(1, hop.indexOf(']'));
        }
        var colon = hop.indexOf(':');
        return colon >= 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
    }

    private static String zoneless(String address) {
        var zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }
}
