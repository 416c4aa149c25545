package nl.rijkscloud.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nl.rijkscloud.testing.Explained;
import nl.rijkscloud.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A hundred thousand due messages wait. The cost of a pass does not depend on that; measured in rows, since durations
 * vary.
 */
final class OutboxCostTest {
    private static final String NOW = "2026-11-12T13:05:00Z";
    private static final int WAITING = 100_000;

    private static OutboxFixture box;

    @BeforeAll
    static void fill() {
        box = new OutboxFixture();
        box.fill(WAITING, "timestamptz '2026-11-12T13:00:00Z'", "timestamptz '2026-11-15T13:00:00Z'");
    }

    @AfterAll
    static void close() {
        box.close();
    }

    @Test
    void claimReadsOnlyTheClaimedRows() {
        assertThat(touched(OutboxStore.CLAIM, "mail", NOW, "2026-11-12T13:05:30Z", 8)).isBetween(8L, 16L);
    }

    @Test
    void searchForOldMessagesReadsOnlyOldOnes() {
        assertThat(touched(OutboxStore.EXPIRE, "mail", NOW, "mail-refused", MessageExpiry.BATCH)).isZero();

        TestDatabase.sql(box.config,
                "update outbox set expires_at = '2026-11-12T13:01:00Z' where id in (select id from outbox "
                        + "order by due_at desc limit 1000)"); // the last ones, so that a claim does not meet them
        assertThat(touched(OutboxStore.EXPIRE, "mail", NOW, "mail-refused", MessageExpiry.BATCH))
                .isBetween((long) MessageExpiry.BATCH, 2L * MessageExpiry.BATCH + 100);
    }

    @Test
    void queueCountStopsAtItsMaximum() {
        assertThat(touched(QueueStore.LENGTHS, Queue.MOST_COUNTED)).isLessThanOrEqualTo(3L * Queue.MOST_COUNTED);
        assertThat(new QueueStore().lengths(box.db.client(), Queue.MOST_COUNTED).await())
                .contains(new Queue.Length("mail", false, Queue.MOST_COUNTED));
    }

    private static long touched(String sql, Object... values) {
        return Explained.rowsTouched(box.config, sql, List.of(values));
    }
}
