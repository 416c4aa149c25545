package nl.rijkscloud.connection;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * A block of addresses in CIDR notation (RFC 4632), e.g. {@code 10.0.0.0/8} or {@code 2001:db8::/32}; a single address
 * is a block of one. Netty compares the bits.
 */
record AddressBlock(IpSubnetFilterRule rule) {
    /** @throws IllegalArgumentException when the text is something else, with the text in its message */
    static AddressBlock parse(String text) {
        var slash = text.indexOf('/');
        try {
            var network = address(slash < 0 ? text : text.substring(0, slash))
                    .orElseThrow(IllegalArgumentException::new);
            var length = slash < 0 ? network.getAddress().length * 8 : Integer.parseInt(text.substring(slash + 1));
            return new AddressBlock(new IpSubnetFilterRule(network, length, IpFilterRuleType.ACCEPT));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("not an address block: " + text);
        }
    }

    /**
     * Reads an address without asking a name server. An IPv4-mapped IPv6 address becomes the IPv4 address.
     */
    static Optional<InetAddress> address(String text) {
        try {
            return text.indexOf('%') >= 0 || text.startsWith("[")
                    ? Optional.empty()
                    : Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    boolean contains(InetAddress address) {
        return rule.matches(new InetSocketAddress(address, 0));
    }
}
