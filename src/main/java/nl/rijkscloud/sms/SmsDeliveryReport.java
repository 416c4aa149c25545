package nl.rijkscloud.sms;

import java.util.Optional;

/**
 * An unverified delivery report.
 *
 * @param signature and {@code timestamp}: the values of the headers that the description names
 */
record SmsDeliveryReport(Optional<String> signature, Optional<String> timestamp, byte[] body) {
    /** Without the number in it, so that no log shows it by accident. */
    @Override
    public String toString() {
        return "SmsDeliveryReport[***]";
    }
}
