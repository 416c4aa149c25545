package nl.rijkscloud.platform;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import java.util.List;
import nl.rijkscloud.config.Config;

/**
 * Sends connections to other organisations through the operator's proxy. Their addresses are https, but for this
 * machine's, so each becomes a CONNECT with TLS to the other end inside it: the proxy learns host and port only.
 */
public final class Outgoing {
    private static final List<String> HERE = List.of("localhost", "127.0.0.1", "::1");

    private Outgoing() {}

    public static HttpClientOptions through(Config.Proxy proxy, HttpClientOptions options) {
        HERE.forEach(options::addNonProxyHost);
        proxy.exceptions().forEach(host -> options.addNonProxyHost(host.startsWith(".") ? "*" + host : host));
        return proxy.host().map(host -> options.setProxyOptions(tunnel(proxy, host))).orElse(options);
    }

    private static ProxyOptions tunnel(Config.Proxy proxy, String host) {
        var tunnel = new ProxyOptions().setType(ProxyType.HTTP).setHost(host).setPort(proxy.port());
        proxy.user().ifPresent(tunnel::setUsername);
        proxy.password().ifPresent(password -> tunnel.setPassword(password.reveal()));
        return tunnel;
    }
}
