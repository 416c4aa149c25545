package nl.rijkscloud.kernel;

import java.util.Base64;
import java.util.Optional;

/** Bytes as text in links, cookies and addresses: base64url without padding (RFC 4648 section 5). */
public final class Base64Url {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private Base64Url() {}

    public static String text(byte[] bytes) {
        return ENCODER.encodeToString(bytes);
    }

    /** Decodes a text from outside; empty if it is absent, is not base64url or has not exactly {@code length} bytes. */
    public static Optional<byte[]> bytes(String text, int length) {
        if (text == null || text.length() > (length + 2) / 3 * 4) { // with padding, which is accepted
            return Optional.empty();
        }
        return decode(text).filter(bytes -> bytes.length == length);
    }

    /** Decodes only what {@link #text} has written: one text for each byte string, without padding. */
    public static Optional<byte[]> exactly(String text) {
        return decode(text).filter(bytes -> text(bytes).equals(text));
    }

    private static Optional<byte[]> decode(String text) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
