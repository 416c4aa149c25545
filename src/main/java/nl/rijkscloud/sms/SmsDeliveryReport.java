package nl.rijkscloud.sms;

import java.util.Optional;
import nl.rijkscloud.kernel.Topic;

/**
 * A delivery report as it came in, from whomever.
 *
 * @param signature and {@code timestamp}: the values of the headers that the description names
 */
public record SmsDeliveryReport(Optional<String> signature, Optional<String> timestamp, byte[] body) {
    /** Fails with {@code NOT_FOUND} when the provider did not sign it, or not now. Else it succeeds, whatever it says. */
    public static final Topic<SmsDeliveryReport, Void> TAKE_REPORT = new Topic<>("otp.report");

    /** Not even in a log by accident. */
    @Override
    public String toString() {
        return "SignedReport[***]";
    }
}
