package nl.rijkscloud.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.testing.Explained;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A hundred thousand messages wait, one mailbox has as many that were sent, and a few messages of another kind came
 * last. No search reads through them; measured in rows, since durations vary.
 */
final class QueueSearchCostTest {
    private static final int MANY = 100_000;
    private static final int LIMIT = 101;
    private static final String ANY = "";
    private static final QueueQuestion EVERYTHING = new QueueQuestion(
            Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Optional.empty());

    private static OutboxFixture box;

    @BeforeAll
    static void fill() {
        box = new OutboxFixture();
        box.fill(MANY, "timestamptz '2026-11-12T13:00:00Z'", "timestamptz '2026-11-15T13:00:00Z'");
        box.addTransfer();
        box.sql("""
                insert into outbox (id, channel, template, language, recipient, state, due_at, expires_at, created_at)
                select gen_random_uuid(), 'mail', 'notification', 'nl', 'meldpunt@igj.nl', 'accepted', now(), now(),
                    now() from generate_series(1, %d)""".formatted(MANY));
        box.sql("""
                insert into outbox (
                    id, channel, transfer_id, template, language, recipient, state, due_at, expires_at, created_at)
                select gen_random_uuid(), channel, '%s', template, 'nl', recipient, state, now(), now(), now()
                from (values ('mail', 'notification', 'meldpunt@igj.nl', 'refused'),
                    ('sms', 'fresh-code', '+31612345678', 'waiting')) one (channel, template, recipient, state)"""
                .formatted(OutboxFixture.TRANSFER));
        box.sql("analyze outbox");
    }

    @AfterAll
    static void close() {
        box.close();
    }

    @Test
    void searchOfOnePersonReadsTheirOpenMessagesOnly() {
        assertThat(touched(QueueSearchStore.OF_PERSON, ANY, ANY, ANY, "meldpunt@igj.nl")).isEqualTo(1);
        assertThat(touched(QueueSearchStore.OF_PERSON, ANY, ANY, ANY, "nobody@igj.nl")).isZero();
    }

    @Test
    void searchOfOneTransferReadsItsMessagesOnly() {
        var number = box.value("select number from transfer");

        assertThat(touched(QueueSearchStore.OF_TRANSFER, ANY, ANY, ANY, number)).isLessThanOrEqualTo(10);
    }

    @Test
    void searchByChoicesReadsAsManyAsItShows() {
        assertThat(touched(QueueSearchStore.OF_GROUPS, "sms", ANY, ANY)).isLessThanOrEqualTo(20);
        assertThat(touched(QueueSearchStore.OF_GROUPS, ANY, "{notification}", ANY)).isLessThanOrEqualTo(20);
        assertThat(touched(QueueSearchStore.OF_GROUPS, ANY, ANY, "refused")).isLessThanOrEqualTo(20);
        assertThat(touched(QueueSearchStore.OF_GROUPS, ANY, ANY, ANY)).isLessThanOrEqualTo(LIMIT + 20);
        assertThat(touched(QueueSearchStore.KINDS)).isLessThanOrEqualTo(10);
    }

    @Test
    void slowSearchEndsAsBusy() {
        var search = searchThrough("pg_sleep(60) is null");

        assertThatThrownBy(search::await)
                .satisfies(failure -> assertThat(((Failure) failure).kind()).isEqualTo(Failure.Kind.BUSY));
    }

    @Test
    void searchHasASecond() {
        assertThat(searchThrough("current_setting('statement_timeout') = '1s'").await()).isNotEmpty();
    }

    /** Searches all messages for which the condition holds. */
    private static Future<List<Queue.Item>> searchThrough(String condition) {
        box.sql("alter table outbox rename to outbox_table; create view outbox as select * from outbox_table where "
                + condition);
        return box.db.inTransaction(tx -> new QueueSearchStore().search(tx, EVERYTHING, LIMIT)).onComplete(done ->
                box.sql("drop view outbox; alter table outbox_table rename to outbox"));
    }

    @Test
    void timeOfTheSearchDoesNotBindLaterStatements() {
        var before = box.db.inTransaction(tx -> tx.query("show statement_timeout").execute()).await();
        var after = box.db.inTransaction(tx -> new QueueSearchStore().search(tx, EVERYTHING, LIMIT)
                .compose(found -> tx.query("show statement_timeout").execute())).await();

        assertThat(after.iterator().next().getString(0)).isEqualTo(before.iterator().next().getString(0));
    }

    /** An empty choice is left open. */
    private static long touched(String sql, Object... choices) {
        var literal = sql;
        for (var number = 0; number < choices.length; number++) {
            if (choices[number].equals(ANY)) {
                literal = literal.replace("$" + (number + 2), "null");
            }
        }
        var values = new ArrayList<Object>(List.of(LIMIT));
        values.addAll(List.of(choices));
        return Explained.rowsTouched(box.config, literal, values);
    }
}
