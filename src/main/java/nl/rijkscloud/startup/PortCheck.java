package nl.rijkscloud.startup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import nl.rijkscloud.config.Config;

/**
 * Checks that both ports can be opened. A running portal with the same configuration holds them rightly, because {@code
 * check} may run beside it; that is only a warning.
 */
public final class PortCheck {
    /** The answer of a portal's management port to {@code /health/live}: tells a second portal from another program. */
    public static final String LIVE = "{\"status\":\"up\"}";

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private PortCheck() {}

    static Findings run(Config config) {
        var server = config.server();
        var management = config.management();
        return run("server", server.host(), server.port(), management)
                .and(run("management", management.host(), management.port(), management));
    }

    private static Findings run(String section, String host, int port, Config.Management management) {
        try (var probe = SocketChannel.open()) { // a server socket would take connections that nobody answers
            probe.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            return Findings.NOTHING;
        } catch (IOException failure) {
            return isPortal(management)
                    ? Findings.warning(section + ".port: a portal is running here on port " + port
                            + "; no other can start beside it")
                    : Findings.reason(String.valueOf(ListenFailure.explain(section, host, port, failure).getMessage()));
        }
    }

    /** True if the management address answers as a portal does. */
    private static boolean isPortal(Config.Management management) {
        var host = management.host().equals("0.0.0.0") || management.host().equals("::") ? "localhost"
                : management.host();
        var address = "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + management.port()
                + "/health/live";
        try (var client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            var request = HttpRequest.newBuilder(URI.create(address)).timeout(TIMEOUT).build();
            return client.send(request, BodyHandlers.ofString()).body().equals(LIVE);
        } catch (IOException | IllegalArgumentException nobody) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
