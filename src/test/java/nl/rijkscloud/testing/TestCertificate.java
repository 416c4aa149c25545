package nl.rijkscloud.testing;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key and a self-signed certificate, mostly for {@code localhost} and a portal that speaks TLS itself. */
public record TestCertificate(Path certificate, Path key, KeyStore store) {
    /** The certificate in the store {@code tls.p12} of the folder. */
    public static final String PASSWORD = "for-this-test";

    /** @param algorithm EC or RSA */
    public static TestCertificate make(Path folder, String algorithm)
            throws IOException, InterruptedException, GeneralSecurityException {
        return make(folder, algorithm, "localhost");
    }

    /** @param host the name that it is for */
    public static TestCertificate make(Path folder, String algorithm, String host)
            throws IOException, InterruptedException, GeneralSecurityException {
        var file = folder.resolve("tls.p12");
        var keytool = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-keyalg",
                algorithm, "-alias", "portal",
                "-dname", "CN=" + host, "-ext", "SAN=dns:" + host, "-storetype", "PKCS12", "-keystore",
                file.toString(),
                "-storepass", PASSWORD).inheritIO().start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool ended with " + keytool.exitValue());
        }
        var store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        return new TestCertificate(
                pem(folder, "CERTIFICATE", store.getCertificate("portal").getEncoded()),
                pem(folder, "PRIVATE KEY", store.getKey("portal", PASSWORD.toCharArray()).getEncoded()), store);
    }

    /** Settings of a portal that uses it. */
    public JsonObject settings() {
        var tls = new JsonObject().put("certificate", certificate.toString()).put("key", key.toString());
        return new JsonObject().put("server", new JsonObject().put("tls", tls));
    }

    /** Options of a client that trusts only this certificate. */
    public SSLContext trusted() throws GeneralSecurityException {
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trusted.getTrustManagers(), null);
        return context;
    }

    private static Path pem(Path folder, String what, byte[] der) throws IOException {
        var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(
                folder.resolve(what.replace(' ', '-') + ".pem"), "-----BEGIN " + what + "-----\n" + text + "\n-----END "
                + what + "-----\n");
    }
}
