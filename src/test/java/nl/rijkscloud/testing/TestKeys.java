package nl.rijkscloud.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A key pair with a self-signed certificate, made by the JDK's keytool. */
public final class TestKeys {
    private static final String PASSWORD = "for-this-test";

    private final Path folder;
    private final KeyStore store;

    private TestKeys(Path folder, KeyStore store) {
        this.folder = folder;
        this.store = store;
    }

    /** @param options more options of keytool */
    public static TestKeys make(Path folder, String algorithm, String host, String... options) throws Exception {
        Files.createDirectories(folder);
        var file = folder.resolve("tls.p12");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-keyalg",
                algorithm, "-alias", "own",
                "-dname", "CN=" + host, "-ext", "SAN=dns:" + host, "-storetype", "PKCS12", "-keystore", file.toString(),
                "-storepass", PASSWORD));
        command.addAll(List.of(options));
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IllegalStateException("keytool failed");
        }
        return new TestKeys(folder, KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray()));
    }

    public Path certificate() throws IOException, GeneralSecurityException {
        return pem("CERTIFICATE", store.getCertificate("own").getEncoded());
    }

    public Path key() throws IOException, GeneralSecurityException {
        return pem("PRIVATE KEY", store.getKey("own", PASSWORD.toCharArray()).getEncoded());
    }

    /** Trust settings for a server with this certificate. */
    public SSLContext server() throws GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private Path pem(String what, byte[] der) throws IOException {
        var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(
                folder.resolve(what.replace(' ', '-') + ".pem"), "-----BEGIN " + what + "-----\n" + text + "\n-----END "
                + what + "-----\n");
    }
}
