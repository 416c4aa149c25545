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

    private final List<AddressBlock> trusted;

    /** @param trustedProxies addresses and CIDR blocks; throws {@link IllegalArgumentException} for anything else */
    public ClientAddress(List<String> trustedProxies) {
        trusted = trustedProxies.stream().map(AddressBlock::parse).toList();
    }

    public Source of(HttpServerRequest request) {
        var peer = request.remoteAddress().hostAddress();
        // A domain socket has no address: whoever may open it is on this machine.
        var address = Optional.ofNullable(peer).flatMap(text -> AddressBlock.address(zoneless(text)));
        var hop = address.orElseGet(InetAddress::getLoopbackAddress);
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

    /** True for one of our own, which speaks for many. */
    boolean isProxy(InetAddress peer) {
        return isTrusted(peer);
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
