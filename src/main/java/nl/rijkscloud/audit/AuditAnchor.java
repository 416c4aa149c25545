package nl.rijkscloud.audit;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A position in the log with the MAC of its line. Kept outside the database it later proves that the log still holds
 * everything up to that position. Written as {@code SEQ:HASH}, the hash in hexadecimal. It is not secret.
 */
public record AuditAnchor(long seq, byte[] mac) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18}):([0-9a-f]{64})");

    public static Optional<AuditAnchor> parse(String text) {
        var matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(
                        new AuditAnchor(Long.parseLong(matcher.group(1)), HexFormat.of().parseHex(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return seq + ":" + HexFormat.of().formatHex(mac);
    }
}
