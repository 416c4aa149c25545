package nl.rijkscloud.custodian;

import static nl.rijkscloud.custodian.CustodianFixture.LIFE;
import static nl.rijkscloud.custodian.CustodianFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nl.rijkscloud.custodian.CustodianFixture.Sending;
import nl.rijkscloud.ledger.LedgerEntry;
import nl.rijkscloud.ledger.LedgerEntry.Kind;
import nl.rijkscloud.ledger.TestLedger;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.transfer.Transfer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TransferExpiryTest {
    @TempDir
    private Path folder;

    private CustodianFixture fixture;

    @BeforeEach
    void open() throws IOException {
        fixture = new CustodianFixture(folder);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void expiryDeletesKeysSlotsLinksAndFiles() {
        var sending = fixture.sending();
        var document = fixture.received(sending, "brief.txt", text(100));
        fixture.submit(sending, 1);
        var readBack = fixture.readBack();
        fixture.run(readBack::run);
        grant(sending);
        fixture.clock.advance(LIFE);

        expire();

        assertThat(fixture.state(sending)).isEqualTo(Transfer.State.DESTROYED);
        assertThat(fixture.value("select num_nonnulls(share, manifest, message) from transfer")).isEqualTo("0");
        assertThat(fixture.value("select (select count(*) from slot) + (select count(*) from link)"
                + " + (select count(*) from session_grant) + (select count(*) from document)")).isEqualTo("0");
        assertThat(fixture.hasFile(document)).isFalse();
        assertThat(fixture.value("select kind from event order by id desc limit 1")).isEqualTo("destroyed");
        assertThat(fixture.value(
                "select string_agg(action || ' ' || result || ' ' || actor, ', ' order by seq) from audit_entry"
                        + " where transfer_id = '" + sending.id() + "'"))
                .isEqualTo("transfer-delivered done system, transfer-destroyed done system");
    }

    @Test
    void endIsInTheLedgerBeforeItIsCommitted() throws IOException {
        var sending = fixture.sending();
        fixture.clock.advance(LIFE);

        expire();

        assertThat(TestLedger.entries(folder.resolve("ledger"), fixture.clock.instant()))
                .containsExactly(new LedgerEntry(fixture.clock.instant(), Kind.DESTROYED, sending.id()));
    }

    @Test
    void transferLivesOnWhileTheLedgerTakesNothing() throws IOException {
        var sending = fixture.sending();
        fixture.clock.advance(LIFE);
        Files.delete(folder.resolve("ledger"));
        Files.createFile(folder.resolve("ledger"));

        expire();
        assertThat(fixture.state(sending)).isEqualTo(Transfer.State.OPEN);

        Files.delete(folder.resolve("ledger"));
        Files.createDirectory(folder.resolve("ledger"));
        expire();
        assertThat(fixture.state(sending)).isEqualTo(Transfer.State.DESTROYED);
    }

    @Test
    void unsentTransferExpiresWithItsLink() {
        var sending = fixture.sending();
        var half = fixture.begun(sending, "half.txt", 1000);
        var waiting = fixture.received(sending, "wacht.txt", text(10));
        fixture.clock.advance(LIFE);

        expire();

        assertThat(fixture.hasFile(half)).isFalse();
        assertThat(fixture.hasFile(waiting)).isFalse();
        assertThat(fixture.state(sending)).isEqualTo(Transfer.State.DESTROYED);
    }

    @Test
    void aTransferLivesUntilItsTimeIsOver() {
        var sending = fixture.sending();
        var document = fixture.received(sending, "brief.txt", text(100));
        fixture.clock.advance(LIFE.minusMillis(1));

        expire();

        assertThat(fixture.state(sending)).isEqualTo(Transfer.State.OPEN);
        assertThat(fixture.hasFile(document)).isTrue();
    }

    /** The sender presses Verstuur in the last second: expiry has seen the row, and waits for the lock. */
    @Test
    void aTransferThatIsSentWhileExpiryWaitsLives() {
        var sending = fixture.sending();
        fixture.received(sending, "brief.txt", text(100));
        fixture.clock.advance(LIFE);
        var now = fixture.clock.instant();
        var expiry = new TransferExpiry(fixture.custodian, fixture.workers);

        var expiring = fixture.database.inTransaction(tx -> fixture.custodian.transfers().lock(tx, sending.id())
                .compose(held -> {
                    var waiting = fixture.start(() -> expiry.run(() -> false));
                    return untilSoManyWait(1).compose(wait -> fixture.custodian.transfers()
                                    .markSubmitted(tx, sending.id(), new byte[0], 1, now, now.plus(LIFE)))
                            .map(List.of(waiting));
                })).await();
        expiring.getFirst().await();

        assertThat(fixture.state(sending)).isEqualTo(Transfer.State.SUBMITTED);
    }

    /** The officer was faster: expiry has seen the row, and waits for the lock. */
    @Test
    void aTransferThatIsHeldWhileExpiryWaitsLives() {
        var sending = fixture.sending();
        var document = fixture.received(sending, "brief.txt", text(100));
        fixture.submit(sending, 1);
        fixture.clock.advance(LIFE);
        var until = fixture.clock.instant().plus(LIFE);

        var expiring = fixture.database.inTransaction(tx -> fixture.custodian.transfers().lock(tx, sending.id())
                .compose(held -> {
                    var waiting = started();
                    return untilSoManyWait(1).compose(wait -> new HeldTransfers(fixture).hold(tx, sending, until))
                            .map(List.of(waiting));
                })).await();
        expiring.getFirst().await();

        assertThat(fixture.state(sending)).isEqualTo(Transfer.State.SUBMITTED);
        assertThat(fixture.hasFile(document)).isTrue();
    }

    @Test
    void aHeldTransferIsDestroyedWhenTheHoldIsOver() {
        var sending = fixture.sending();
        fixture.submit(sending, 0);
        new HeldTransfers(fixture).hold(sending, fixture.clock.instant().plus(LIFE).plus(LIFE));
        fixture.clock.advance(LIFE.plus(LIFE).minusMillis(1));
        expire();
        assertThat(fixture.state(sending)).isEqualTo(Transfer.State.SUBMITTED);

        fixture.clock.advance(Duration.ofMillis(1));
        expire();

        assertThat(fixture.state(sending)).isEqualTo(Transfer.State.DESTROYED);
    }

    /** No code leaves such rows; the end of a transfer looks for a hold all the same. */
    @Test
    void aHoldKeepsATransferWhoseEndIsOver() {
        var sending = fixture.sending();
        fixture.submit(sending, 0);
        new HeldTransfers(fixture).hold(sending, fixture.clock.instant().plus(LIFE).plus(LIFE));
        fixture.value("with moved as (update transfer set expires_at = created_at returning 1) select 1");

        expire();
        assertThat(fixture.state(sending)).isEqualTo(Transfer.State.SUBMITTED);

        fixture.value("with lifted as (update legal_hold set lifted_at = set_at returning 1) select 1");
        expire();
        assertThat(fixture.state(sending)).isEqualTo(Transfer.State.DESTROYED);
    }

    @Test
    void twoNodesDestroyATransferOnce() {
        var sending = fixture.sending();
        fixture.clock.advance(LIFE);

        var both = fixture.database.inTransaction(tx -> fixture.custodian.transfers().lock(tx, sending.id())
                .compose(held -> {
                    var nodes = List.of(started(), started());
                    return untilSoManyWait(2).map(nodes);
                })).await();
        Future.all(both).await();

        assertThat(fixture.value("select count(*) from event where kind = 'destroyed'")).isEqualTo("1");
    }

    @Test
    void sweepDeletesFilesThatACrashLeft() throws IOException {
        var sending = fixture.sending();
        var document = fixture.received(sending, "brief.txt", text(100));
        var copy = Files.readAllBytes(fixture.file(document));
        fixture.clock.advance(LIFE);
        expire();
        Files.write(fixture.file(document), copy);
        fixture.writtenAt(document, fixture.clock.instant().minus(Duration.ofHours(2)));

        var sweep = new BlobSweep(fixture.database, fixture.blobs, fixture.workers, fixture.clock,
                CustodianFixture.QUARANTINE);
        fixture.run(() -> sweep.run(() -> false));

        assertThat(fixture.hasFile(document)).isFalse();
    }

    private void expire() {
        started().await();
    }

    private Future<Void> started() {
        var expiry = new TransferExpiry(fixture.custodian, fixture.workers);
        return fixture.start(() -> expiry.run(() -> false));
    }

    private void grant(Sending sending) {
        var session = Buffer.buffer(new byte[16]);
        fixture.database.run("""
                        insert into session (id, created_at, seen_at, expires_at)
                        values ($1, now(), now(), now())""", session)
                .compose(done -> fixture.database.run("""
                        insert into session_grant (session_id, link_id, transfer_id, kind, sealed_key, opened_at)
                        values ($1, $1, $2, $3, $1, now())""", session, sending.id(), LinkKind.DOWNLOAD.sql()))
                .await();
    }

    /** Completes when this many backends of the database wait for a lock. */
    private Future<Void> untilSoManyWait(int count) {
        return fixture.database.run("""
                select count(*) from pg_stat_activity
                where datname = current_database() and wait_event_type = 'Lock'""").compose(rows ->
                        rows.iterator().next().getLong(0) >= count
                                ? Future.succeededFuture()
                                : fixture.vertx.timer(10, TimeUnit.MILLISECONDS)
                                        .compose(later -> untilSoManyWait(count)));
    }
}
