package nl.rijkscloud.resume;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.TransferKey;

/**
 * Codes of the pieces of one document, by which the sender's browser finds out that a file is the one whose beginning
 * the server has. A code is an AES-256-GMAC (NIST SP 800-38D): key of the document, IV {@code salt (8) || number of the
 * piece (4)}, the piece as associated data. The browser gets the key with the codes, so they prove nothing to a third
 * party. A thief of the database must not get them, since he could confirm that somebody sent a file that he knows: so
 * the key comes from TK, each response has its own salt, and nothing is stored. One thread at a time.
 */
public final class PieceCodes {
    /** The bytes of a piece; the last piece that the server has may be shorter. */
    public static final int PIECE = 1 << 20;

    private static final int SALT = 8;
    private static final int TAG_BITS = 128;
    private static final byte[] NO_TEXT = new byte[0];

    private final byte[] key;
    private final byte[] salt;
    private final Cipher cipher;

    private PieceCodes(byte[] key, byte[] salt) {
        this.key = key;
        this.salt = salt;
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding", Aead.PROVIDER);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM is missing", impossible);
        }
    }

    public static PieceCodes of(TransferKey transfer, UUID document, SecureRandom random) {
        var salt = new byte[SALT];
        random.nextBytes(salt);
        return new PieceCodes(transfer.pieceKey(document), salt);
    }

    public byte[] key() {
        return key.clone();
    }

    public byte[] salt() {
        return salt.clone();
    }

    /**
     * The code of a piece, 16 bytes. Use each number once, so that no IV repeats.
     *
     * @param piece an array that begins with the piece
     */
    public byte[] code(int number, byte[] piece, int length) {
        var iv = ByteBuffer.allocate(SALT + Integer.BYTES).put(salt).putInt(number).array();
        try {
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, iv));
            // in one call: many calls are slow
            cipher.updateAAD(piece.length == length ? piece : Arrays.copyOf(piece, length));
            return cipher.doFinal(NO_TEXT);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM is missing", impossible);
        }
    }

    @Override
    public String toString() {
        return "PieceCodes[***]";
    }
}
