package nl.rijkscloud.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nl.rijkscloud.typed.DatabaseHost;

/**
 * Everything an operator can set, as one immutable tree. {@code conf/rijkscloud.yaml} has the same shape and explains
 * each key; a {@code Config} that exists has been checked as a whole. Its warnings are sentences about the file itself.
 *
 * @param settings the same as it was written, with where each value came from, for people to look at
 * @param previousMasterKey the file of the key that {@code masterKey} replaces, while a rotation lasts
 */
public record Config(
        Organisation organisation, Server server, Management management, Database database, Path masterKey,
        Optional<Path> previousMasterKey, Storage storage, Ledger ledger, Documents documents, ScanSettings scan,
        Requests requests, Sessions sessions, Staff staff, Mail mail, Optional<Bounce> bounce, Sms sms, Proxy proxy,
        Codes codes, Limits limits, Audit audit, Retention retention, Statements statements, Recovery recovery,
        List<String> warnings, List<Setting> settings) {

    /**
     * @param domains the mail domains, in lower case, in which contacts live
     * @param privacyEmail who answers questions about personal data and accessibility, if not the contact
     * @param theme a folder whose theme.css and logo.svg replace ours
     */
    public record Organisation(
            String name, String fullName, String phone, String phoneHours, List<String> domains, String contactName,
            String contactEmail, Optional<String> privacyEmail, String securityContact, Optional<Path> theme) {}

    /**
     * @param publicUrl the address that people see and that links are made of; never taken from a request
     * @param instances event loops that serve HTTP
     * @param idleTimeout how long a connection may stay silent
     * @param drainAfter how long after SIGTERM new requests are still taken, while readiness says no
     * @param drain how long running transfers may go on after that
     * @param trustedProxies addresses or CIDR blocks whose X-Forwarded-For is believed
     * @param former the address before the present one, from which visitors are sent on
     */
    public record Server(
            URI publicUrl, String host, int port, int instances, Duration idleTimeout, Duration drainAfter,
            Duration drain, List<String> trustedProxies, Connections connections, Optional<Tls> tls,
            Optional<Former> former) {}

    /** @param until the last day on which links with this address lead on */
    public record Former(URI url, LocalDate until) {}

    /**
     * @param most in all
     * @param perSource from one source, which is no trusted proxy
     * @param headTimeout until a head is complete
     * @param bodyTimeout until a small body is complete, besides a time for its length
     * @param unfinished bytes for all incomplete heads and small bodies
     * @param uploadsPerTransfer, uploadsPerSource requests that may be receiving at once
     * @param minimumRate bytes in a second that an upload needs to keep its place while others wait for one
     */
    public record Connections(
            int most, int perSource, Duration headTimeout, Duration bodyTimeout, long unfinished,
            int uploadsPerTransfer, int uploadsPerSource, long minimumRate) {}

    public record Tls(Path certificate, Path key) {}

    public record Management(String host, int port) {}

    /**
     * @param uri {@code postgresql://host:port/database}, with more hosts or one, and with {@code sslmode} and {@code
     *     sslrootcert} after it or not
     */
    public record Database(URI uri, String user, Secret password, int poolSize) {
        /** In the order of the address; the primary may be any of them. */
        public List<DatabaseHost> hosts() {
            return DatabaseHost.in(uri);
        }

        /** On this machine: nobody can listen in between. */
        public boolean isLocal() {
            return hosts().stream().map(DatabaseHost::name).allMatch(TextRules::local);
        }
    }

    public enum StorageKind { FOLDER, S3 }

    /**
     * @param folder empty when the kind is another and the file names none
     * @param keys the folder of the period keys, which no backup holds
     * @param memoryBudget bytes of off-heap memory that all uploads and downloads share
     * @param quarantine how long a file waits that no document needs, before it is deleted
     * @param s3 there when the file names a bucket, whatever the kind
     */
    public record Storage(StorageKind kind, Path folder, Path keys, long memoryBudget, Duration quarantine,
            Optional<S3> s3, ScrubPace scrub) {
        /** In a folder. */
        public Storage(Path folder, Path keys, long memoryBudget, Duration quarantine) {
            this(StorageKind.FOLDER, folder, keys, memoryBudget, quarantine, Optional.empty(), ScrubPace.OFF);
        }
    }

    /**
     * @param folder of the destruction ledger, which no backup of the database takes back
     * @param keep how long its entries stay: longer than any backup of the database
     */
    public record Ledger(Path folder, Duration keep) {}

    /**
     * @param endpoint empty for that of Amazon in the region
     * @param prefix the beginning of all keys; empty, or ends with a slash
     * @param pathStyle true if the bucket stands in the path and not in the host's name
     * @param accessKeyFile, secretKeyFile both or neither; without them the credentials come from the environment
     * @param caFile the certificates to trust, in PEM, in place of those that Java knows
     */
    public record S3(
            Optional<URI> endpoint, String region, String bucket, String prefix, boolean pathStyle,
            Optional<Path> accessKeyFile, Optional<Path> secretKeyFile, Optional<Path> caFile) {}

    /**
     * @param maxSize bytes of one document
     * @param maxConcurrentUploads requests that may be receiving at once, over all senders
     * @param types for each extension in lower case the media types that its content may have
     * @param content what happens to those whose content is something else
     */
    public record Documents(
            long maxSize, int maxPerTransfer, int maxConcurrentUploads, Map<String, List<String>> types,
            Content content) {
        /** With the rule for content that the file ships with. */
        public Documents(long maxSize, int maxPerTransfer, int maxConcurrentUploads, Map<String, List<String>> types) {
            this(maxSize, maxPerTransfer, maxConcurrentUploads, types,
                    new Content(Treatment.DELIVER, Treatment.REFUSE, Treatment.REFUSE));
        }
    }

    public enum Treatment { DELIVER, REFUSE }

    /**
     * @param otherKind of something that does no harm
     * @param program of what acts when it is opened
     * @param unrecognised of all else
     */
    public record Content(Treatment otherKind, Treatment program, Treatment unrecognised) {}

    /**
     * @param maxDeadline how far ahead the day may be until which staff ask for documents
     * @param reminder how long before the end the outsider is reminded, zero for never
     * @param maxAnswers to one request, where several are allowed
     */
    public record Requests(Duration maxDeadline, Duration reminder, int maxAnswers) {}

    /**
     * @param staffIdle, staffAbsolute the same for a session in which somebody is signed in
     * @param remembered how long a server may answer reads from a session's rows that it has just read
     */
    public record Sessions(
            Duration idle, Duration absolute, Duration staffIdle, Duration staffAbsolute, Duration remembered) {}

    public enum SignIn { LOCAL, OIDC }

    /**
     * @param failuresInARow wrong passwords and codes at one account until somebody signs in or a beheerder unlocks it:
     *     half of them by strangers, half in known browsers
     * @param browserLife how long a browser is known after a sign-in
     * @param alertsPerDay mails about sign-ins to one person
     */
    public record SignIns(int failuresInARow, Duration browserLife, int alertsPerDay) {}

    /** @param oidc there when, and only when, that is how people sign in */
    public record Staff(SignIn signIn, SignIns attempts, Optional<Oidc> oidc) {}

    /**
     * @param rolesClaim the claim of the ID token that holds somebody's roles; dots lead into a claim
     * @param departmentsClaim the claim that holds the addresses of their departments, if the provider keeps those
     * @param roles for the code of each role the values of the claim that give it
     */
    public record Oidc(
            URI issuer, String clientId, Secret clientSecret, String rolesClaim, Optional<String> departmentsClaim,
            Map<String, List<String>> roles) {}

    public enum MailSecurity { NONE, STARTTLS, TLS }

    /**
     * @param bounces the envelope's sender, to whom servers report mails that they cannot deliver; empty for nobody
     * @param retryFor how long a mail that is not accepted is tried again
     */
    public record Mail(
            String host, int port, MailSecurity security, Optional<String> user, Optional<Secret> password,
            String from, String bounces, String fromName, Optional<Path> templates, Duration retryFor) {}

    /**
     * The mailbox of reports about mails that could not be delivered.
     *
     * @param address the envelope sender of a mail, with {@code {token}} in its local part
     * @param passwordFile read anew for each sign-in
     * @param caFile the certificates to trust, in PEM, in place of those that Java knows
     * @param interval how often the mailbox is looked at
     * @param addressLife how long a report about a mail is believed
     */
    public record Bounce(
            String address, String host, int port, MailSecurity security, String user, Path passwordFile,
            Optional<Path> caFile, Duration interval, Duration addressLife) {
        /** Stands for the token of a mail. */
        public static final String TOKEN = "{token}";

        /** A token that belongs to no mail. */
        public static final String NO_TOKEN = "0".repeat(32);

        public String addressOf(String token) {
            return address.replace(TOKEN, token);
        }
    }

    /**
     * @param provider the interface of the gateway at {@code url}
     * @param user and {@code token}: our credentials at the gateway
     * @param callbackSecret the key with which the gateway signs its delivery reports; empty to accept none
     */
    public record Sms(
            SmsProvider provider, URI url, Optional<String> user, Optional<Secret> token, String sender,
            Duration timeout, Optional<Secret> callbackSecret) {}

    /**
     * The way to the SMS gateway and the identity provider, where connections to the outside must take it.
     *
     * @param host of the proxy; empty if there is none
     * @param exceptions hosts that are reached directly; one that begins with a dot stands for all names below it
     */
    public record Proxy(
            Optional<String> host, int port, Optional<String> user, Optional<Secret> password,
            List<String> exceptions) {
        public static final Proxy NONE = new Proxy(Optional.empty(), 0, Optional.empty(), Optional.empty(), List.of());
        private static final List<String> HERE = List.of("localhost", "127.0.0.1", "[::1]", "::1");

        /** True if connections to this host go through the proxy; those to this machine never do. */
        public boolean carries(String target) {
            var name = target.toLowerCase(Locale.ROOT);
            return host.isPresent() && !HERE.contains(name) && exceptions.stream()
                    .noneMatch(other -> other.startsWith(".") ? name.endsWith(other) : name.equals(other));
        }
    }

    public enum FirstCode { WITH_MAIL, ON_REQUEST }

    /**
     * @param tries guesses at one code
     * @param activation how long the code can be used that goes out with the mail, which is when {@code first} says
     * @param triesPerTransfer wrong codes of one recipient in one transfer, over all codes
     * @param countries ISO 3166-1 codes of those whose mobile numbers get codes
     * @param readOut true if staff may read a code out on the phone, once a colleague approves
     */
    public record Codes(
            Duration lifetime, int tries, Duration activation, FirstCode first, int triesPerTransfer,
            List<String> countries, boolean readOut) {}

    /** @param acts for each key of the group the number of acts in a sliding period */
    public record Limits(Map<String, Integer> acts, Duration longestDelay) {
        public int acts(String key) {
            return Optional.ofNullable(acts.get(key))
                    .orElseThrow(() -> new IllegalArgumentException("the default file has no limits." + key));
        }
    }

    public enum AuditLines { NONE, STDOUT }

    /**
     * @param retention how long a line of the audit log is kept
     * @param lines where each line goes besides
     */
    public record Audit(Duration retention, AuditLines lines) {}

    /**
     * @param unfinished life of an upload link, and of a transfer that was begun and never sent
     * @param delivered life of a transfer after Verstuur, where its kind has no time of its own
     * @param submitted, requested, sent life of a transfer of that kind after Verstuur
     * @param maximum to which any transfer's life can be prolonged
     * @param afterDeadline how long an unanswered request stays open after the day that it named
     * @param afterDownload life of a transfer after every recipient has all its documents, if that is shorter
     * @param people, contacts how long people stay after what they belong to has ended, contacts after their last use
     */
    public record Retention(Duration unfinished, Duration delivered, Duration submitted, Duration requested,
            Duration sent, Duration maximum, Duration afterDeadline, Optional<Duration> afterDownload, Duration people,
            Duration contacts) {}

    /** @param key the file of the key that signs statements; without it nothing is signed */
    public record Statements(Optional<Path> key) {}
}
