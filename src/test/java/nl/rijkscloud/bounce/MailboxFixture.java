package nl.rijkscloud.bounce;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import jakarta.mail.Flags;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.PeriodicTask;
import nl.rijkscloud.testing.TestClock;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPurposeKeys;

/** A mailbox on a real IMAP server, a database, and the reader between them. */
final class MailboxFixture implements AutoCloseable {
    private static final String USER = "bounces@igj.example";
    private static final String PASSWORD = "het-geheim";

    final Vertx vertx = Vertx.vertx();
    final Database database = Database.open(vertx, TestDatabase.fresh());
    final TestClock clock = new TestClock();
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final GreenMail server;
    final Config.Bounce config;
    final ReturnAddresses addresses;
    private final GreenMailUser user;

    MailboxFixture(Path folder, String protocol, Config.MailSecurity security, Optional<Path> ca) throws IOException {
        server = new GreenMail(new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", protocol), new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP)});
        server.start();
        user = server.setUser(USER, USER, PASSWORD);
        var port = protocol.equals("imaps") ? server.getImaps().getPort() : server.getImap().getPort();
        var password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        config = new Config.Bounce("bounces+{token}@igj.example", "localhost", port, security, USER, password, ca,
                Duration.ofSeconds(1), Duration.ofDays(14));
        addresses = new ReturnAddresses(database, config, new SecureRandom(), clock);
    }

    static MailboxFixture plain(Path folder) throws IOException {
        return new MailboxFixture(folder, ServerSetup.PROTOCOL_IMAP, Config.MailSecurity.NONE, Optional.empty());
    }

    /** A reader of a server of its own. */
    PeriodicTask reader() {
        return reader(config, MailboxReader.LONGEST);
    }

    PeriodicTask reader(Config.Bounce of, Duration longest) {
        var recorder = new ReportRecorder(
                database, new Audit(database, TestPurposeKeys.sample(), clock), clock);
        var turn = new ReadingTurn(database, clock, metrics);
        return new PeriodicTask("bounces",
                new MailboxReader(of, addresses, recorder, turn, metrics, longest)::read);
    }

    /** A mail that our server has taken. */
    UUID mail() {
        var id = UUID.randomUUID();
        database.run("""
                insert into outbox (id, channel, template, language, recipient, state, due_at, expires_at, created_at,
                    settled_at)
                values ($1, 'mail', 'offer', 'nl', 'niemand@zorg.example', 'accepted', now(), now(), now(), now())""",
                id).await();
        return id;
    }

    void receive(String message) {
        receive(SampleReports.bytes(message));
    }

    void receive(byte[] message) {
        user.deliver(GreenMailUtil.newMimeMessage(new ByteArrayInputStream(message)));
    }

    /** The messages in the mailbox, each with a word: new or seen. */
    List<String> messages() {
        try {
            var inbox = server.getManagers().getImapHostManager().getInbox(user);
            return inbox.getMessages().stream()
                    .map(message -> message.getFlags().contains(Flags.Flag.SEEN) ? "seen" : "new").toList();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** State, delivery and code of a mail. */
    String stateOf(UUID mail) {
        return value("select concat_ws(' ', state, delivery, delivery_code) from outbox where id = '" + mail + "'");
    }

    String value(String sql) {
        return String.valueOf(database.run(sql).await().iterator().next().getValue(0));
    }

    /** The outcomes that were counted. */
    String counted() {
        return String.join(" ", Stream.of(MailboxReader.Handled.values())
                .map(one -> one.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .filter(one -> metrics.get("rijkscloud.bounce.messages").tag("outcome", one).counter().count() > 0)
                .map(one -> (int) metrics.get("rijkscloud.bounce.messages").tag("outcome", one).counter().count() + " "
                        + one)
                .toList());
    }

    @Override
    public void close() {
        server.stop();
        database.close().await();
        vertx.close().await();
    }
}
