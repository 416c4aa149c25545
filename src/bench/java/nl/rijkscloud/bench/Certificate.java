package nl.rijkscloud.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.conscrypt.Conscrypt;

/** A certificate for this machine, made for one run: as PEM for servers, and trusted by the client. */
final class Certificate implements Dial {
    private static final String PASSWORD = "not-a-secret";

    private final Path chain;
    private final Path key;
    private final SSLContext context;

    private Certificate(Path chain, Path key, SSLContext context) {
        this.chain = chain;
        this.key = key;
        this.context = context;
    }

    /** From then on the JDK's own clients trust it too, if they are created later. */
    static Certificate make(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        var store = folder.resolve("bench.p12");
        var keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "bench",
                "-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD, "-keyalg", "EC",
                "-groupname", "secp256r1",
                "-dname", "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1", "-validity", "7")
                .inheritIO().start();
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool made no certificate");
        }
        System.setProperty("javax.net.ssl.trustStore", store.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
        // Java reads the file once, when it is first asked, and never again if that fails.
        SSLContext.getDefault();
        var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        var chain = pem(folder.resolve("bench.crt"), "CERTIFICATE", keys.getCertificate("bench").getEncoded());
        var key = pem(folder.resolve("bench.key"), "PRIVATE KEY",
                keys.getKey("bench", PASSWORD.toCharArray()).getEncoded());
        return new Certificate(chain, key, trusting(keys));
    }

    /** Conscrypt: its engine costs least on direct buffers. */
    private static SSLContext trusting(KeyStore keys) throws GeneralSecurityException {
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        var context = SSLContext.getInstance("TLSv1.3", Conscrypt.newProvider());
        context.init(null, trusted.getTrustManagers(), null);
        return context;
    }

    private static Path pem(Path file, String what, byte[] der) throws IOException {
        return Files.writeString(file,
                "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END " + what + "-----\n");
    }

    Path chain() {
        return chain;
    }

    Path key() {
        return key;
    }

    @Override
    public TlsWire to(InetSocketAddress address) throws IOException {
        return TlsWire.to(address, context);
    }
}
