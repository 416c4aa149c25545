package nl.rijkscloud.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clock begins at 14.05 on 12 November 2026; the standard reminder comes two days before the end. */
final class RemindersTest {
    private static final String REMINDERS = "select count(*) from outbox where template = 'reminder'";

    @TempDir
    Path folder;

    private RequestFixture fixture;

    @BeforeEach
    void open() {
        fixture = new RequestFixture(folder);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void reminderWithANewLinkIsSentTwoDaysBeforeTheDeadline() {
        var id = ask("2026-11-20");
        var link = link(id);

        fixture.clock.advance(Duration.ofDays(6).plusHours(8));
        fixture.one.reminders.run().await();
        assertThat(fixture.value(REMINDERS)).isEqualTo("0");
        fixture.clock.advance(Duration.ofHours(2));
        fixture.one.reminders.run().await();

        assertThat(fixture.value(REMINDERS + " and transfer_id = '" + id + "' and recipient = 'anna@example.org'"))
                .isEqualTo("1");
        assertThat(link(id)).isNotEqualTo(link).isNotEqualTo("none");
        assertThat(fixture.value("select count(*) from link where transfer_id = '" + id + "'")).isEqualTo("1");
        assertThat(fixture.value("select count(*) from event where kind = 'reminded' and transfer_id = '" + id + "'"))
                .isEqualTo("1");
        assertThat(fixture.value("select reminded_at at time zone 'UTC' from request where transfer_id = '" + id + "'"))
                .isEqualTo("2026-11-18 23:05:00");
    }

    @Test
    void withoutADeadlineTheReminderPrecedesTheEndOfTheLink() {
        fixture.ask("anna@example.org", new JsonObject());

        fixture.clock.advance(Duration.ofDays(5).plusMinutes(1));
        fixture.one.reminders.run().await();

        assertThat(fixture.value(REMINDERS)).isEqualTo("1");
    }

    @Test
    void twoNodesRemindEachPersonOnce() {
        for (var i = 0; i < 20; i++) {
            fixture.ask("anna" + i + "@example.org", new JsonObject().put("deadline", "2026-11-20"));
        }
        fixture.clock.advance(Duration.ofDays(7));

        Future.join(Stream.of(fixture.one, fixture.other, fixture.one, fixture.other).map(node -> node.reminders.run())
                .toList()).await();
        fixture.other.reminders.run().await();

        assertThat(fixture.value(REMINDERS)).isEqualTo("20");
        assertThat(fixture.value("select count(distinct recipient) from outbox where template = 'reminder'"))
                .isEqualTo("20");
    }

    @Test
    void reminderKeepsTheLinkWhenTheServerHasNoKey() {
        var id = ask("2026-11-20");
        var link = link(id);
        fixture.sql("""
                insert into document (id, transfer_id, state, length, entry, created_at, updated_at)
                values (gen_random_uuid(), '%s', 'receiving', 10, '', now(), now())""".formatted(id));

        fixture.clock.advance(Duration.ofDays(7));
        fixture.one.reminders.run().await();

        assertThat(fixture.value(REMINDERS)).isEqualTo("1");
        assertThat(link(id)).isEqualTo(link);
    }

    @Test
    void noReminderAfterAnAnswerOrAfterTheEnd() {
        var answered = ask("2026-11-20");
        fixture.sql("update transfer set state = 'submitted' where id = '" + answered + "'");
        var further = ask("2026-11-20");
        fixture.sql("update request set answered_at = now() where transfer_id = '" + further + "'");
        var withdrawn = ask("2026-11-20");
        fixture.sql("update transfer set state = 'withdrawn', share = null where id = '" + withdrawn + "'");
        ask("2026-11-20");

        fixture.clock.advance(Duration.ofDays(17));
        fixture.one.reminders.run().await();

        assertThat(fixture.value(REMINDERS)).isEqualTo("0");
    }

    /** A list that was answered in part leaves the reminder to its next part. */
    @Test
    void openPartOfAChecklistIsReminded() {
        var part = ask("2026-11-20");
        fixture.sql("update request set answered_at = now(), series = gen_random_uuid() where transfer_id = '" + part
                + "'");

        fixture.clock.advance(Duration.ofDays(7));
        fixture.one.reminders.run().await();

        assertThat(fixture.value(REMINDERS)).isEqualTo("1");
    }

    @Test
    void requestTakesDocumentsForAWeekAfterItsDeadline() {
        var id = ask("2026-11-20");

        assertThat(fixture.value("select q.ends_at from request q")).startsWith("2026-11-20 23:00");
        var kept = "select t.expires_at - q.ends_at from transfer t, request q where t.id = '" + id + "'";
        assertThat(fixture.value(kept)).isEqualTo("7 days");
    }

    @Test
    void noReminderWithinADayOfTheRequest() {
        ask("2026-11-14");

        fixture.clock.advance(Duration.ofDays(1));
        fixture.one.reminders.run().await();

        assertThat(fixture.value(REMINDERS)).isEqualTo("0");
    }

    @Test
    void failedReminderIsRetriedAndStopsNoOther() {
        var broken = ask("2026-11-20");
        var share = fixture.value("select encode(share, 'hex') from transfer where id = '" + broken + "'");
        fixture.sql("update transfer set share = '' where id = '" + broken + "'");
        ask("2026-11-21");
        fixture.clock.advance(Duration.ofDays(8));

        fixture.one.reminders.run().await();
        assertThat(fixture.value(REMINDERS)).isEqualTo("1");
        fixture.sql("update transfer set share = decode('" + share + "', 'hex') where id = '" + broken + "'");
        fixture.one.reminders.run().await();

        assertThat(fixture.value(REMINDERS)).isEqualTo("2");
    }

    private UUID ask(String deadline) {
        return fixture.ask("anna@example.org", new JsonObject().put("deadline", deadline));
    }

    private String link(UUID transfer) {
        return fixture.value("select encode(id, 'hex') from link where transfer_id = '" + transfer
                + "' and kind = 'upload'");
    }
}
