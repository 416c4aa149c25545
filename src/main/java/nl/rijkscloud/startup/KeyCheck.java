package nl.rijkscloud.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import nl.rijkscloud.kernel.FolderWrite;
import nl.rijkscloud.statement.KeyFile;
import nl.rijkscloud.vault.MasterKey;
import nl.rijkscloud.vault.RecoveryKey;

/** Checks the files of the master key and the signing key, and the folder of the period keys. Blocks. */
final class KeyCheck {
    private KeyCheck() {}

    /** Checks both files, the second only while a rotation lasts. */
    static Findings masterKeys(Path file, Optional<Path> previous) {
        return masterKey(file).and(previous.filter(old -> !readable(old)).map(old -> Findings.reason(
                "previousMasterKey: " + old + " is not there, or does not hold 32 random bytes in base64; put the file"
                        + " there, or take the key out of the configuration")).orElse(Findings.NOTHING));
    }

    private static boolean readable(Path file) {
        try {
            MasterKey.read(file);
            return true;
        } catch (IOException unusable) {
            return false;
        }
    }

    /** Checks the file of the master key: it exists, has the right form and is readable by the server alone. */
    static Findings masterKey(Path file) {
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

    /** Checks the file of the key that signs statements, if one is configured. */
    static Findings statementKey(Optional<Path> file) {
        return file.map(KeyCheck::statementKey).orElse(Findings.NOTHING);
    }

    private static Findings statementKey(Path file) {
        if (!Files.isReadable(file)) {
            return Findings.reason("statements.key: " + file + " is not there or cannot be read by this user. First"
                    + " start: java -jar rijkscloud.jar statement-key new " + file
                            + ". Otherwise put the file back from its copy");
        }
        try {
            KeyFile.readPublic(file);
            return readByOthers(file)
                    ? Findings.warning("statements.key: other users of this machine can read " + file
                            + "; chmod 600 it")
                    : Findings.NOTHING;
        } catch (IOException wrong) {
            return Findings.reason("statements.key: " + file + ": " + wrong.getMessage());
        }
    }

    /** Checks the file of the public half of the recovery key, if one is configured. */
    static Findings recoveryKey(Optional<Path> file) {
        return file.map(KeyCheck::recoveryKey).orElse(Findings.NOTHING);
    }

    private static Findings recoveryKey(Path file) {
        if (!Files.isReadable(file)) {
            return Findings.reason("recovery.publicKeyFile: " + file + " is not there or cannot be read by this user."
                    + " Copy the file there that recovery make wrote, or take the key out of the configuration");
        }
        try {
            RecoveryKey.read(file);
            return Findings.NOTHING;
        } catch (IOException wrong) {
            return Findings.reason("recovery.publicKeyFile: " + file
                    + " is not the public half of a recovery key: " + wrong.getMessage());
        }
    }

    /**
     * Checks the folder of the period keys: it can be written and synced, and backups of the documents leave it out.
     */
    static Findings periodKeys(Path keys, Path blobs) {
        if (!Files.isDirectory(keys)) {
            var parent = keys.toAbsolutePath().getParent();
            return parent != null && Files.isWritable(parent)
                    ? Findings.NOTHING // the start makes it
                    : Findings.reason(
                            "storage.keys: " + keys + " is not there and cannot be made; make it, or mount it");
        }
        try {
            if (!blobs.toString().isEmpty() && Files.isDirectory(blobs)
                    && keys.toRealPath().startsWith(blobs.toRealPath())) {
                return Findings.reason("storage.keys: " + keys
                        + " is inside storage.folder, whose backups must not hold the period keys");
            }
            FolderWrite.probe(keys);
            return readByOthers(keys)
                    ? Findings.warning("storage.keys: other users of this machine can read " + keys + "; chmod 700 it")
                    : Findings.NOTHING;
        } catch (IOException broken) {
            return Findings.reason("storage.keys: cannot write and sync a file in " + keys + ": " + broken.getClass()
                    .getSimpleName());
        }
    }

    /** Ignores the group's rights: container platforms give mounted secrets to a group. */
    static boolean readByOthers(Path file) throws IOException {
        return Files.getFileStore(file).supportsFileAttributeView("posix")
                && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
    }
}
