package nl.rijkscloud.doctor;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import nl.rijkscloud.config.Config;
import org.jspecify.annotations.Nullable;

/** The ends of the certificate that visitors get and of that in {@code server.tls}. */
public record CertificateEnds(@Nullable Instant visitors, @Nullable Instant file) {
    public static final CertificateEnds UNKNOWN = new CertificateEnds(null, null);

    /** Connects to the public address, and reads the file. Blocks for some seconds at most; never fails. */
    public static CertificateEnds look(Config.Server server) {
        Instant visitors = null;
        Instant file = null;
        try {
            if (server.publicUrl().getScheme().equals("https")) {
                visitors = end(PublicConnection.certificate(server.publicUrl(), Doctor.Pace.USUAL.step()).own());
            }
        } catch (IOException unreachable) {
            visitors = null; // often a machine may not reach itself by its public name
        }
        try {
            if (server.tls().isPresent()) {
                file = end(CertificateProbe.read(server.tls().get().certificate()));
            }
        } catch (IOException | GeneralSecurityException unreadable) {
            file = null;
        }
        return new CertificateEnds(visitors, file);
    }

    /** In seconds from now. */
    public double ofVisitors() {
        return left(visitors);
    }

    /** In seconds from now. */
    public double own() {
        return left(file);
    }

    private static double left(@Nullable Instant end) {
        return end == null ? Double.NaN : Duration.between(Instant.now(), end).toSeconds();
    }

    private static Instant end(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant();
    }
}
