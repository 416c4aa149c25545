package nl.rijkscloud.news;

import static nl.rijkscloud.testing.SampleTransfer.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import nl.rijkscloud.kernel.OfficeTime;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.testing.SampleTransfer;
import nl.rijkscloud.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** News becomes mails at the pace that each person chose, with a clock that the test moves. */
final class NewsDispatchTest {
    private static final String TO_DEPARTMENT = """
            insert into staff (id, email, name, mobile, password_hash, roles, created_at) values
                ('00000000-0000-0000-0000-000000000001', 'sanne@igj.nl', 'Sanne', '+31612345678', '', '{medewerker}', now()),
                ('00000000-0000-0000-0000-000000000002', 'omar@igj.nl', 'Omar', '+31612345678', '', '{medewerker}', now());
            delete from staff where email = 'meldpunt@igj.nl';
            insert into department values ('meldpunt@igj.nl', 'Meldpunt');
            insert into department_member select 'meldpunt@igj.nl', id from staff where email like '%@igj.nl';""";
    private static final String OMAR_AT_ONCE =
            "insert into news_choice (staff_id, at_once) values ('00000000-0000-0000-0000-000000000002', true)";

    private SampleTransfer transfer;

    @AfterEach
    void close() {
        transfer.close();
    }

    @Test
    void membersHearOfWhatTheirDepartmentReceivedAtOnceOrAtEight(@TempDir Path folder) throws Exception {
        received(folder);

        await(dispatch().run());
        assertThat(mails()).containsExactly("news-received omar@igj.nl");
        toEight(-1);
        await(dispatch().run());
        assertThat(mails()).isEmpty();
        toEight(0);
        await(dispatch().run());
        assertThat(transfer.carried(OutboundMessage.Channel.MAIL)).singleElement().satisfies(mail -> {
            assertThat(mail.recipient()).isEqualTo("sanne@igj.nl");
            assertThat(mail.values()).containsEntry("sender", "Jan Jansen").containsEntry("contact", "Meldpunt")
                    .containsEntry("about", "Zorg").doesNotContainKey("link");
        });
        await(dispatch().run());
        assertThat(mails()).as("told once").isEmpty();
        assertThat(transfer.value("select count(*) from news")).contains("0");
    }

    @Test
    void twoNodesTellOnce(@TempDir Path folder) throws Exception {
        received(folder);
        toEight(0);
        await(Future.join(List.of(dispatch().run(), dispatch().run(), dispatch().run(), dispatch().run())));
        assertThat(mails()).containsExactlyInAnyOrder("news-received omar@igj.nl", "news-received sanne@igj.nl");
    }

    @Test
    void newsThatHoldsNoMoreIsNotTold(@TempDir Path folder) throws Exception {
        received(folder);
        toEight(0);
        TestDatabase.sql(transfer.config, """
                delete from department_member where staff_id = '00000000-0000-0000-0000-000000000001';
                insert into read_mark select '00000000-0000-0000-0000-000000000002', id, delivered_at from transfer;""");
        await(dispatch().run());
        assertThat(mails()).isEmpty();
    }

    @Test
    void newsThatWaitsGoesWithItsTransfer(@TempDir Path folder) throws Exception {
        received(folder);
        assertThat(transfer.value("select count(*) from news")).contains("2");
        TestDatabase.sql(transfer.config, "update transfer set state = 'withdrawn'");
        assertThat(transfer.value("select count(*) from news")).contains("0");
    }

    @Test
    void senderHearsWhenARecipientHasEverything(@TempDir Path folder) throws Exception {
        sent(folder);
        TestDatabase.sql(transfer.config, "update recipient set downloaded_at = '%s'; update recipient set received = 1"
                .formatted(transfer.clock.instant()));
        toEight(0);
        await(dispatch().run());
        assertThat(transfer.carried(OutboundMessage.Channel.MAIL)).singleElement().satisfies(mail -> {
            assertThat(mail.template()).isEqualTo("news-collected");
            assertThat(mail.recipient()).isEqualTo("meldpunt@igj.nl");
            assertThat(mail.values()).containsEntry("contact", "Anna Smit");
        });
    }

