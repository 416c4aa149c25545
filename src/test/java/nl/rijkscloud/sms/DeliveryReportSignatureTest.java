package nl.rijkscloud.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import nl.rijkscloud.config.Secret;
import nl.rijkscloud.config.SmsProviders;
import nl.rijkscloud.sms.SmsDeliveryReports.SmsDeliveryReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forged and replayed reports against the two kinds of signatures. */
final class DeliveryReportSignatureTest {
    private static final String SECRET = "a secret of some length";
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String TIME = Long.toString(NOW.getEpochSecond());
    private static final String BODY = "{\"id\":\"m-1\",\"status\":\"delivered\"}";

    private final DeliveryReportSignature timed = signature("json-bearer");
    private final DeliveryReportSignature timeless = signature("form-basic");

    @Test
    void signatureOfTheProviderIsAccepted() {
        assertThat(timed.fits(report("sha256=" + hex(TIME + "." + BODY), TIME, BODY))).isTrue();
        assertThat(timed.fits(report("sha256=" + hex(TIME + "." + BODY).toUpperCase(), TIME, BODY))).isTrue();
        assertThat(timeless.fits(report(base64(BODY), null, BODY))).isTrue();
        assertThat(timeless.fits(report(base64(""), null, ""))).isTrue();
    }

    /** The test vector of RFC 4231, section 4.3. */
    @Test
    void itIsHmacSha256() {
        var description = SmsProviders.described("""
                request: {retry: never-after-send, body: {to: "{number}", text: "{text}"}}
                answer: {accepted: [2xx]}
                callback: {signature: {header: S}, id: /id, status: /status, delivered: [ok]}
                """).callback().orElseThrow();
        var signature = new DeliveryReportSignature(description, new Secret("Jefe"), () -> NOW);

        assertThat(signature.fits(report(
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", null,
                "what do ya want for nothing?"))).isTrue();
    }

    @Test
    void signatureUnderAnotherSecretIsRefused() {
        assertThat(timeless.fits(report(Base64.getEncoder().encodeToString(mac("another secret", BODY)), null, BODY)))
                .isFalse();
    }

    @Test
    void changedByteIsRefused() {
        var signature = base64(BODY);

        assertThat(timeless.fits(report(signature, null, BODY.replace("m-1", "m-2")))).isFalse();
        assertThat(timeless.fits(report(signature, null, BODY + " "))).isFalse();
        assertThat(timeless.fits(report(signature, null, ""))).isFalse();
    }

    @Test
    void missingAndEmptySignaturesAreRefused() {
        assertThat(timeless.fits(report(null, null, BODY))).isFalse();
        assertThat(timeless.fits(report("", null, BODY))).isFalse();
        assertThat(timed.fits(report("sha256=", TIME, BODY))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha1=", "", "SHA256=", " sha256=", "sha256=sha256="})
    void anotherPrefixIsRefused(String prefix) {
        assertThat(timed.fits(report(prefix + hex(TIME + "." + BODY), TIME, BODY))).isFalse();
    }

    @Test
    void truncatedOrDifferentlyEncodedSignatureIsRefused() {
        assertThat(timeless.fits(report(base64(BODY).substring(0, 8), null, BODY))).isFalse();
        assertThat(timeless.fits(report(base64(BODY) + "AAAA", null, BODY))).isFalse();
        assertThat(timeless.fits(report(hex(BODY), null, BODY))).isFalse();
        assertThat(timed.fits(report("sha256=zz", TIME, BODY))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"-301, false", "-300, true", "0, true", "300, true", "301, false", "-86400, false"})
    void oldAndFutureReportsAreRefused(long seconds, boolean fits) {
        var time = Long.toString(NOW.plusSeconds(seconds).getEpochSecond());

        assertThat(timed.fits(report("sha256=" + hex(time + "." + BODY), time, BODY))).isEqualTo(fits);
        assertThat(timed.fits(report("sha256=" + hex(time + "000." + BODY), time + "000", BODY))).isEqualTo(fits);
    }

    /** An old report under a new time: the time is signed too. */
    @Test
    void changedTimeIsRefused() {
        var old = Long.toString(NOW.minusSeconds(3600).getEpochSecond());

        assertThat(timed.fits(report("sha256=" + hex(old + "." + BODY), TIME, BODY))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "-1", "99999999999999999999", "1764000000.5", "{body}"})
    void malformedTimeIsRefused(String time) {
        assertThat(timed.fits(report("sha256=" + hex(time + "." + BODY), time, BODY))).isFalse();
    }

    @Test
    void missingTimeIsRefused() {
        assertThat(timed.fits(report("sha256=" + hex("." + BODY), null, BODY))).isFalse();
        assertThat(timed.fits(report("sha256=" + hex(BODY), null, BODY))).isFalse();
    }

    private static DeliveryReportSignature signature(String provider) {
        return new DeliveryReportSignature(
                SmsProviders.builtIn(provider).callback().orElseThrow(), new Secret(SECRET), () -> NOW);
    }

    private static SmsDeliveryReport report(String signature, String time, String body) {
        return new SmsDeliveryReport(
                Optional.ofNullable(signature), Optional.ofNullable(time), body.getBytes(StandardCharsets.UTF_8));
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(mac(SECRET, text));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(mac(SECRET, text));
    }

    private static byte[] mac(String secret, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
