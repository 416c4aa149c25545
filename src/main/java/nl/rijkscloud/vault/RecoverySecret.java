package nl.rijkscloud.vault;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.KeyAgreement;

/**
 * The private half of the recovery key. It exists only in the memory of the offline commands: where it is made and
 * split, and where two custodians have joined their shares. Never prints itself.
 */
public final class RecoverySecret implements AutoCloseable {
    public static final int LENGTH = 32;

    private static final byte[] PKCS8 = HexFormat.of().parseHex("302e020100300506032b656e04220420"); // RFC 8410
    private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b656e032100");
    private static final byte BASE_POINT = 9;

    private final byte[] secret;
    private final PrivateKey key;
    private final RecoveryKey publicHalf;

    /** @param secret any 32 bytes */
    public RecoverySecret(byte[] secret) {
        if (secret.length != LENGTH) {
            throw new IllegalArgumentException("a recovery key has 32 bytes");
        }
        this.secret = secret.clone();
        var encoded = Kdf.concat(PKCS8, secret);
        try {
            key = KeyFactory.getInstance("XDH", Aead.PROVIDER).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            publicHalf = RecoveryKey.of(point(encoded));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("X25519 is missing", impossible);
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }

    public static RecoverySecret random(SecureRandom random) {
        var secret = new byte[LENGTH];
        random.nextBytes(secret);
        try {
            return new RecoverySecret(secret);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /** The public point of a key is what it agrees on with the base point (RFC 7748, section 6.1). */
    private static byte[] point(byte[] encoded) throws GeneralSecurityException {
        var factory = KeyFactory.getInstance(NamedParameterSpec.X25519.getName());
        var base = new byte[RecoveryKey.LENGTH];
        base[0] = BASE_POINT;
        var agreement = KeyAgreement.getInstance(NamedParameterSpec.X25519.getName());
        agreement.init(factory.generatePrivate(new PKCS8EncodedKeySpec(encoded)));
        agreement.doPhase(factory.generatePublic(new X509EncodedKeySpec(Kdf.concat(SPKI, base))), true);
        return agreement.generateSecret();
    }

    public RecoveryKey publicHalf() {
        return publicHalf;
    }

    /** For splitting. */
    public byte[] bytes() {
        return secret.clone();
    }

    /** Opens what {@link Slots#sealRecovery} sealed, without the server's layer around it. */
    public Optional<TransferKey> openSlot(UUID transfer, byte[] sealed) {
        return Hpke.open(key, RecoveryKey.infoOfSlot(publicHalf.id()), Kdf.bytes(transfer), sealed)
                .filter(plain -> plain.length == TransferKey.LENGTH)
                .map(plain -> new TransferKey(transfer, plain));
    }

    /** Opens what {@link RecoveryKey#sealExport} sealed with the same {@code about}. */
    public Optional<byte[]> openExport(byte[] about, byte[] sealed) {
        return Hpke.open(key, RecoveryKey.infoOfExport(publicHalf.id()), about, sealed);
    }

    /** Overwrites the bytes of this object; the cryptographic library keeps its own until they are collected. */
    @Override
    public void close() {
        Arrays.fill(secret, (byte) 0);
    }

    @Override
    public String toString() {
        return "RecoverySecret[***]";
    }
}
