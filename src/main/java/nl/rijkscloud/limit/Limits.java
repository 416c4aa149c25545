package nl.rijkscloud.limit;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.Source;

/**
 * Defines every limit of the portal; its numbers come from the configuration. Immutable, safe for use from any thread.
 */
public final class Limits {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Set<String> GMAIL = Set.of("gmail.com", "googlemail.com");
    private static final int MOST_CORRECTIONS = 5;
    private static final int MOST_ANSWERS_BACK = 5;
    private static final int MOST_WITHDRAWAL_APPEALS = 1;
    private static final int MOST_PHONE_LINKS = 20;
    private static final int SMS_REPORTS_PER_MINUTE = 600;
    private static final int PROVIDER_LOGOUTS_PER_MINUTE = 600;
    private static final int PERSON_SEARCHES = 120;
    private static final int PERSON_EXPORTS = 20;
    private static final int HELP_DESK_LOOKS = 120;
    private static final int QUEUE_SEARCHES = 120;
    private static final int TRIAGE = 1_200;
    private static final int ACCOUNT_CHANGES = 120;
    private static final int READ_OUTS_BY_STAFF = 20;
    private static final int READ_OUTS_TO_RECIPIENT = 3;
    private static final int STATEMENT_LOOKS_PER_MINUTE = 60;
    private static final int NETWORK_TESTS = 150;
    private static final int NETWORK_TESTS_OF_ALL = 6_000;

    private final Config.Limits config;

    public Limits(Config.Limits config) {
        this.config = config;
    }

    /** Keeps the portal from filling somebody's mailbox. */
    public List<Limit> mailsToAddress(String email) {
        var address = mailbox(email);
        return List.of(
                new Limit("mails-to-address", address, config.acts("mailsPerAddressPerHour"), HOUR),
                new Limit("mails-to-address", address, config.acts("mailsPerAddressPerDay"), DAY));
    }

    public List<Limit> submissionsFromSource(Source source) {
        return from(source, "submissions-from-source", config.acts("submissionsPerSourcePerHour"), HOUR);
    }

    /**
     * Submissions that are mailed at once: four fifths of the hourly mails. Later mails wait for a turn, see
     * {@link MailPacing}.
     */
    Limit submissionsAtOnce() {
        return new Limit("submissions", "", (int) Math.max(1, 4L * config.acts("submissionsPerHour") / 5), HOUR);
    }

    /** A separate allowance for networks in which a mailed link was opened lately; strangers cannot use it up. */
    Limit submissionsFromFamiliar() {
        return new Limit("submissions-familiar", "", config.acts("submissionsPerHour"), HOUR);
    }

    /**
     * Applies when more mails wait than leave within {@link #longestDelay}: a few from each provider, so that only the
     * source of the rush is refused.
     */
    Limit submissionsInRush(Source source) {
        return new Limit("submissions-in-rush", source.provider(),
                Math.max(1, config.acts("submissionsPerSourcePerHour") / 4), HOUR);
    }

    /** The time between two delayed mails. */
    Duration pace() {
        return HOUR.dividedBy(config.acts("submissionsPerHour"));
    }

    Duration longestDelay() {
        return config.longestDelay();
    }

    /**
     * Attempts from a browser that is unknown to the account. Addresses without an account count too; otherwise the
     * limit would reveal which have one.
     */
    public List<Limit> signInsFromUnknownBrowser(String email, Source source) {
        var address = folded(email);
        return Stream.concat(
                Stream.of(
                        new Limit("sign-ins-of-strangers", address, config.acts("signInsPerAccountPerHour"), HOUR),
                        new Limit(
                                "sign-ins-from-source-for-account", address + "\n" + source.subscriber(),
                                (config.acts("signInsPerAccountPerHour") + 1) / 2, HOUR)),
                signInsFromSource(source).stream()).toList();
    }

