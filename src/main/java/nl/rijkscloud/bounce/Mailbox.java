package nl.rijkscloud.bounce;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.search.AndTerm;
import jakarta.mail.search.FlagTerm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.TrustedCertificates;
import org.eclipse.angus.mail.imap.IMAPMessage;

/**
 * The mailbox of reports, over one connection. It reads no more of a message than is asked for, and deletes nothing by
 * itself. Blocks; every step has a time limit, and interrupting a virtual thread in it closes the connection.
 */
final class Mailbox implements AutoCloseable {
    private final Store store;
    private final Folder inbox;

    private Mailbox(Store store, Folder inbox) {
        this.store = store;
        this.inbox = inbox;
    }

    /**
     * Signs in. Fails if the server is not who its certificate says, or refuses user or password.
     *
     * @param step the time that the server may take for each answer
     */
    static Mailbox open(Config.Bounce config, Duration step) throws MessagingException, IOException {
        var store = Session.getInstance(properties(config, step)).getStore();
        try {
            store.connect(config.host(), config.port(), config.user(),
                    Files.readString(config.passwordFile()).stripTrailing());
            var inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_WRITE);
            return new Mailbox(store, inbox);
        } catch (MessagingException | IOException | RuntimeException failure) {
            store.close();
            throw failure;
        }
    }

    /** Messages that were neither handled nor left, oldest first. */
    List<Message> findUnread(int most) throws MessagingException {
        var unread = new AndTerm(new FlagTerm(new Flags(Flags.Flag.SEEN), false),
                new FlagTerm(new Flags(Flags.Flag.DELETED), false));
        return Stream.of(inbox.search(unread)).limit(most).toList();
    }

    /** The first bytes of a message: all of it, if it is not longer. */
    static byte[] read(Message message, int most) throws MessagingException, IOException {
        try (InputStream bytes = ((IMAPMessage) message).getMimeStream()) {
            return bytes.readNBytes(most);
        }
    }

    /** Marks a message that is not ours to delete, so that it is not read again. */
    static void leave(Message message) throws MessagingException {
        message.setFlag(Flags.Flag.SEEN, true);
    }

    /** Marks a message; {@link #removeDeleted} removes it. */
    static void delete(Message message) throws MessagingException {
        message.setFlag(Flags.Flag.DELETED, true);
    }

    void removeDeleted() throws MessagingException {
        inbox.expunge();
    }

    @Override
    public void close() throws MessagingException {
        try {
            inbox.close(false);
        } finally {
            store.close();
        }
    }

    private static Properties properties(Config.Bounce config, Duration step) throws IOException {
        var tls = config.security() == Config.MailSecurity.TLS;
        var protocol = tls ? "imaps" : "imap";
        var prefix = "mail." + protocol + ".";
        var millis = Long.toString(step.toMillis());
        var properties = new Properties();
        properties.put("mail.store.protocol", protocol);
        properties.put(prefix + "connectiontimeout", millis);
        properties.put(prefix + "timeout", millis);
        properties.put(prefix + "writetimeout", millis);
        properties.put(prefix + "peek", "true"); // reading leaves a message unread
        properties.put(prefix + "connectionpoolsize", "1");
        properties.put(prefix + "ssl.checkserveridentity", "true");
        if (config.security() == Config.MailSecurity.STARTTLS) {
            properties.put(prefix + "starttls.enable", "true");
            properties.put(prefix + "starttls.required", "true");
        }
        if (config.caFile().isPresent()) {
            properties.put(prefix + "ssl.socketFactory", trusting(config).getSocketFactory());
        }
        return properties;
    }

    private static SSLContext trusting(Config.Bounce config) throws IOException {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, TrustedCertificates.read(config.caFile().orElseThrow()), null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IOException("TLS cannot be used", impossible);
        }
    }
}
