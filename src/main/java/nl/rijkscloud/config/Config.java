package nl.rijkscloud.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything an operator can set, as one immutable tree. {@code conf/rijkscloud.yaml} has the same shape and explains
 * each key; a {@code Config} that exists has been checked as a whole.
 */
public record Config(
        Organisation organisation, Server server, Management management, Database database, Path masterKey,
        Storage storage,
        Documents documents, Links links, Sessions sessions, Mail mail, Sms sms, Codes codes, Limits limits,
        Audit audit) {

    /**
     * @param domains the mail domains, in lower case, in which contacts live
     * @param privacyEmail who answers questions about personal data and accessibility, if not the contact
     * @param theme a folder whose theme.css and logo.svg replace ours
     */
    public record Organisation(
            String name, String fullName, String phone, String phoneHours, List<String> domains, String contactName,
            String contactEmail,
            Optional<String> privacyEmail, String securityContact, Optional<Path> theme) {}

    /**
     * @param publicUrl the address that people see and that links are made of; never taken from a request
     * @param instances event loops that serve HTTP
     * @param idleTimeout how long a connection may stay silent
     * @param drain how long running transfers may go on after SIGTERM
     * @param trustedProxies addresses or CIDR blocks whose X-Forwarded-For is believed
     */
    public record Server(
            URI publicUrl, String host, int port, int instances, Duration idleTimeout, Duration drain,
            List<String> trustedProxies,
            Optional<Tls> tls) {}

    public record Tls(Path certificate, Path key) {}

    public record Management(String host, int port) {}

    /** @param uri {@code postgresql://host:port/database} */
    public record Database(URI uri, String user, Secret password, int poolSize) {}

    /** @param memoryBudget bytes of off-heap memory that all uploads and downloads share */
    public record Storage(Path folder, long memoryBudget) {}

    /**
     * @param maxSize bytes of one document
     * @param maxConcurrentUploads requests that may be receiving at once, over all senders
     * @param types for each extension in lower case the media types that its content may have
     */
    public record Documents(
            long maxSize, int maxPerTransfer, int maxConcurrentUploads, Map<String, List<String>> types) {}

    /**
     * @param upload life of an upload link, and of what was uploaded but never sent; @param delivered life of a
     * delivered transfer
     */
    public record Links(Duration upload, Duration delivered) {}

    public record Sessions(Duration idle, Duration absolute) {}

    public enum MailSecurity { NONE, STARTTLS, TLS }

    /** @param retryFor how long a mail that is not accepted is tried again */
    public record Mail(
            String host, int port, MailSecurity security, Optional<String> user, Optional<Secret> password,
            String from, String fromName,
            Optional<Path> templates, Duration retryFor) {}

    public record Sms(URI url, Optional<Secret> token, String sender, Duration timeout) {}

    public record Codes(Duration lifetime, int tries) {}

    /** Each is a number of acts in a sliding period; see the keys in the file. */
    public record Limits(
            int mailsPerAddressPerHour, int mailsPerAddressPerDay, int submissionsPerSourcePerHour,
            int submissionsPerHour,
            int signInsPerAccountPerHour, int signInsPerSourcePerHour, int codesPerPhonePerHour,
            int linksPerSourcePerMinute) {}

    /** @param retention how long a line of the audit log is kept */
    public record Audit(Duration retention) {}
}
