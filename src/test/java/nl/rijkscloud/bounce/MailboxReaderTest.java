package nl.rijkscloud.bounce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import nl.rijkscloud.config.Config;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading reports, those of attackers among them. */
class MailboxReaderTest {
    @TempDir
    Path folder;

    private MailboxFixture mailbox;

    @BeforeEach
    void open() throws IOException {
        mailbox = MailboxFixture.plain(folder);
    }

    @AfterEach
    void close() {
        mailbox.close();
    }

    @Test
    void bounceIsRecordedAndDeleted() {
        var mail = mailbox.mail();
        mailbox.receive(SampleReports.ofPostfix(addressOf(mail)));

        read();

        assertThat(mailbox.stateOf(mail)).isEqualTo("accepted bounced 5.1.1");
        assertThat(mailbox.value("select string_agg(action, ' ') from audit_entry")).isEqualTo("letter-bounced");
        assertThat(mailbox.messages()).isEmpty();
        assertThat(mailbox.counted()).isEqualTo("1 bounced");
    }

    @Test
    void statesMoveForwardOnly() {
        var mail = mailbox.mail();
        var address = addressOf(mail);
        mailbox.receive(SampleReports.delayed(address));
        read();
        assertThat(mailbox.stateOf(mail)).isEqualTo("accepted deferred 4.4.1");

        mailbox.receive(SampleReports.ofExchange("<" + address.toUpperCase(Locale.ROOT) + ">"));
        mailbox.receive(SampleReports.delayed(address));
        mailbox.receive(SampleReports.ofPostfix(address));
        read();

        assertThat(mailbox.stateOf(mail)).isEqualTo("accepted bounced 5.1.10");
        assertThat(mailbox.value("select count(*) from audit_entry")).isEqualTo("1");
        assertThat(mailbox.messages()).isEmpty();
    }

    /** A person on leave, somebody who guesses, and a report for a mail of long ago. */
    @Test
    void messageThatReportsNothingChangesNothing() {
        var mail = mailbox.mail();
        var old = mailbox.mail();
        mailbox.receive(SampleReports.autoReply(addressOf(mail)));
        mailbox.receive(SampleReports.ofPostfix("bounces+0123456789abcdef0123456789abcdef@igj.example"));
        mailbox.receive(SampleReports.ofPostfix(addressOf(old)));
        mailbox.database.run("delete from bounce_address where outbox_id = $1", old).await();

        read();

        assertThat(mailbox.stateOf(mail) + mailbox.stateOf(old)).isEqualTo("acceptedaccepted");
        assertThat(mailbox.counted()).isEqualTo("1 no-report 2 unknown-mail");
        assertThat(mailbox.messages()).isEmpty();
    }

    @Test
    void reportAboutTwoMailsIsAboutNone() {
        var one = mailbox.mail();
        var other = mailbox.mail();
        mailbox.receive(SampleReports.ofPostfix(addressOf(one) + ", " + addressOf(other)));

        read();

        assertThat(mailbox.stateOf(one) + mailbox.stateOf(other)).isEqualTo("acceptedaccepted");
    }

    @Test
    void addressIsBelievedForItsTerm() {
        var mail = mailbox.mail();
        mailbox.receive(SampleReports.ofPostfix(addressOf(mail)));
        mailbox.clock.advance(Duration.ofDays(15));

        read();

        assertThat(mailbox.stateOf(mail)).isEqualTo("accepted");
    }

    /** Somebody may use the mailbox for other mail by mistake. */
    @Test
    void messageToAnotherAddressIsLeftAndNotReadAgain() {
        mailbox.receive(SampleReports.autoReply("info@igj.example"));
        mailbox.receive(SampleReports.ofPostfix("xbounces+0123456789abcdef0123456789abcdef@igj.example"));

        read();
        read();

        assertThat(mailbox.messages()).containsExactly("seen", "seen");
        assertThat(mailbox.counted()).isEqualTo("2 not-ours");
    }

    @Test
    void hugeMessagesAreReadInPart() {
        var mail = mailbox.mail();
        var report = SampleReports.ofPostfix(addressOf(mail));
        mailbox.receive(report.substring(0, report.lastIndexOf("--4A1B")) + "x".repeat(70).concat("\n").repeat(60_000));
        mailbox.receive("X-Padding: " + "y".repeat(2 * MailboxReader.HEAD) + "\n" + report);

        read();

        assertThat(mailbox.stateOf(mail)).isEqualTo("accepted bounced 5.1.1");
        assertThat(mailbox.counted()).isEqualTo("1 bounced 1 not-ours");
    }

    @Test
    void messageStaysUntilItsResultIsCommitted() {
        var mail = mailbox.mail();
        mailbox.receive(SampleReports.ofPostfix(addressOf(mail)));
        mailbox.database.run("alter table event rename to away").await();

        assertThatThrownBy(this::read).hasMessageContaining("\"event\" does not exist");
        assertThat(mailbox.messages()).containsExactly("new");

        mailbox.database.run("alter table away rename to event").await();
        read();
        assertThat(mailbox.stateOf(mail)).isEqualTo("accepted bounced 5.1.1");
        assertThat(mailbox.messages()).isEmpty();
    }

    @Test
    void oneServerAtATimeReads() {
        mailbox.database.run("update bounce_mailbox set reader = gen_random_uuid(), reads_until = $1",
                mailbox.clock.instant().plusSeconds(90).atOffset(ZoneOffset.UTC)).await();
        var mail = mailbox.mail();
        mailbox.receive(SampleReports.ofPostfix(addressOf(mail)));

        read();
        assertThat(mailbox.messages()).containsExactly("new");

        mailbox.clock.advance(Duration.ofSeconds(91)); // the other server has died
        read();
        assertThat(mailbox.messages()).isEmpty();
    }

    @Test
    void wrongPasswordIsToldWithoutAnyOfTheServersWords() throws IOException {
        Files.writeString(mailbox.config.passwordFile(), "fout");

        assertThatThrownBy(this::read)
                .hasMessage("the mailbox of bounces refuses this user with this password");
        assertThat(MailboxFault.find(mailbox.config, Duration.ofSeconds(5))).hasValueSatisfying(sentence ->
                assertThat(sentence).startsWith("bounce.user: localhost:").doesNotContain("fout"));
    }

    /** Answers a byte now and then, so that no single step takes too long. */
    @Test
    void serverThatNeverEndsIsLeft() throws IOException {
        try (var server = new ServerSocket(0)) {
            Thread.ofVirtual().start(() -> {
                try (var line = server.accept()) {
                    while (true) {
                        line.getOutputStream().write("* ".getBytes(StandardCharsets.US_ASCII));
                        Thread.sleep(50);
                    }
                } catch (IOException | InterruptedException left) {
                    // as it should be
                }
            });
            var slow = new Config.Bounce("bounces+{token}@igj.example", "localhost", server.getLocalPort(),
                    Config.MailSecurity.NONE, "x", mailbox.config.passwordFile(), Optional.empty(),
                    Duration.ofSeconds(1), Duration.ofDays(1));
            var reader = mailbox.reader(slow, Duration.ofMillis(500));

            assertThatThrownBy(() -> reader.run().await(20, TimeUnit.SECONDS)).isNotNull();
        }
        var mail = mailbox.mail();
        mailbox.receive(SampleReports.ofPostfix(addressOf(mail)));
        read();
        assertThat(mailbox.stateOf(mail)).isEqualTo("accepted bounced 5.1.1");
    }

    private String addressOf(UUID mail) {
        return mailbox.addresses.of(mail).await();
    }

    private void read() {
        mailbox.reader().run().await();
    }
}
