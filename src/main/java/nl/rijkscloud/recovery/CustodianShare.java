package nl.rijkscloud.recovery;

import java.nio.ByteBuffer;
import java.util.Arrays;
import nl.rijkscloud.vault.CheckedText;
import nl.rijkscloud.vault.Kdf;
import nl.rijkscloud.vault.RecoveryKey;
import nl.rijkscloud.vault.RecoverySecret;

/** One custodian's share of a recovery key, with its number and the id of the key. Never prints itself. */
public final class CustodianShare implements AutoCloseable {
    private static final String WORD = "RKS1";
    private static final int LENGTH = 1 + RecoveryKey.ID_LENGTH + RecoverySecret.LENGTH;

    private final int number;
    private final byte[] key;
    private final byte[] share;

    CustodianShare(int number, byte[] key, byte[] share) {
        this.number = number;
        this.key = key.clone();
        this.share = share.clone();
    }

    /** Throws {@link RecoveryRefused} that names the share and says what is wrong with it. */
    public static CustodianShare parse(String name, String text) {
        try {
            var content = ByteBuffer.wrap(CheckedText.parse(WORD, text, LENGTH));
            var number = content.get();
            if (number < 1 || number > SecretSharing.SHARES) {
                throw new IllegalArgumentException("there is no share " + number);
            }
            var key = new byte[RecoveryKey.ID_LENGTH];
            var share = new byte[RecoverySecret.LENGTH];
            content.get(key).get(share);
            return new CustodianShare(number, key, share);
        } catch (IllegalArgumentException wrong) {
            throw new RecoveryRefused(name + ": " + wrong.getMessage());
        }
    }

    /** As {@link #parse} takes it. */
    String text() {
        return CheckedText.of(WORD, Kdf.concat(new byte[] {(byte) number}, key, share));
    }

    int number() {
        return number;
    }

    /** Throws {@link RecoveryRefused} for one share given twice, and for shares of two keys. */
    public static RecoverySecret join(CustodianShare one, CustodianShare other) {
        if (!Arrays.equals(one.key, other.key)) {
            throw new RecoveryRefused("the shares belong to different keys: share " + one.number + " to "
                    + RecoveryKey.shown(one.key) + ", share " + other.number + " to " + RecoveryKey.shown(other.key));
        }
        if (one.number == other.number) {
            throw new RecoveryRefused("both are share " + one.number + "; two different ones are needed");
        }
        var joined = SecretSharing.join(one.number, one.share, other.number, other.share);
        try {
            var secret = new RecoverySecret(joined);
            if (!Arrays.equals(secret.publicHalf().id(), one.key)) {
                secret.close();
                throw new RecoveryRefused("the shares do not join to key " + RecoveryKey.shown(one.key)
                        + "; one of them was changed");
            }
            return secret;
        } finally {
            Arrays.fill(joined, (byte) 0);
        }
    }

    /** Overwrites the share. */
    @Override
    public void close() {
        Arrays.fill(share, (byte) 0);
    }

    @Override
    public String toString() {
        return "CustodianShare[" + number + "]";
    }
}
