package nl.rijkscloud.startup;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Explains in one sentence why a port cannot be opened. The text of the system comes in the language of its user, so
 * the cause is found by examining address and port.
 */
public final class ListenFailure {
    private static final Path FIRST_FREE_PORT = Path.of("/proc/sys/net/ipv4/ip_unprivileged_port_start");
    private static final int USUAL_FIRST_FREE_PORT = 1024;
    private static final int PATIENCE_MS = 500;

    private ListenFailure() {}

    /**
     * Blocks for half a second at most.
     *
     * @param section the section of {@code host} and {@code port} in the configuration, e.g. {@code server}
     * @return a {@link StartRefused} if the operator can mend it, else {@code failure}
     */
    public static Throwable explain(String section, String host, int port, Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
                return new StartRefused(section + ".host: " + host + " is a name that nobody knows");
            }
            if (cause instanceof BindException || cause instanceof SocketException) {
                return new StartRefused(section + sentence(host, port));
            }
        }
        return failure;
    }

    private static String sentence(String host, int port) {
        try {
            var address = InetAddress.getByName(host);
            if (!address.isAnyLocalAddress() && NetworkInterface.getByInetAddress(address) == null) {
                return ".host: " + host + " is not an address of this machine";
            }
            if (port > 0 && port < firstFreePort() && !answers(address, port)) {
                return ".port: this user may not listen on port " + port + ", which is below " + firstFreePort()
                        + "; take a higher port, or give the service the capability CAP_NET_BIND_SERVICE";
            }
        } catch (IOException unknown) {
            return ".host: " + host + " cannot be listened on";
        }
        return ".port: something else is listening on " + host + ":" + port + " already";
    }

    private static int firstFreePort() throws IOException {
        return Files.isReadable(FIRST_FREE_PORT) ? Integer.parseInt(Files.readString(FIRST_FREE_PORT).strip())
                : USUAL_FIRST_FREE_PORT;
    }

    private static boolean answers(InetAddress address, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress()
                    : address, port), PATIENCE_MS);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }
}
