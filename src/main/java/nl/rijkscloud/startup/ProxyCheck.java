package nl.rijkscloud.startup;

import nl.rijkscloud.config.Config;

/** A portal that only this machine reaches has a proxy in front, and has to believe it about where people come from. */
final class ProxyCheck {
    private ProxyCheck() {}

    static Findings run(Config.Server server) {
        var behindProxy = server.publicUrl().getScheme().equals("https") && server.tls().isEmpty();
        return behindProxy && server.trustedProxies().isEmpty()
                ? Findings.warning("server.trustedProxies: is empty, though a proxy must be in front (publicUrl is https, and there is no"
                        + " server.tls); all visitors share one limit until its address stands there")
                : Findings.NOTHING;
    }
}
