package nl.rijkscloud.limit;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import nl.rijkscloud.config.Config;

/** Every limit of the portal in one place; the numbers are the operator's. Immutable, safe for use from any thread. */
public final class Limits {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int MOST_CORRECTIONS = 5;

    private static final int SMS_REPORTS_PER_MINUTE = 600;
    private static final int PERSON_SEARCHES = 120;

    private final Config.Limits config;

    public Limits(Config.Limits config) {
        this.config = config;
    }

    /** Keeps the portal from filling somebody's mailbox. */
    public List<Limit> mailsToAddress(String email) {
        var address = folded(email);
        return List.of(
                new Limit("mails-to-address", address, config.mailsPerAddressPerHour(), HOUR),
                new Limit("mails-to-address", address, config.mailsPerAddressPerDay(), DAY));
    }

    public Limit submissionsFromSource(Source source) {
        return new Limit("submissions-from-source", source.subject(), config.submissionsPerSourcePerHour(), HOUR);
    }

    public Limit submissionsTotal() {
        return new Limit("submissions", "", config.submissionsPerHour(), HOUR);
    }

    /** From a browser that the account is not known in. Counts for addresses without an account too, or the limit would tell which have one. */
    public List<Limit> signInsOfStrangers(String email, Source source) {
        var address = folded(email);
        return List.of(
                new Limit("sign-ins-of-strangers", address, config.signInsPerAccountPerHour(), HOUR),
                new Limit("sign-ins-from-source-for-account", address + "\n" + source.subject(), (config.signInsPerAccountPerHour() + 1) / 2, HOUR),
                signInsFromSource(source));
    }

    /** As many again, which strangers cannot use up. */
    public List<Limit> signInsFromKnownBrowser(UUID staff, Source source) {
        return List.of(
                new Limit("sign-ins-from-known-browser", staff.toString(), config.signInsPerAccountPerHour(), HOUR),
                new Limit("sign-ins-from-source-known", source.subject(), config.signInsPerSourcePerHour(), HOUR));
    }

    public Limit signInAlertsTo(UUID staff, int perDay) {
        return new Limit("sign-in-alerts", staff.toString(), perDay, DAY);
    }

    public Limit signInsFromSource(Source source) {
        return new Limit("sign-ins-from-source", source.subject(), config.signInsPerSourcePerHour(), HOUR);
    }

    /** @param e164 the number as {@code +31612345678} */
    public Limit codesToPhone(String e164) {
        return new Limit("codes-to-phone", e164, config.codesPerPhonePerHour(), HOUR);
    }

    /** Fresh codes that somebody with a link asks for. @param e164 the number as {@code +31612345678} */
    public Limit codesToNumber(String e164) {
        return new Limit("codes-to-number", e164, config.codesPerNumberPerDay(), DAY);
    }

    /** The same for everybody together: what text messages can cost in an hour. */
    public Limit codesTotal() {
        return new Limit("codes", "", config.codesPerHour(), HOUR);
    }

    /** Codes that go with what somebody of the staff sends. */
    public Limit firstCodesByStaff(UUID staff) {
        return new Limit("first-codes-by-staff", staff.toString(), config.firstCodesPerStaffPerHour(), HOUR);
    }

    /** The same, whoever sends. @param e164 the number as {@code +31612345678} */
    public Limit firstCodesToNumber(String e164) {
        return new Limit("first-codes-to-number", e164, config.firstCodesPerNumberPerDay(), DAY);
    }

    /** Of names, addresses and numbers, by whoever sends a transfer: a slip or two, and not a way to send it to everybody. */
    public Limit correctionsOf(UUID transfer) {
        return new Limit("corrections", transfer.toString(), MOST_CORRECTIONS, DAY);
    }

    public Limit linksFromSource(Source source) {
        return new Limit("links-from-source", source.subject(), config.linksPerSourcePerMinute(), MINUTE);
    }

    /** One act for each outsider who is asked. */
    public Limit requestsByStaff(UUID staff) {
        return new Limit("requests-by-staff", staff.toString(), config.requestsPerStaffPerHour(), HOUR);
    }

    /** Not the operator's: many times what requests under the GDPR take, and too few to try out who is known here. Each page counts. */
    public Limit personSearchesBy(UUID staff) {
        return new Limit("person-searches-by-staff", staff.toString(), PERSON_SEARCHES, HOUR);
    }

    /** Not the operator's: a provider's burst stays below it, and beyond it nobody has an honest reason. */
    public Limit smsReportsFromSource(Source source) {
        return new Limit("sms-reports-from-source", source.subject(), SMS_REPORTS_PER_MINUTE, MINUTE);
    }

    private static String folded(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }
}
