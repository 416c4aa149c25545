package nl.rijkscloud.resume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.vault.TransferKey;
import org.junit.jupiter.api.Test;

final class PieceCodesTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] PIECE = Sample.text(PieceCodes.PIECE, 1);

    private final UUID document = UUID.randomUUID();
    private final TransferKey key = TransferKey.random(UUID.randomUUID(), RANDOM);
    private final PieceCodes codes = PieceCodes.of(key, document, RANDOM);

    /**
     * Computes the code as a browser does, here with the JDK's own provider: empty text, the piece as associated data.
     */
    @Test
    void sameKeyAndSaltGiveTheSameCode() throws Exception {
        var other = PIECE.clone();
        other[4999] ^= 1;

        assertThat(codes.code(7, PIECE, 5000)).hasSize(16).isEqualTo(own(7, PIECE, 5000))
                .isNotEqualTo(own(8, PIECE, 5000)).isNotEqualTo(own(7, PIECE, 4999)).isNotEqualTo(own(7, other, 5000));
        assertThat(codes.code(0, PIECE, PIECE.length)).isEqualTo(own(0, PIECE, PIECE.length));
    }

    /** Two texts under one key and IV would reveal the authentication key. */
    @Test
    void oneSaltIsUsedOncePerPiece() {
        codes.code(7, PIECE, 5000);

        assertThatThrownBy(() -> codes.code(7, PIECE, 5001)).isInstanceOf(IllegalStateException.class);
    }

    /**
     * An attacker who sees the codes of one document learns nothing about another with the same content, nor about the
     * same one later.
     */
    @Test
    void codesDifferPerDocumentAndPerResponse() {
        var again = PieceCodes.of(key, document, RANDOM);
        var sibling = PieceCodes.of(key, UUID.randomUUID(), RANDOM);

        assertThat(again.key()).isEqualTo(codes.key());
        assertThat(again.salt()).isNotEqualTo(codes.salt());
        assertThat(again.code(0, PIECE, 100)).isNotEqualTo(codes.code(0, PIECE, 100));
        assertThat(sibling.key()).isNotEqualTo(codes.key());
        assertThat(codes.key()).isNotEqualTo(key.documentKey(document)).isNotEqualTo(key.restKey(document));
        assertThat(Arrays.equals(codes.key(), key.bytes())).isFalse();
        assertThat(codes).hasToString("PieceCodes[***]");
    }

    private byte[] own(int number, byte[] piece, int length) throws Exception {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
        var iv = ByteBuffer.allocate(12).put(codes.salt()).putInt(number).array();
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(codes.key(), "AES"), new GCMParameterSpec(128, iv));
        cipher.updateAAD(piece, 0, length);
        return cipher.doFinal();
    }
}
