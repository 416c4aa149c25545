package nl.rijkscloud.sms;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import nl.rijkscloud.config.Secret;
import nl.rijkscloud.config.SmsProvider;
import nl.rijkscloud.sms.SmsDeliveryReports.SmsDeliveryReport;
import nl.rijkscloud.vault.Hmac;

/** Tells whether the provider wrote a report, and not long ago. Looks at bytes only. Safe for use from any thread. */
final class DeliveryReportSignature {
    private static final String BODY = "{body}";
    private static final String TIMESTAMP = "{timestamp}";

    /** Digits of a Unix time: 10 are seconds until the year 2286, 13 are milliseconds. */
    private static final Pattern UNIX_TIME = Pattern.compile("[0-9]{10}|[0-9]{13}");
    private static final int SECONDS = 10;

    private final SmsProvider.Callback shape;
    private final Hmac hmac;
    private final InstantSource clock;

    DeliveryReportSignature(SmsProvider.Callback shape, Secret secret, InstantSource clock) {
        this.shape = shape;
        this.hmac = new Hmac(secret.reveal().getBytes(StandardCharsets.UTF_8));
        this.clock = clock;
    }

    boolean fits(SmsDeliveryReport report) {
        var claimed = report.signature().flatMap(this::bytes);
        var signed = isSigned(report, claimed.orElse(new byte[0]));
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

    private boolean isSigned(SmsDeliveryReport report, byte[] claimed) {
        var signed = shape.signature().signed().replace(TIMESTAMP, report.timestamp().orElse(""));
        var body = signed.lastIndexOf(BODY); // a timestamp may say anything, but it stands before the body
        return hmac.matches(claimed,
                signed.substring(0, body).getBytes(StandardCharsets.UTF_8),
                report.body(),
                signed.substring(body + BODY.length()).getBytes(StandardCharsets.UTF_8));
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
