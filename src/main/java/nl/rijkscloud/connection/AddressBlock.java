package nl.rijkscloud.connection;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A block of addresses in CIDR notation (RFC 4632), e.g. {@code 10.0.0.0/8} or {@code 2001:db8::/32}; a single address
 * is a block of one.
 *
 * @param length leading bits that must be equal
 */
record AddressBlock(InetAddress network, int length) {
    AddressBlock {
        if (length < 0 || length > network.getAddress().length * 8) {
            throw new IllegalArgumentException("not an address block: " + network.getHostAddress() + "/" + length);
        }
    }

    /** @throws IllegalArgumentException when the text is something else, with the text in its message */
    static AddressBlock parse(String text) {
        var slash = text.indexOf('/');
        try {
            var network = address(slash < 0 ? text : text.substring(0, slash))
                    .orElseThrow(IllegalArgumentException::new);
            var bits = network.getAddress().length * 8;
            return new AddressBlock(network, slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1)));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("not an address block: " + text);
        }
    }

    /**
     * The address that a text is, never by asking a name server. An IPv4 address in IPv6 clothes is that IPv4 address.
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
        var ours = network.getAddress();
        var theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < length; bit++) {
            var mask = 0x80 >> bit % 8;
            if ((ours[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
