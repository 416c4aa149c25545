package nl.rijkscloud.bench;

import java.io.IOException;
import java.net.InetSocketAddress;

/** How one connects: in the open, or with TLS. */
interface Dial {
    Wire to(InetSocketAddress address) throws IOException;
}
