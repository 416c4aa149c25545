package nl.rijkscloud.statement;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import nl.rijkscloud.kernel.Base64Url;
import nl.rijkscloud.vault.Aead;

/** A pair of keys that signs. Conscrypt signs in 16 microseconds, the JDK in a millisecond. Never prints its secret. */
final class SigningKey {
    /** PrivateKeyInfo of RFC 8410 before the 32 bytes of the seed. */
    private static final byte[] PKCS8 = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private final PublicKey shown;
    private final byte[] seed;
    private final PrivateKey secret;

    private SigningKey(PublicKey shown, byte[] seed) {
        this.shown = shown;
        this.seed = seed;
        try {
            secret = KeyFactory.getInstance("EdDSA", Aead.PROVIDER)
                    .generatePrivate(new PKCS8EncodedKeySpec(PublicKey.concat(PKCS8, seed)));
        } catch (GeneralSecurityException notAKey) {
            throw new IllegalArgumentException("d is not a key", notAKey);
        }
        var sample = "rijkscloud".getBytes(StandardCharsets.US_ASCII);
        if (!shown.verifies(sample, sign(sample))) {
            throw new IllegalArgumentException("d and x do not belong together");
        }
    }

    static SigningKey random(Instant from) {
        try {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new SigningKey(new PublicKey(end(pair.getPublic().getEncoded()), from, Optional.empty()),
                    end(pair.getPrivate().getEncoded()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Ed25519 is missing", impossible);
        }
    }

    private static byte[] end(byte[] encoded) {
        return Arrays.copyOfRange(encoded, encoded.length - PublicKey.LENGTH, encoded.length);
    }

    PublicKey shown() {
        return shown;
    }

    byte[] sign(byte[] bytes) {
        try {
            var signature = Signature.getInstance("Ed25519", Aead.PROVIDER);
            signature.initSign(secret);
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Ed25519 is missing", impossible);
        }
    }

    /** With the secret: for the key file only. */
    JsonObject toJson() {
        return shown.toJson().put("d", Base64Url.text(seed));
    }

    static SigningKey of(JsonObject json) {
        return new SigningKey(PublicKey.of(json), Base64Url.bytes(json.getString("d"), PublicKey.LENGTH)
                .orElseThrow(() -> new IllegalArgumentException("d is not a key")));
    }

    @Override
    public String toString() {
        return "SigningKey[" + shown.id() + "]";
    }
}
