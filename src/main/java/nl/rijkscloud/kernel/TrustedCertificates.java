package nl.rijkscloud.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Trusts the certificates of a file, in place of those that Java knows. */
public final class TrustedCertificates {
    private TrustedCertificates() {}

    /** Fails if the file cannot be read or holds anything but certificates in PEM. Blocks. */
    public static TrustManager[] read(Path file) throws IOException {
        try (var pem = Files.newInputStream(file)) {
            var known = KeyStore.getInstance(KeyStore.getDefaultType());
            known.load(null, null);
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                known.setCertificateEntry(Integer.toString(known.size()), certificate);
            }
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(known);
            return factory.getTrustManagers();
        } catch (GeneralSecurityException wrong) {
            throw new IOException(file + " holds no certificates in PEM", wrong);
        }
    }
}
