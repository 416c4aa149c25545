package nl.rijkscloud.statement;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import nl.rijkscloud.kernel.Base64Url;

/**
 * The public half of a key that signs or signed statements, as a JWK (RFC 8037). It verifies with the JDK's own
 * Ed25519, so that checking a statement needs no native library.
 *
 * @param raw 32 bytes
 * @param from the moment from which the key signs statements
 * @param until the moment from which it signs none; empty while it is in use
 */
public record PublicKey(byte[] raw, Instant from, Optional<Instant> until) {
    static final int LENGTH = 32;
    static final int SIGNATURE_LENGTH = 64;

    /** SubjectPublicKeyInfo of RFC 8410 before the 32 bytes of the key. */
    private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100");

    /** The name of the key: its thumbprint (RFC 7638), so that a name belongs to one key only. */
    public String id() {
        var members = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + Base64Url.text(raw) + "\"}";
        return Base64Url.text(PartDigest.sha256().digest(members.getBytes(StandardCharsets.US_ASCII)));
    }

    /** True if the key signed statements of that moment. */
    boolean covers(Instant at) {
        return !at.isBefore(from) && until.filter(end -> !at.isBefore(end)).isEmpty();
    }

    /** The same key, in use no longer than that. */
    PublicKey endingAt(Instant end) {
        return new PublicKey(raw, from, Optional.of(until.filter(earlier -> earlier.isBefore(end)).orElse(end)));
    }

    boolean verifies(byte[] signed, byte[] signature) {
        try {
            var key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(concat(SPKI, raw)));
            var verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(signed);
            return verifier.verify(signature);
        } catch (SignatureException malformed) {
            return false;
        } catch (GeneralSecurityException notAKey) {
            throw new IllegalArgumentException("not an Ed25519 key", notAKey);
        }
    }

    JsonObject toJson() {
        var json = new JsonObject()
                .put("kty", "OKP")
                .put("crv", "Ed25519")
                .put("alg", Jws.ALGORITHM)
                .put("use", "sig")
                .put("kid", id())
                .put("x", Base64Url.text(raw))
                .put("from", from.toString());
        until.ifPresent(end -> json.put("until", end.toString()));
        return json;
    }

    /** Throws {@code IllegalArgumentException} for anything that {@link #toJson} would not have written. */
    static PublicKey of(JsonObject json) {
        try {
            var key = new PublicKey(
                    Base64Url.bytes(json.getString("x"), LENGTH).orElseThrow(
                            () -> new IllegalArgumentException("x is not a key")),
                    Instant.parse(json.getString("from")),
                    Optional.ofNullable(json.getString("until")).map(Instant::parse));
            if (!"OKP".equals(json.getString("kty")) || !"Ed25519".equals(json.getString("crv"))
                    || !key.id().equals(json.getString("kid"))) {
                throw new IllegalArgumentException("kty, crv and kid do not fit x");
            }
            return key;
        } catch (ClassCastException | NullPointerException | DateTimeParseException wrong) {
            throw new IllegalArgumentException("a member of a key is missing or has another form", wrong);
        }
    }

    static byte[] concat(byte[] one, byte[] other) {
        var both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PublicKey key && Arrays.equals(raw, key.raw) && from.equals(key.from)
                && until.equals(key.until);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(raw);
    }

    @Override
    public String toString() {
        return "PublicKey[" + id() + "]";
    }
}
