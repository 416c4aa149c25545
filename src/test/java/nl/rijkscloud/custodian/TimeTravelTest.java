package nl.rijkscloud.custodian;

import static nl.rijkscloud.custodian.CustodianFixture.LIFE;
import static nl.rijkscloud.custodian.CustodianFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.custodian.CustodianFixture.Sending;
import nl.rijkscloud.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hundred days, one after the other: on each day everything that is due is gone, and nothing else. */
final class TimeTravelTest {
    private static final int DAYS = 100;
    private static final Duration DAY = Duration.ofDays(1);

    private CustodianFixture fixture;

    /** @param end the moment from which nothing of it may be left */
    private record Traveller(String name, Sending sending, UUID document, Instant end) {}

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        fixture = new CustodianFixture(folder);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void eachDayOnlyDueDataIsDeleted() {
        var life = fixture.clock.instant().plus(LIFE);
        var travellers = List.of(
                begun("begun and never sent", life),
                delivered("downloaded", life, "update transfer set downloaded_at = created_at"),
                delivered("extended by staff", life.plus(DAY.multipliedBy(20)),
                        "update transfer set downloaded_at = created_at, expires_at = expires_at + interval '20 days'"),
                delivered("shortened after a download", life.minus(DAY.multipliedBy(4)),
                        "update transfer set downloaded_at = created_at, expires_at = expires_at - interval '4 days'"),
                delivered("not collected", life.plus(DAY.multipliedBy(60)), """
                        insert into uncollected (transfer_id, taken, turn_at, latest_end)
                        select id, 0, expires_at, expires_at + interval '60 days' from transfer"""));

        for (var day = 0; day < DAYS; day++) {
            fixture.clock.advance(DAY);
            var expiry = new TransferExpiry(fixture.custodian, fixture.workers);
            fixture.run(() -> expiry.run(() -> false));
            var today = fixture.clock.instant();
            assertThat(travellers).as("day %s", day + 1).allSatisfy(one -> {
                var due = !one.end().isAfter(today);
                assertThat(fixture.state(one.sending()).isGone()).as(one.name()).isEqualTo(due);
                assertThat(fixture.hasFile(one.document())).as("file of: " + one.name()).isEqualTo(!due);
                assertThat(keys(one.sending())).as("keys of: " + one.name()).isEqualTo(due ? "0" : "1");
            });
        }
        assertThat(travellers).allMatch(one -> fixture.state(one.sending()).isGone());
        assertThat(fixture.value("select count(*) from event where kind = 'destroyed'")).isEqualTo("5");
    }

    private String keys(Sending sending) {
        return fixture.value("select num_nonnulls(share) from transfer where id = '" + sending.id() + "'");
    }

    private Traveller begun(String name, Instant end) {
        var sending = fixture.sending();
        return new Traveller(name, sending, fixture.received(sending, "brief.txt", text(100)), end);
    }

    /** @param change a statement that is narrowed to this transfer */
    private Traveller delivered(String name, Instant end, String change) {
        var traveller = begun(name, end);
        fixture.submit(traveller.sending(), 1);
        var readBack = fixture.readBack();
        fixture.run(readBack::run);
        TestDatabase.sql(fixture.config, change + " where id = '" + traveller.sending().id() + "'");
        return traveller;
    }
}
