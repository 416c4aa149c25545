package nl.rijkscloud.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nl.rijkscloud.vault.Aead;

/** The folder for temporary files can be written, and the native library that ciphers run in can be loaded from it. */
final class TemporaryFolderCheck {
    private TemporaryFolderCheck() {}

    static Findings run() {
        var folder = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            Files.delete(Files.createTempFile(folder, ".probe-", ""));
        } catch (IOException unwritable) {
            return Findings.reason("java.io.tmpdir: cannot write a file in " + folder
                    + "; name another folder with -Djava.io.tmpdir=...");
        }
        try {
            return Aead.PROVIDER.getServices().isEmpty() ? unloadable() : Findings.NOTHING;
        } catch (LinkageError noLibrary) {
            return unloadable();
        }
    }

    /** Also for who meets the missing library elsewhere. */
    static Findings unloadable() {
        return Findings.reason("java.io.tmpdir: the native library of the ciphers cannot be loaded from "
                + System.getProperty("java.io.tmpdir")
                + ". That folder must allow programs (mount option exec); or name another with -Djava.io.tmpdir=...");
    }
}
