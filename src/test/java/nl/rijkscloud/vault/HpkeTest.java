package nl.rijkscloud.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.security.spec.XECPrivateKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.KEM;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.conscrypt.HpkeContextRecipient;
import org.junit.jupiter.api.Test;

/**
 * The library against RFC 9180: its vector A.1, which has AES-128, and the standard written out over the JDK for our
 * suite, which has AES-256 and no vector there.
 */
final class HpkeTest {
    private static final byte[] PRIVATE = hex("4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8");
    private static final byte[] PUBLIC = hex("3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d");
    private static final byte[] ENCAPSULATED = hex("37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431");
    private static final byte[] INFO = hex("4f6465206f6e2061204772656369616e2055726e");
    private static final byte[] ASSOCIATED = hex("436f756e742d30");
    private static final byte[] SEALED = hex(
            "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a");
    private static final byte[] PLAIN = "Beauty is truth, truth beauty".getBytes(StandardCharsets.US_ASCII);
    private static final int AES_128 = 1;
    private static final int AES_256 = 2;

    @Test
    void libraryOpensTheVectorOfTheStandard() throws Exception {
        var recipient = HpkeContextRecipient.getInstance(
                "DHKEM_X25519_HKDF_SHA256/HKDF_SHA256/AES_128_GCM", Aead.PROVIDER);
        recipient.init(ENCAPSULATED, key(), INFO);

        assertThat(recipient.open(SEALED, ASSOCIATED)).isEqualTo(PLAIN);
    }

    @Test
    void standardWrittenOutOpensTheVectorAndWhatWeSeal() throws Exception {
        assertThat(open(AES_128, ENCAPSULATED, INFO, ASSOCIATED, SEALED)).isEqualTo(PLAIN);

        var ours = Hpke.seal(publicKey(), INFO, ASSOCIATED, PLAIN);
        assertThat(open(AES_256, Arrays.copyOf(ours, 32), INFO, ASSOCIATED,
                Arrays.copyOfRange(ours, 32, ours.length))).isEqualTo(PLAIN);
        assertThat(ours).hasSize(PLAIN.length + Hpke.OVERHEAD);
    }

    @Test
    void onlyTheSameKeyInfoAndAssociatedDataOpenIt() throws Exception {
        var sealed = Hpke.seal(publicKey(), INFO, ASSOCIATED, PLAIN);
        var other = new byte[] {1};

        assertThat(Hpke.open(key(), INFO, ASSOCIATED, sealed)).hasValue(PLAIN);
        assertThat(Hpke.open(key(), other, ASSOCIATED, sealed)).isEmpty();
        assertThat(Hpke.open(key(), INFO, other, sealed)).isEmpty();
        assertThat(Hpke.open(key(), INFO, ASSOCIATED, Arrays.copyOf(sealed, 47))).isEmpty();
        for (var place = 0; place < sealed.length; place++) {
            // the highest bit of a point means nothing (RFC 7748 section 5), but HPKE binds the bytes as they came
            var changed = sealed.clone();
            changed[place] ^= (byte) 0x80;
            assertThat(Hpke.open(key(), INFO, ASSOCIATED, changed)).as("byte " + place).isEmpty();
        }
    }

    @Test
    void publicHalfIsThatOfTheStandard() {
        try (var secret = new RecoverySecret(PRIVATE)) {
            assertThat(secret.publicHalf().text()).isEqualTo(RecoveryKey.of(PUBLIC).text());
        }
    }

    /** RFC 9180 section 4.1 and 5.1, in base mode. */
    private static byte[] open(int cipher, byte[] encapsulated, byte[] info, byte[] associated, byte[] sealed)
            throws Exception {
        var jdk = KeyFactory.getInstance("X25519")
                .generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, PRIVATE));
        var shared = KEM.getInstance("DHKEM").newDecapsulator(jdk).decapsulate(encapsulated).getEncoded();
        var suite = Kdf.concat(ascii("HPKE"), new byte[] {0, 0x20, 0, 1, 0, (byte) cipher});
        var context = Kdf.concat(new byte[1], extract(new byte[0], suite, "psk_id_hash", new byte[0]),
                extract(new byte[0], suite, "info_hash", info));
        var secret = extract(shared, suite, "secret", new byte[0]);
        var opener = Cipher.getInstance("AES/GCM/NoPadding");
        opener.init(Cipher.DECRYPT_MODE,
                new SecretKeySpec(expand(secret, suite, "key", context, cipher * 16), "AES"),
                new GCMParameterSpec(128, expand(secret, suite, "base_nonce", context, 12)));
        opener.updateAAD(associated);
        return opener.doFinal(sealed);
    }

    private static byte[] extract(byte[] salt, byte[] suite, String label, byte[] content) {
        var key = salt.length == 0 ? new byte[32] : salt;
        return new Hmac(key).of(ascii("HPKE-v1"), suite, ascii(label), content);
    }

    /** At most 32 bytes, which is one block. */
    private static byte[] expand(byte[] secret, byte[] suite, String label, byte[] info, int length) {
        return Arrays.copyOf(new Hmac(secret).of(new byte[] {0, (byte) length}, ascii("HPKE-v1"), suite,
                ascii(label), info, new byte[] {1}), length);
    }

    private static PrivateKey key() throws Exception {
        return KeyFactory.getInstance("XDH", Aead.PROVIDER).generatePrivate(new PKCS8EncodedKeySpec(
                Kdf.concat(hex("302e020100300506032b656e04220420"), PRIVATE)));
    }

    private static PublicKey publicKey() throws Exception {
        return KeyFactory.getInstance("XDH", Aead.PROVIDER).generatePublic(new X509EncodedKeySpec(
                Kdf.concat(hex("302a300506032b656e032100"), PUBLIC)));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
