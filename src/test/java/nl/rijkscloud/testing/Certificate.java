package nl.rijkscloud.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/** A self-signed certificate and its key, as PEM files. Made by the JDK's keytool. */
public record Certificate(Path chain, Path key) {
    private static final String PASSWORD = "not-a-secret";

    /** @param names as in {@code dns:localhost,ip:127.0.0.1} */
    public static Certificate make(Path folder, String name, String names) {
        var store = folder.resolve(name + ".p12");
        try {
            var keytool = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias",
                    name, "-keystore", store.toString(),
                    "-storetype", "PKCS12", "-storepass", PASSWORD, "-keyalg", "EC", "-groupname", "secp256r1",
                    "-dname", "CN=" + name,
                    "-ext", "san=" + names, "-ext", "bc:critical=ca:true", "-validity", "7").inheritIO().start();
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException("keytool made no certificate");
            }
            var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            return new Certificate(
                    pem(folder.resolve(name + ".crt"), "CERTIFICATE", keys.getCertificate(name).getEncoded()),
                    pem(folder.resolve(name + ".key"), "PRIVATE KEY",
                            keys.getKey(name, PASSWORD.toCharArray()).getEncoded()));
        } catch (IOException | GeneralSecurityException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Path pem(Path file, String what, byte[] der) throws IOException {
        Files.writeString(file,
                "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END " + what + "-----\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
