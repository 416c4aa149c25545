package nl.rijkscloud.custodian;

import static nl.rijkscloud.custodian.CustodianFixture.LIFE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import nl.rijkscloud.db.DatabaseClock.Steadiness;
import nl.rijkscloud.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A year is much: guards against transfers that a wrong clock calls expired, by comparison with the time that this
 * process measured.
 */
final class DestructionBrakeTest {
    private static final Duration YEAR = Duration.ofDays(365);

    private CustodianFixture fixture;
    private Instant since;
    private Duration skew = Duration.ZERO;
    private DestructionBrake brake;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        fixture = new CustodianFixture(folder);
        since = fixture.clock.instant();
        brake = new DestructionBrake(fixture.database, fixture.clock, () -> new Steadiness(since, skew));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void startWithAClockAYearAheadDestroysNothing() {
        live(60);
        startAfter(YEAR);

        expire();

        assertThat(gone()).isZero();
        assertThat(brake.isHeld()).isTrue();
    }

    @Test
    void nothingIsDeletedBeforeTheFirstComparisonOfClocks() {
        assertThat(brake.isHeld()).isTrue();

        expire();

        assertThat(brake.isHeld()).isFalse();
    }

    @Test
    void stepOfTheClockBetweenTwoPassesDestroysNothing() {
        live(60);
        expire();
        startAfter(YEAR); // the clock reports steady time from here on, as after a start

        expire();

        assertThat(gone()).isZero();
    }

    @Test
    void clocksThatDifferDestroyNothingHoweverFewAreDue() {
        live(1);
        fixture.clock.advance(LIFE);
        skew = Duration.ofMinutes(-6);

        expire();
        assertThat(gone()).isZero();

        skew = Duration.ofMinutes(-4);
        expire();
        assertThat(gone()).isOne();
        assertThat(brake.isHeld()).isFalse();
    }

    /** A request to many people has one deadline, so many transfers become due together. */
    @Test
    void manyTransfersThatBecameDueInMeasuredTimeAreDestroyed() {
        live(60);
        fixture.clock.advance(LIFE);

        expire();

        assertThat(gone()).isEqualTo(60);
    }

    @Test
    void fewThatWereDueAtTheStartAreDestroyed() {
        live(DestructionBrake.USUAL);
        startAfter(YEAR);

        expire();

        assertThat(gone()).isEqualTo(DestructionBrake.USUAL);
    }

    @Test
    void smallShareOfManyIsDestroyed() {
        live(60);
        fixture.clock.advance(LIFE.dividedBy(2));
        live(60 * DestructionBrake.USUAL_SHARE);
        startAfter(LIFE.dividedBy(2));

        expire();

        assertThat(gone()).isEqualTo(60);
    }

    @Test
    void heldTransfersDoNotHoldBackLaterOnes() {
        live(60);
        startAfter(LIFE);
        var later = fixture.sending();
        fixture.clock.advance(LIFE);

        expire();

        assertThat(gone()).isOne();
        assertThat(fixture.value("select state from transfer where id = '" + later.id() + "'")).isEqualTo("destroyed");
    }

    @Test
    void releaseDestroysTheGivenNumberAndIsLogged() {
        live(60);
        startAfter(YEAR);
        brake.release(59, fixture.custodian.audit()).await();
        expire();
        assertThat(gone()).isZero();

        var standing = brake.standing().await();
        assertThat(standing).isEqualTo(new DestructionBrake.Standing(60, 60));
        brake.release(standing.due(), fixture.custodian.audit()).await();
        expire();

        assertThat(gone()).isEqualTo(60);
        assertThat(fixture.value("select count(*) from audit_entry where action = 'destruction-released' and actor = "
                + "'operator'")).isEqualTo("2");
    }

    @Test
    void releaseEndsAfterAnHour() {
        live(60);
        startAfter(YEAR);
        brake.release(60, fixture.custodian.audit()).await();
        fixture.clock.advance(DestructionBrake.RELEASED_FOR);

        expire();

        assertThat(gone()).isZero();
    }

    /** More than the largest batch of one pass; destroying them fails. */
    @Test
    void transfersThatCannotBeDestroyedDoNotKeepBackTheOthers() {
        live(2 * TransferExpiry.PAGE);
        TestDatabase.sql(fixture.config, """
                create function refuse() returns trigger language plpgsql as 'begin raise exception ''no''; end'""");
        TestDatabase.sql(fixture.config, "create trigger refuse before update on transfer for each row"
                + " when (new.state = 'destroyed' and old.sender_name <> 'Last') execute function refuse()");
        fixture.clock.advance(Duration.ofMinutes(1));
        var last = fixture.sending();
        TestDatabase.sql(fixture.config, "update transfer set sender_name = 'Last' where id = '" + last.id() + "'");
        fixture.clock.advance(LIFE);

        expire();

        assertThat(gone()).isOne();
    }

    /** Creates so many empty transfers with the usual lifetime. */
    private void live(int count) {
        var columns = TestDatabase.value(fixture.config,
                "select string_agg(column_name, ', ') from information_schema.columns"
                + " where table_name = 'transfer' and table_schema = 'public'"
                + " and column_name not in ('id', 'number')").orElseThrow();
        var one = fixture.sending();
        TestDatabase.sql(fixture.config,
                "insert into transfer (id, " + columns + ") select gen_random_uuid(), " + columns
                + " from transfer, generate_series(2, " + count + ") where id = '" + one.id() + "'");
    }

    private void startAfter(Duration time) {
        fixture.clock.advance(time);
        since = fixture.clock.instant();
    }

    private void expire() {
        var is = fixture.custodian;
        var braked = new CustodianContext(
                is.database(), is.documents(), is.transfers(), is.links(), is.slots(), is.delivery(), is.ending(),
                is.running(), is.outbox(), is.blobs(), is.aead(), is.config(), is.audit(), is.bus(), is.clock(), brake);
        fixture.run(() -> new TransferExpiry(braked, fixture.workers).run(() -> false));
    }

    private long gone() {
        return Long.parseLong(fixture.value("select count(*) from transfer where state = 'destroyed'"));
    }
}