    /** A separate allowance for browsers that are known to the account; strangers cannot use it up. */
    public List<Limit> signInsFromKnownBrowser(UUID staff, Source source) {
        return Stream.concat(
                Stream.of(new Limit("sign-ins-from-known-browser", staff.toString(),
                        config.acts("signInsPerAccountPerHour"), HOUR)),
                from(source, "sign-ins-from-source-known", config.acts("signInsPerSourcePerHour"), HOUR).stream())
                .toList();
    }

    public Limit signInAlertsTo(UUID staff, int perDay) {
        return new Limit("sign-in-alerts", staff.toString(), perDay, DAY);
    }

    public List<Limit> signInsFromSource(Source source) {
        return from(source, "sign-ins-from-source", config.acts("signInsPerSourcePerHour"), HOUR);
    }

    /** @param e164 the number as {@code +31612345678} */
    public Limit codesToPhone(String e164) {
        return new Limit("codes-to-phone", e164, config.acts("codesPerPhonePerHour"), HOUR);
    }

    /**
     * Fresh codes that the holder of a link asks for.
     *
     * @param e164 the number as {@code +31612345678}
     */
    public Limit codesToNumber(String e164) {
        return new Limit("codes-to-number", e164, config.acts("codesPerNumberPerDay"), DAY);
    }

    /** Fresh codes of the whole portal; bounds the hourly cost of text messages. */
    public Limit codesTotal() {
        return new Limit("codes", "", config.acts("codesPerHour"), HOUR);
    }

    /** Codes that go out with the sendings of one employee. */
    public Limit firstCodesByStaff(UUID staff) {
        return new Limit("first-codes-by-staff", staff.toString(), config.acts("firstCodesPerStaffPerHour"), HOUR);
    }

    /**
     * Codes that go out with sendings to one number, of all employees together.
     *
     * @param e164 the number as {@code +31612345678}
     */
    public Limit firstCodesToNumber(String e164) {
        return new Limit("first-codes-to-number", e164, config.acts("firstCodesPerNumberPerDay"), DAY);
    }

    /**
     * Corrections of names, addresses and numbers by the sender of a transfer: enough for slips, too few to send it to
     * many people.
     */
    public Limit correctionsOf(UUID transfer) {
        return new Limit("corrections", transfer.toString(), MOST_CORRECTIONS, DAY);
    }

    /** Transfers that one outsider begins in answer to received documents: each sends them a mail. */
    public Limit answersBackBy(UUID recipient) {
        return new Limit("answers-back", recipient.toString(), MOST_ANSWERS_BACK, DAY);
    }

    /** Codes on the screen for a phone: a person needs one for each phone, or again after ten minutes. */
    public Limit phoneLinksOf(UUID transfer) {
        return new Limit("phone-links", transfer.toString(), MOST_PHONE_LINKS, HOUR);
    }

    /** Requests of a sender to withdraw a transfer: each mails all recipients. */
    public Limit withdrawalAppealsOf(UUID transfer) {
        return new Limit("withdrawal-appeals", transfer.toString(), MOST_WITHDRAWAL_APPEALS, DAY);
    }

    public List<Limit> linksFromSource(Source source) {
        return from(source, "links-from-source", config.acts("linksPerSourcePerMinute"), MINUTE);
    }

    /** Requests for documents by one employee; each outsider who is asked counts as one. */
    public Limit requestsByStaff(UUID staff) {
        return new Limit("requests-by-staff", staff.toString(), config.acts("requestsPerStaffPerHour"), HOUR);
    }

    /** Reminders, extensions and withdrawals by one employee: a page may ask for many of them at once. */
    public Limit changesByStaff(UUID staff) {
        return new Limit("changes-by-staff", staff.toString(), config.acts("changesPerStaffPerHour"), HOUR);
    }

    /**
     * A fixed number: many times what requests under the GDPR need, and too few to find out by guessing which persons
     * are known here. Each page counts.
     */
    public Limit personSearchesBy(UUID staff) {
        return new Limit("person-searches-by-staff", staff.toString(), PERSON_SEARCHES, HOUR);
    }

    /** A fixed number: more than requests for access on a busy day. */
    public Limit personExportsBy(UUID staff) {
        return new Limit("person-exports-by-staff", staff.toString(), PERSON_EXPORTS, HOUR);
    }

