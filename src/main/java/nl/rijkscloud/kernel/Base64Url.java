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
        try {
            return Optional.of(Base64.getUrlDecoder().decode(text)).filter(bytes -> bytes.length == length);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
