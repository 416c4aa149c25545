package nl.rijkscloud.blob;

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
 * Codes of the pieces of one document, by which its sender's browser finds out that a file is the one whose beginning the server has. A code is an
 * AES-256-GMAC (NIST SP 800-38D): key of the document, IV {@code salt (8) || number of the piece (4)}, the piece as associated data. Everybody who is given
 * codes is given the key too, so they prove nothing to a third party; they only must not be at hand for a thief of the database, who could confirm with
 * them that somebody sent a file that he knows. Hence a key that comes from TK, a salt for each answer, and nothing stored. One thread at a time.
 */
public final class PieceCodes {
    /** Bytes of a piece; the last one of what is there may have less. */
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

    /** The code of a piece: 16 bytes. Each number once: no IV comes twice. @param piece holds it at its beginning */
    public byte[] code(int number, byte[] piece, int length) {
        var iv = ByteBuffer.allocate(SALT + Integer.BYTES).put(salt).putInt(number).array();
        try {
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, iv));
            cipher.updateAAD(piece.length == length ? piece : Arrays.copyOf(piece, length)); // in one go: in many it is slow
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