    @Test
    void senderHearsOfEachEndOnceThreeDaysBefore(@TempDir Path folder) throws Exception {
        sent(folder);
        TestDatabase.sql(transfer.config, "insert into news_choice (staff_id, at_once) select id, true from staff");
        transfer.clock.advance(SampleTransfer.LIFE.minusDays(3).minusHours(1));
        await(dispatch().run());
        assertThat(mails()).as("more than three days before").isEmpty();
        transfer.clock.advance(Duration.ofHours(2));
        await(dispatch().run());
        transfer.clock.advance(Duration.ofHours(2));
        await(dispatch().run());
        assertThat(mails()).containsExactly("news-ending meldpunt@igj.nl");

        TestDatabase.sql(transfer.config, "update transfer set expires_at = expires_at + interval '10 days'");
        await(dispatch().run());
        assertThat(mails()).isEmpty();
        transfer.clock.advance(Duration.ofDays(10));
        await(dispatch().run());
        assertThat(mails()).containsExactly("news-ending meldpunt@igj.nl");
    }

    @Test
    void endThatWasMovedBeforeTheDailyMailIsNotTold(@TempDir Path folder) throws Exception {
        sent(folder);
        transfer.clock.advance(SampleTransfer.LIFE.minusDays(4).plusMinutes(1));
        await(dispatch().run());
        assertThat(transfer.value("select count(*) from news where kind = 'ending'")).contains("1");
        TestDatabase.sql(transfer.config, "update transfer set expires_at = expires_at + interval '10 days'");
        toEight(0);
        await(dispatch().run());
        assertThat(mails()).isEmpty();
    }

    @Test
    void manyPiecesOfNewsAreOneMailAndTheNextComesFiveMinutesLater(@TempDir Path folder) throws Exception {
        sent(folder);
        TestDatabase.sql(transfer.config, """
                insert into news_choice (staff_id, at_once) select id, true from staff;
                insert into recipient (id, transfer_id, position, name, email, outsider, mobile)
                select gen_random_uuid(), id, 1, 'b.example.com', 'b@example.com', true, '+31612345679' from transfer;
                update recipient set downloaded_at = '%s'""".formatted(transfer.clock.instant()));
        await(dispatch().run());
        assertThat(transfer.carried(OutboundMessage.Channel.MAIL)).singleElement().satisfies(mail -> {
            assertThat(mail.template()).isEqualTo("news");
            assertThat(mail.values()).containsEntry("count", "1").containsEntry("received", "");
            assertThat(mail.values().get("collected").lines()).hasSize(2)
                    .anyMatch(line -> line.contains("→ b. example. com"));
        });
        TestDatabase.sql(transfer.config, """
                update recipient set downloaded_at = null; update recipient set downloaded_at = '%s'"""
                .formatted(transfer.clock.instant()));
        await(dispatch().run());
        assertThat(mails()).isEmpty();
        transfer.clock.advance(Duration.ofMinutes(5));
        await(dispatch().run());
        assertThat(mails()).containsExactly("news meldpunt@igj.nl");
    }

    private void received(Path folder) throws Exception {
        transfer = new SampleTransfer(folder);
        TestDatabase.sql(transfer.config, TO_DEPARTMENT);
        TestDatabase.sql(transfer.config, OMAR_AT_ONCE);
        deliver();
    }

    private void sent(Path folder) throws Exception {
        transfer = SampleTransfer.sent(folder);
        deliver();
    }

    private void deliver() throws Exception {
        transfer.accepted("brief.txt", new byte[] {1});
        transfer.deliver();
        mails();
    }

    /** Moves the clock to the next time that it is eight, and this many minutes further. */
    private void toEight(int minutes) {
        var local = OfficeTime.at(transfer.clock.instant());
        var eight = local.with(LocalTime.of(8, 0));
        var next = eight.isAfter(local) ? eight : eight.plusDays(1);
        transfer.clock.advance(Duration.between(local, next.plusMinutes(minutes)));
    }

    private List<String> mails() {
        return transfer.carried(OutboundMessage.Channel.MAIL).stream()
                .map(mail -> mail.template() + " " + mail.recipient()).toList();
    }

    private NewsDispatch dispatch() {
        return new NewsDispatch(transfer.database, transfer.outbox, transfer.clock);
    }
}
