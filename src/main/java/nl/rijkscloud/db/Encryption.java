package nl.rijkscloud.db;

import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.pgclient.SslMode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * The encryption of connections to PostgreSQL in the terms of its own tools: {@code sslmode} and {@code sslrootcert} in
 * the address of the database mean what they mean for {@code psql} (libpq, section "SSL Support"), for the portal's
 * connections and for those of migrations. The default of {@code sslmode} is {@code prefer}.
 *
 * @param mode {@code require} with a file of trusted certificates acts as {@code verify-ca}, as in libpq
 * @param trusted certificates of trusted authorities; without it, those that Java trusts
 */
record Encryption(SslMode mode, Optional<Path> trusted) {

    static Encryption of(URI uri) {
        var words = parameters(uri);
        var trusted = Optional.ofNullable(words.get("sslrootcert")).filter(path -> !path.equals("system"))
                .map(Path::of);
        var mode = Optional.ofNullable(words.get("sslmode")).map(SslMode::of).orElse(SslMode.PREFER);
        return new Encryption(mode == SslMode.REQUIRE && trusted.isPresent() ? SslMode.VERIFY_CA : mode, trusted);
    }

    private static Map<String, String> parameters(URI uri) {
        return uri.getQuery() == null ? Map.of() : Arrays.stream(uri.getQuery().split("&"))
                .map(part -> part.split("=", 2))
                .filter(part -> part.length == 2)
                .collect(Collectors.toMap(part -> part[0], part -> part[1], (first, second) -> second, TreeMap::new));
    }

    boolean verifies() {
        return mode == SslMode.VERIFY_CA || mode == SslMode.VERIFY_FULL;
    }

    /** Options for the portal's own client. Throws a {@link DatabaseUnusable} if the certificates cannot be read. */
    ClientSSLOptions options() {
        var options = new ClientSSLOptions()
                .setHostnameVerificationAlgorithm(mode == SslMode.VERIFY_FULL ? "HTTPS" : "");
        return verifies() ? options.setTrustOptions(TrustOptions.wrap(trust())) : options.setTrustAll(true);
    }

    /** The authorities that may have signed the certificate of the server. */
    X509TrustManager trust() {
        try {
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted.isPresent() ? store(trusted.get()) : null);
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance).map(X509TrustManager.class::cast).findFirst()
                    .orElseThrow();
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new DatabaseUnusable("sslrootcert: " + trusted.map(Path::toString)
                    .orElse("the certificates of Java") + " cannot be read");
        }
    }

    private static KeyStore store(Path file) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (var in = Files.newInputStream(file)) {
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry(Integer.toString(store.size()), certificate);
            }
        }
        if (store.size() == 0) {
            throw new IOException("no certificate");
        }
        return store;
    }

    /** Options for the JDBC driver. */
    Map<String, String> jdbc() {
        var properties = new TreeMap<String, String>();
        properties.put("sslmode", mode.value);
        trusted.ifPresentOrElse(file -> properties.put("sslrootcert", file.toString()), () -> {
            if (verifies()) {
                properties.put("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
            }
        });
        return properties;
    }
}
