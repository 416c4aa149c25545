package nl.rijkscloud.uncollected;

import static nl.rijkscloud.testing.SampleTransfer.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.config.ConfigFile;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.testing.SampleTransfer;
import nl.rijkscloud.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A delivered transfer that nobody downloads, with a clock that the test moves. */
final class UncollectedRemindersTest {
    private static final String END = "select extract(day from expires_at - delivered_at)::int from transfer";

    @TempDir
    private Path folder;

    private SampleTransfer transfer;
    private UncollectedReminders reminders;

    @BeforeEach
    void deliver() throws Exception {
        transfer = new SampleTransfer(folder);
        transfer.accepted("brief.pdf", new byte[10]);
        transfer.deliver();
        TestDatabase.sql(transfer.config, """
                insert into staff (id, email, name, mobile, password_hash, roles, created_at)
                    values (gen_random_uuid(), 'bram@igj.nl', 'Bram', '+31612345678', '', '{beheerder}', now());
                insert into department values ('zorg@igj.nl', 'Afdeling Zorg');
                insert into department_member select 'zorg@igj.nl', id from staff where email = 'meldpunt@igj.nl';""");
        reminders = reminders();
        transfer.carried(OutboundMessage.Channel.MAIL);
    }

    @AfterEach
    void close() {
        transfer.close();
    }

    @Test
    void recipientComesFirstThenDepartmentContactAndBeheerder() {
        assertThat(mailsUntil(10)).isEmpty();
        assertThat(mailsUntil(15)).containsExactly("uncollected meldpunt@igj.nl");
        assertThat(transfer.value(END)).contains("29");
        assertThat(mailsUntil(29)).containsExactly("uncollected meldpunt@igj.nl");
        assertThat(transfer.value(END)).as("kept to the latest end of its links").contains("90");
        assertThat(mailsUntil(45)).containsExactly("uncollected-others zorg@igj.nl");
        assertThat(mailsUntil(60)).as("the default contact is the recipient, who has been told").isEmpty();
        assertThat(mailsUntil(75)).containsExactly("uncollected-others bram@igj.nl");
        assertThat(mailsUntil(89)).isEmpty();
        assertThat(transfer.events().replace(",mail-accepted", ""))
                .isEqualTo("submitted,delivered,reminded,extended,reminded,reminded,reminded");
    }

    @Test
    void mailNamesDayAndSubjectOfTheMailWithTheLinkAndHoldsNone() {
        transfer.clock.advance(Duration.ofDays(15));
        await(reminders.run());

        assertThat(transfer.carried(OutboundMessage.Channel.MAIL)).singleElement().satisfies(mail -> assertThat(
                mail.values()).containsEntry("sender", "Jan Jansen").containsEntry("name", "Meldpunt")
                        .containsKeys("linkMailed", "until").doesNotContainKey("link"));
    }

    @Test
    void nobodyIsRemindedAfterADownload() {
        await(reminders.run());
        TestDatabase.sql(transfer.config, "update transfer set downloaded_at = now()");

        assertThat(mailsUntil(89)).isEmpty();
        assertThat(transfer.value(END)).contains("29");
    }

    @Test
    void twoNodesTakeEachStepOnce() throws IOException {
        await(reminders.run());
        var other = reminders();
        transfer.clock.advance(Duration.ofDays(15));

        await(Future.join(reminders.run(), other.run(), reminders.run(), other.run()));

        assertThat(transfer.carried(OutboundMessage.Channel.MAIL)).hasSize(1);
    }

    @Test
    void stepsAreADayApartAfterALongStop() {
        await(reminders.run());
        transfer.clock.advance(Duration.ofDays(80));
        await(reminders.run());
        await(reminders.run());

        assertThat(transfer.value("select taken from uncollected")).contains("1");
        transfer.clock.advance(Duration.ofDays(1));
        await(reminders.run());
        assertThat(transfer.value("select taken from uncollected")).contains("2");
    }

    /** Runs the chore on each day up to this one after the delivery. */
    private List<String> mailsUntil(int day) {
        var last = transfer.until.minus(SampleTransfer.LIFE).plus(Duration.ofDays(day)).plusSeconds(60);
        while (transfer.clock.instant().isBefore(last)) {
            transfer.clock.advance(Duration.ofDays(1));
            await(reminders.run());
        }
        return transfer.carried(OutboundMessage.Channel.MAIL).stream()
                .map(mail -> mail.template() + " " + mail.recipient()).toList();
    }

    private UncollectedReminders reminders() throws IOException {
        return new UncollectedReminders(
                transfer.database, transfer.transfers, transfer.outbox, new UncollectedMails(config()),
                transfer.audit, Duration.ofDays(90), transfer.clock);
    }

    private Config config() throws IOException {
        var secret = Files.writeString(folder.resolve("secret"), "a secret of some length").toString();
        return ConfigFile.load(Path.of("conf/rijkscloud.yaml"), Map.of(
                "RIJKSCLOUD_DATABASE_PASSWORD_FILE", secret, "RIJKSCLOUD_SMS_CALLBACK_SECRET_FILE", secret));
    }
}
