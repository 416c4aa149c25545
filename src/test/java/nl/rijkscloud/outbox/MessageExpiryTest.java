package nl.rijkscloud.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import nl.rijkscloud.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages that waited too long are given up: not because of a wrong clock, and not delayed by a row that fails. */
final class MessageExpiryTest {
    private final OutboxFixture box = new OutboxFixture();
    private boolean held;

    @AfterEach
    void close() {
        box.close();
    }

    @Test
    void untrustedClockGivesUpNoMessage() {
        box.add(null, "link");
        held = true;
        box.clock.advance(Duration.ofDays(365));

        run();
        assertThat(box.row("state, payload is not null")).isEqualTo("(waiting,t)");
        assertThat(box.carried).isEmpty();

        held = false;
        run();
        assertThat(box.row("state, payload is null")).isEqualTo("(expired,t)");
    }

    @Test
    void messageIsSentWhenTheClockIsCorrected() {
        box.add(null, "link");
        held = true;
        box.clock.advance(Duration.ofDays(365));
        run();

        box.clock.advance(Duration.ofDays(-365));
        run();

        assertThat(box.carried).containsExactly("link");
    }

    @Test
    void failingRowsDelayNoOtherMessages() {
        box.fill(MessageExpiry.BATCH + 50, "timestamptz '2026-11-12T13:00:00Z'", "timestamptz '2026-11-12T13:04:00Z'");
        TestDatabase.sql(box.config, "update outbox set attempts = 7 where id in (select id from outbox order by "
                + "id limit " + MessageExpiry.BATCH + ")");
        TestDatabase.sql(box.config,
                "alter table outbox add constraint stubborn check (attempts <> 7 or state <> 'expired')");
        box.add(null, "new");

        run();

        assertThat(box.carried).containsExactly("new");
        assertThat(box.value("select count(*) from outbox where state = 'expired'")).isEqualTo("50");
        assertThat(box.value("select count(*) from outbox where state = 'waiting'"))
                .isEqualTo("" + MessageExpiry.BATCH);
    }

    private void run() {
        box.run(box.drain(box.accepting()).expiryHeldBy(() -> held));
    }
}
