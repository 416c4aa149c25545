package nl.rijkscloud.otp;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import nl.rijkscloud.config.Secret;
import nl.rijkscloud.config.SmsProvider;

/** Tells whether the provider wrote a report, and not long ago. Looks at bytes only. Safe for use from any thread. */
final class ReportSignature {
    private static final String MAC = "HmacSHA256";
    private static final String BODY = "{body}";
    private static final String TIMESTAMP = "{timestamp}";

    /** Of a Unix time: 10 digits are seconds until the year 2286, 13 are milliseconds. */
    private static final Pattern UNIX_TIME = Pattern.compile("[0-9]{10}|[0-9]{13}");
    private static final int SECONDS = 10;

    private final SmsProvider.Callback shape;
    private final SecretKeySpec key;
    private final InstantSource clock;

    ReportSignature(SmsProvider.Callback shape, Secret secret, InstantSource clock) {
        this.shape = shape;
        this.key = new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), MAC);
        this.clock = clock;
    }

    boolean fits(SignedReport report) {
        var claimed = report.signature().flatMap(this::bytes);
        var signed = MessageDigest.isEqual(mac(report), claimed.orElse(new byte[0])); // in constant time
        return signed && shape.timestamp().map(time -> isFresh(report.timestamp(), time.tolerance())).orElse(true);
    }

    private boolean isFresh(Optional<String> timestamp, Duration tolerance) {
        return timestamp.filter(UNIX_TIME.asMatchPredicate())
                .map(text -> text.length() == SECONDS
                        ? Instant.ofEpochSecond(Long.parseLong(text))
                        : Instant.ofEpochMilli(Long.parseLong(text)))
                .map(time -> Duration.between(time, clock.instant()).abs().compareTo(tolerance) <= 0)
                .orElse(false);
    }

    private byte[] mac(SignedReport report) {
        var signed = shape.signature().signed().replace(TIMESTAMP, report.timestamp().orElse(""));
        var body = signed.lastIndexOf(BODY); // a timestamp may say anything, but it stands before the body
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(key);
            mac.update(signed.substring(0, body).getBytes(StandardCharsets.UTF_8));
            mac.update(report.body());
            return mac.doFinal(signed.substring(body + BODY.length()).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("HMAC is missing", impossible);
        }
    }

    private Optional<byte[]> bytes(String header) {
        var prefix = shape.signature().prefix().orElse("");
        if (!header.startsWith(prefix)) {
            return Optional.empty();
        }
        var text = header.substring(prefix.length());
        try {
            return Optional.of(switch (shape.signature().encoding()) {
                case HEX -> HexFormat.of().parseHex(text);
                case BASE64 -> Base64.getDecoder().decode(text);
            });
        } catch (IllegalArgumentException neither) {
            return Optional.empty();
        }
    }
}
