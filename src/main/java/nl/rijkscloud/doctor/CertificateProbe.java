package nl.rijkscloud.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import nl.rijkscloud.config.Config;

/**
 * Looks at the certificate that visitors get at the public address, and at the one in {@code server.tls}: trusted, for
 * this name, and valid for some weeks yet. Blocks.
 */
final class CertificateProbe {
    /** Renewal by ACME happens thirty days before the end; later than this it has failed several times. */
    private static final Duration SOON = Duration.ofDays(21);
    private static final Duration AT_ONCE = Duration.ofDays(7);
    private static final String PUBLIC = "certificate";
    private static final String OWN = "own-certificate";
    private static final String RENEW = "Renew it, and look why that does not happen by itself.";

    private CertificateProbe() {}

    /** @param patience for each step of the connection */
    static List<Finding> look(Config.Server server, Duration patience) {
        var findings = new ArrayList<Finding>();
        findings.add(server.publicUrl().getScheme().equals("https") ? ofVisitors(PUBLIC, server.publicUrl(), patience)
                : Finding.ok(PUBLIC, "none is needed: server.publicUrl is plain http on this machine"));
        server.tls().ifPresent(tls -> findings.add(ofFile(tls.certificate())));
        return findings;
    }

    static Finding ofVisitors(String check, URI address, Duration patience) {
        try {
            var peer = PublicConnection.certificate(address, patience);
            return peer.trusted() ? days(check, end(peer.own()), "the certificate of " + address.getHost())
                    : Finding.error(check, "the certificate of " + address.getHost()
                            + " is not trusted here, or not for this name",
                            "Send the whole chain, for this name. A private authority belongs in Java's trust store.");
        } catch (IOException unreachable) {
            return Finding.error(check, address + " cannot be reached from here over TLS",
                    "Look at proxy, firewall and name. If this machine may not reach itself by its public name, ask"
                            + " from another.");
        }
    }

    private static Finding ofFile(Path file) {
        try {
            return days(OWN, end(read(file)), "the certificate in server.tls");
        } catch (IOException | GeneralSecurityException unreadable) {
            return Finding.error(OWN, file + " cannot be read as a certificate", "Replace the file: it has to be PEM.");
        }
    }

    /** The first certificate of a PEM file. */
    static X509Certificate read(Path file) throws IOException, GeneralSecurityException {
        try (InputStream pem = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
        }
    }

    private static Instant end(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant();
    }

    static Finding days(String check, Instant end, String which) {
        var left = Duration.between(Instant.now(), end);
        if (left.isNegative()) {
            return Finding.error(check, which + " has ended", RENEW);
        }
        var sentence = which + " is valid for " + left.toDays() + " days yet";
        if (left.compareTo(AT_ONCE) < 0) {
            return Finding.error(check, sentence, RENEW);
        }
        return left.compareTo(SOON) < 0 ? Finding.warning(check, sentence, RENEW) : Finding.ok(check, sentence);
    }
}
