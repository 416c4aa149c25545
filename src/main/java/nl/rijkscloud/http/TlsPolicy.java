package nl.rijkscloud.http;

import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.SSLEngineOptions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nl.rijkscloud.config.Config;

/**
 * The TLS of {@code server.tls}: the settings that the Dutch NCSC calls good or sufficient (ICT security guidelines
 * for TLS, 2025-05). That is TLS 1.3, and TLS 1.2 with ephemeral elliptic curves and authenticated encryption only.
 * {@code TlsPolicyIT} tries everything else.
 */
public final class TlsPolicy {
    private static final Set<String> VERSIONS = new LinkedHashSet<>(List.of("TLSv1.3", "TLSv1.2"));

    private static final List<String> SUITES = List.of(
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");

    private TlsPolicy() {}

    /**
     * Sets system properties that JDK and Netty read once and that have no setter for a server; call it before anything
     * uses TLS. Properties from the command line win.
     */
    public static void prepare() {
        preset("jdk.tls.namedGroups", "x25519,secp256r1,secp384r1,secp521r1");
        preset("jdk.tls.rejectClientInitiatedRenegotiation", "true");
    }

    public static void apply(Config.Tls tls, HttpServerOptions options) {
        options.setSsl(true)
                .setSslEngineOptions(engine())
                .setEnabledSecureTransportProtocols(VERSIONS)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath(tls.certificate().toString())
                        .setKeyPath(tls.key().toString()));
        SUITES.forEach(options::addEnabledCipherSuite);
    }

    /** BoringSSL where its library loads: decision 024 has the figures. */
    private static SSLEngineOptions engine() {
        return OpenSSLEngineOptions.isAvailable() ? new OpenSSLEngineOptions() : new JdkSSLEngineOptions();
    }

    private static void preset(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
