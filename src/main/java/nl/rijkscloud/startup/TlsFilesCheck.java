package nl.rijkscloud.startup;

import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.X509KeyManager;
import nl.rijkscloud.config.Config;

/**
 * Checks that certificate and key of {@code server.tls} can be read by the code that serves them, belong together, and
 * are valid for this portal today. An expired certificate is only a warning: a portal that stays down helps nobody.
 * Blocks.
 */
final class TlsFilesCheck {
    private static final byte[] SAMPLE = {1, 2, 3};

    private TlsFilesCheck() {}

    static Findings run(Config.Server server, InstantSource clock) {
        return server.tls().map(tls -> run(tls, server.publicUrl().getHost(), clock.instant()))
                .orElse(Findings.NOTHING);
    }

    private static Findings run(Config.Tls tls, String host, Instant now) {
        if (isEncrypted(tls)) {
            return Findings.reason(
                    "server.tls.key: " + tls.key() + " is locked with a pass phrase; nobody can type it at a start."
                    + " openssl pkey -in locked.pem -out open.pem takes it off");
        }
        var vertx = Vertx.vertx();
        try {
            var options = new PemKeyCertOptions().setCertPath(tls.certificate().toString())
                    .setKeyPath(tls.key().toString());
            var managers = options.getKeyManagerFactory(vertx).getKeyManagers();
            return Stream.of(managers).filter(X509KeyManager.class::isInstance).map(X509KeyManager.class::cast)
                    .findFirst()
                    .flatMap(manager -> pair(manager, options, vertx))
                    .map(pair -> compare(tls, pair, host, now))
                    .orElseGet(() -> Findings.reason(unusable(tls)));
        } catch (Exception wrong) { // Vert.x declares it; a key store refuses a pair of different kinds of keys
            return Findings.reason(unusable(tls));
        } finally {
            vertx.close().await();
        }
    }

    private record Pair(PrivateKey key, List<X509Certificate> chain) {}

    private static Optional<Pair> pair(X509KeyManager manager, PemKeyCertOptions options, Vertx vertx) {
        try {
            var store = options.loadKeyStore(vertx);
            return Collections.list(store.aliases()).stream()
                    .filter(alias -> manager.getPrivateKey(alias) != null)
                    .map(alias -> new Pair(manager.getPrivateKey(alias), List.of(manager.getCertificateChain(alias))))
                    .findFirst();
        } catch (Exception wrong) {
            return Optional.empty();
        }
    }

    private static Findings compare(Config.Tls tls, Pair pair, String host, Instant now) {
        var own = pair.chain().getFirst();
        if (!belong(pair.key(), own.getPublicKey())) {
            return Findings.reason(pair.chain().stream().map(Certificate::getPublicKey)
                    .anyMatch(other -> belong(pair.key(), other))
                    ? "server.tls.certificate: the first certificate in " + tls.certificate()
                            + " is not the portal's own; its own goes first, then those that vouch for it"
                    : differ(tls));
        }
        if (now.isAfter(own.getNotAfter().toInstant())) {
            return Findings.warning("server.tls.certificate: has ended on " + own.getNotAfter()
                    .toInstant() + "; browsers refuse it");
        }
        if (now.isBefore(own.getNotBefore().toInstant())) {
            return Findings.warning("server.tls.certificate: is valid from " + own.getNotBefore().toInstant()
                    + " on only; or the clock of this machine is wrong");
        }
        return isFor(own, host)
                ? Findings.NOTHING
                : Findings.warning("server.tls.certificate: is not for " + host
                        + ", the host of server.publicUrl; browsers refuse it");
    }

    private static boolean belong(PrivateKey key, PublicKey other) {
        if (!key.getAlgorithm().equals(other.getAlgorithm()) && !key.getAlgorithm().startsWith("Ed")) {
            return false;
        }
        try {
            var signature = Signature.getInstance(switch (key.getAlgorithm()) {
                case "RSA" -> "SHA256withRSA";
                case "EC" -> "SHA256withECDSA";
                default -> key.getAlgorithm();
            });
            signature.initSign(key);
            signature.update(SAMPLE);
            var signed = signature.sign();
            signature.initVerify(other);
            signature.update(SAMPLE);
            return signature.verify(signed);
        } catch (GeneralSecurityException differ) {
            return false;
        }
    }

    /** Compares its alternative names, the only ones that browsers look at (RFC 9110 section 4.3.4, RFC 6125). */
    private static boolean isFor(X509Certificate certificate, String host) {
        try {
            var names = certificate.getSubjectAlternativeNames();
            return names != null && names.stream()
                    .map(name -> name.get(1).toString().toLowerCase(Locale.ROOT))
                    .anyMatch(name -> name.equals(host.toLowerCase(Locale.ROOT))
                            || (name.startsWith("*.") && host.indexOf('.') > 0
                                    && name.substring(1)
                                    .equals(host.substring(host.indexOf('.')).toLowerCase(Locale.ROOT))));
        } catch (CertificateParsingException unreadable) {
            return false;
        }
    }

    private static boolean isEncrypted(Config.Tls tls) {
        return holds(tls.key(), "ENCRYPTED PRIVATE KEY") || holds(tls.key(), "Proc-Type: 4,ENCRYPTED");
    }

    private static boolean holds(Path file, String words) {
        try {
            return Files.readString(file).contains(words);
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static String differ(Config.Tls tls) {
        return "server.tls: the key in " + tls.key() + " does not belong to the certificate in " + tls.certificate();
    }

    private static String unusable(Config.Tls tls) {
        if (holds(tls.certificate(), "BEGIN CERTIFICATE") && holds(tls.key(), "PRIVATE KEY-----")) {
            return differ(tls) + ", or one of them is damaged";
        }
        return "server.tls: " + tls.certificate() + " and " + tls.key()
                + " are not a certificate chain and a private key in PEM"
                + " (-----BEGIN CERTIFICATE-----, -----BEGIN PRIVATE KEY-----)";
    }
}
