package nl.rijkscloud.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import nl.rijkscloud.vault.MasterKey;

/** Checks the master key file: it exists, has the right form and is readable by the server alone. */
final class KeyFileCheck {
    private KeyFileCheck() {}

    static Findings run(Path file) {
        if (!Files.isReadable(file)) {
            return Findings.reason("masterKey: " + file + " is not there or cannot be read by this user. First start:"
                    + " umask 077; openssl rand -base64 32 > " + file
                            + ". Otherwise put the file back from its backup");
        }
        try {
            MasterKey.read(file);
            return readByOthers(file)
                    ? Findings.warning("masterKey: other users of this machine can read " + file + "; chmod 600 it")
                    : Findings.NOTHING;
        } catch (IOException wrong) {
            return Findings.reason("masterKey: " + file + ": the master key file must hold 32 random bytes in base64");
        }
    }

    /** Ignores the group's rights: container platforms give mounted secrets to a group. */
    static boolean readByOthers(Path file) throws IOException {
        return Files.getFileStore(file).supportsFileAttributeView("posix")
                && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
    }
}
