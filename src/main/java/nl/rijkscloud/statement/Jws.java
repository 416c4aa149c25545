package nl.rijkscloud.statement;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import nl.rijkscloud.kernel.Base64Url;

/**
 * A statement as text: header, payload and signature in base64url, joined by dots (RFC 7515 section 3.1). There is one
 * header for each key and one encoding for each byte string: a text that differs in a single character is refused.
 *
 * @param key the name of the key that the header gives
 * @param signed the bytes that the signature covers
 */
record Jws(String key, byte[] payload, byte[] signed, byte[] signature) {
    /** RFC 9864. */
    static final String ALGORITHM = "Ed25519";

    /** Characters of a key's name. */
    private static final int KEY_LENGTH = 43;
    /** The header of this form only: no other algorithm, no key of its own, nothing critical. */
    private static final String BEFORE = "{\"alg\":\"" + ALGORITHM + "\",\"kid\":\"";
    private static final String AFTER = "\",\"typ\":\"rijkscloud-statement\"}";

    static String sign(SigningKey key, byte[] payload) {
        var header = (BEFORE + key.shown().id() + AFTER).getBytes(StandardCharsets.US_ASCII);
        var signed = Base64Url.text(header) + "." + Base64Url.text(payload);
        return signed + "." + Base64Url.text(key.sign(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Empty for a text that {@link #sign} cannot have made. White space around it is ignored, as editors add it. */
    static Optional<Jws> parse(String text) {
        var parts = text.strip().split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        var header = Base64Url.exactly(parts[0])
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8)).flatMap(Jws::keyOf);
        var payload = Base64Url.exactly(parts[1]);
        var signature = Base64Url.exactly(parts[2]).filter(bytes -> bytes.length == PublicKey.SIGNATURE_LENGTH);
        return header.isEmpty() || payload.isEmpty() || signature.isEmpty()
                ? Optional.empty()
                : Optional.of(new Jws(header.get(), payload.get(),
                        (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII), signature.get()));
    }

    private static Optional<String> keyOf(String header) {
        return header.startsWith(BEFORE) && header.endsWith(AFTER)
                        && header.length() == BEFORE.length() + KEY_LENGTH + AFTER.length()
                ? Optional.of(header.substring(BEFORE.length(), BEFORE.length() + KEY_LENGTH))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "Jws[" + key + "]";
    }
}
