package nl.rijkscloud.recovery;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import nl.rijkscloud.vault.RecoveryKey;
import nl.rijkscloud.vault.RecoverySecret;

/**
 * Makes a recovery key on a machine without a network, and writes its public half and three shares. The private half
 * is never written. Blocks.
 */
public final class RecoveryKeyMaking {
    /** The file that goes to the servers. */
    public static final String PUBLIC = "recovery-public-key.txt";

    private RecoveryKeyMaking() {}

    /**
     * Makes the folder if there is none.
     *
     * @throws FileAlreadyExistsException rather than overwrite a file; nothing was written then
     */
    public static RecoveryKey make(Path folder, SecureRandom random) throws IOException {
        Files.createDirectories(folder);
        var files = IntStream.rangeClosed(1, SecretSharing.SHARES)
                .mapToObj(number -> folder.resolve("recovery-share-" + number + ".txt")).toList();
        for (var file : files) {
            refuseExisting(file);
        }
        refuseExisting(folder.resolve(PUBLIC));
        try (var secret = RecoverySecret.random(random)) {
            var key = secret.publicHalf();
            var shares = split(secret, random);
            checkEveryPair(shares, key);
            for (var share : shares) {
                PrivateFile.write(files.get(share.number() - 1), sheet(share, key));
                share.close();
            }
            PrivateFile.write(folder.resolve(PUBLIC), """
                    Public half of the recovery key %s. It is no secret.
                    Each server has this file: recovery.publicKeyFile in the configuration.

                    %s
                    """.formatted(key.shownId(), key.text()));
            return key;
        }
    }

    private static List<CustodianShare> split(RecoverySecret secret, SecureRandom random) {
        var bytes = secret.bytes();
        var id = secret.publicHalf().id();
        var parts = SecretSharing.split(bytes, random);
        Arrays.fill(bytes, (byte) 0);
        return IntStream.rangeClosed(1, parts.size())
                .mapToObj(number -> new CustodianShare(number, id, parts.get(number - 1))).toList();
    }

    /** Nobody could repair a share that is wrong from the start. Reads them back as a custodian will. */
    private static void checkEveryPair(List<CustodianShare> shares, RecoveryKey key) {
        for (var one : shares) {
            for (var other : shares) {
                if (one.number() < other.number()) {
                    requireKey(one.text(), other.text(), key);
                }
            }
        }
    }

    private static void requireKey(String one, String other, RecoveryKey key) {
        try (var joined = CustodianShare.join(CustodianShare.parse("", one), CustodianShare.parse("", other))) {
            if (!joined.publicHalf().text().equals(key.text())) {
                throw new IllegalStateException("the shares do not join to the key");
            }
        }
    }

    private static String sheet(CustodianShare share, RecoveryKey key) {
        return """
                Share %d of %d of the recovery key %s. SECRET.
                Any two shares, with the server, open every delivered transfer. Keep this one apart from the others, on
                paper or on a carrier that is never in a server.

                %s
                """.formatted(share.number(), SecretSharing.SHARES, key.shownId(), share.text());
    }

    private static void refuseExisting(Path file) throws FileAlreadyExistsException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
    }
}