    /** A fixed number: a call every half minute, and too few to find out by guessing who deals with us. */
    public Limit helpDeskLooksBy(UUID staff) {
        return new Limit("help-desk-looks-by-staff", staff.toString(), HELP_DESK_LOOKS, HOUR);
    }

    /** A fixed number, that of the help desk: a search names people too. */
    public Limit queueSearchesBy(UUID staff) {
        return new Limit("queue-searches-by-staff", staff.toString(), QUEUE_SEARCHES, HOUR);
    }

    /**
     * Codes that are read out on the phone. Fixed numbers: such a call takes minutes, and nobody needs more codes a day
     * than {@code codesPerNumberPerDay} gives to a phone.
     */
    public List<Limit> readOuts(UUID staff, UUID recipient) {
        return List.of(
                new Limit("read-outs-by-staff", staff.toString(), READ_OUTS_BY_STAFF, HOUR),
                new Limit("read-outs-to-recipient", recipient.toString(), READ_OUTS_TO_RECIPIENT, DAY));
    }

    /**
     * Changes of accounts and departments by one beheerder; a list counts as one. A fixed number: what is more than a
     * busy hour fits in a list.
     */
    public Limit accountChangesBy(UUID staff) {
        return new Limit("account-changes-by-staff", staff.toString(), ACCOUNT_CHANGES, HOUR);
    }

    /** Read marks, claims and their ends by one employee. A fixed number: some hundred rows of the overview at once. */
    public Limit triageByStaff(UUID staff) {
        return new Limit("triage-by-staff", staff.toString(), TRIAGE, HOUR);
    }

    /** A fixed number: a person checks a few statements, and a program that checks many can wait. */
    public List<Limit> statementLooksFromSource(Source source) {
        return from(source, "statement-looks-from-source", STATEMENT_LOOKS_PER_MINUTE, MINUTE);
    }

    /** A fixed number, above any burst of reports that a provider sends. */
    public List<Limit> smsReportsFromSource(Source source) {
        return from(source, "sms-reports-from-source", SMS_REPORTS_PER_MINUTE, MINUTE);
    }

    /** A fixed number: a provider that ends the day of a whole office, and far too few to keep a processor busy. */
    public List<Limit> providerLogoutsFromSource(Source source) {
        return from(source, "provider-logouts-from-source", PROVIDER_LOGOUTS_PER_MINUTE, MINUTE);
    }

    /**
     * Fixed numbers: one run of the network test makes five requests, so a help desk can have 30 runs in an hour. All
     * sources together move some 20 GB an hour at most.
     */
    public List<Limit> networkTestsFromSource(Source source) {
        return Stream.concat(
                from(source, "network-tests-from-source", NETWORK_TESTS, HOUR).stream(),
                Stream.of(new Limit("network-tests", "", NETWORK_TESTS_OF_ALL, HOUR))).toList();
    }

    /** Returns one limit for the source, and one with a larger allowance for each network around it. */
    private static List<Limit> from(Source source, String name, int most, Duration period) {
        return source.networks().stream()
                .map(network -> new Limit(name, network.subject(), network.allowance(most), period)).toList();
    }

    /**
     * The mailbox that an address most likely belongs to, for counting only: {@code jan+1@example.org} and
     * {@code Jan@example.org} are one, because the part after a plus is the owner's own note (RFC 5233). Gmail ignores
     * dots as well. Mail goes to the address as typed.
     */
    private static String mailbox(String email) {
        var address = folded(email);
        var at = address.lastIndexOf('@');
        if (at <= 0) {
            return address;
        }
        var plus = address.indexOf('+');
        // A plus at the very start is no note: nothing stands before it.
        var local = address.substring(0, plus > 0 && plus < at ? plus : at);
        var domain = address.substring(at + 1);
        return GMAIL.contains(domain) ? local.replace(".", "") + "@gmail.com" : local + "@" + domain;
    }

    private static String folded(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }
}
