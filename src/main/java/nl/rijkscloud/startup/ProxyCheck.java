package nl.rijkscloud.startup;

import nl.rijkscloud.config.Config;

/**
 * Warns if only this machine reaches the portal and no proxy is trusted: a proxy in front must be believed about the
 * addresses of visitors.
 */
final class ProxyCheck {
    private ProxyCheck() {}

    static Findings run(Config.Server server) {
        var behindProxy = server.publicUrl().getScheme().equals("https") && server.tls().isEmpty();
        return behindProxy && server.trustedProxies().isEmpty()
                ? Findings.warning("server.trustedProxies: is empty, though a proxy must be in front (publicUrl is "
                        + "https, and there is no"
                        + " server.tls); all visitors share one limit until its address stands there")
                : Findings.NOTHING;
    }
}
