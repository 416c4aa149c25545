package nl.rijkscloud.bench;

import java.io.IOException;
import java.net.InetSocketAddress;

/** Opens a connection, plain or with TLS. */
interface Dial {
    Wire to(InetSocketAddress address) throws IOException;
}
