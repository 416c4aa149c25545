package nl.rijkscloud.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import nl.rijkscloud.audit.AuditEntry.Detail;
import nl.rijkscloud.audit.Chain.Mark;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.db.DatabaseAway;
import nl.rijkscloud.db.Purpose;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditTest {
    private static final String ROW = "update installation set key_check = key_check";

    private final AuditFixture log = new AuditFixture();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void parallelActsMakeOneChainWithoutGaps() {
        var acts = IntStream.range(0, 200)
                .mapToObj(act -> log.database.inTransaction(tx -> log.audit.record(tx, AuditFixture.full())))
                .toList();
        Future.all(acts).await();

        var found = log.verify();
        assertThat(found.flaws()).isEmpty();
        assertThat(found.head().seq()).isEqualTo(200);
        assertThat(log.value("select count(*) from audit_entry")).isEqualTo("200");
    }

    @Test
    void twoNodesMakeOneChain() {
        var other = new Audit(log.database, log.purposes, log.clock);
        var acts = IntStream.range(0, 40).mapToObj(act -> log.database.inTransaction(tx ->
                        (act % 2 == 0 ? log.audit : other).record(tx, AuditFixture.full(), AuditFixture.destroyed())))
                .toList();
        Future.all(acts).await();

        assertThat(log.verify().flaws()).isEmpty();
        assertThat(log.verify().lines()).isEqualTo(80);
    }

    @Test
    void rolledBackActLeavesNoLineAndNoGap() {
        log.record(AuditFixture.full());
        assertThatThrownBy(() -> log.database.inTransaction(tx -> log.audit.record(tx, AuditFixture.full())
                .compose(written -> Future.failedFuture(Failure.notFound()))).await()).isInstanceOf(Failure.class);
        log.record(AuditFixture.full());

        assertThat(log.verify().flaws()).isEmpty();
        assertThat(log.verify().head().seq()).isEqualTo(2);
    }

    @Test
    void actFailsWhenItsLineCannotBeWritten() {
        log.record(AuditFixture.full());
        log.sql("insert into installation (key_check) values ('\\x00')");
        log.tamper("update audit_mark set seal = mac");

        assertThatThrownBy(
                () -> log.database.inTransaction(tx -> Database.run(tx, "update installation set key_check = '\\x01'")
                .compose(done -> log.audit.record(tx, AuditFixture.full()))).await()).hasMessageContaining("not ours");
        assertThat(log.value("select key_check = '\\x00' from installation")).isEqualTo("t");
    }

    /** A node that hangs between its line and its commit must not stop all others for hours. */
    @Test
    void idleHolderOfTheHeadIsTimedOut() {
        var timeout = log.database.inTransaction(tx -> log.audit.record(tx, AuditFixture.full())
                .compose(done -> Database.run(tx, "show idle_in_transaction_session_timeout"))).await();
        assertThat(timeout.iterator().next().getString(0)).isEqualTo("8s");
    }

    /**
     * Chore statements may run longer than that. The second waiter waits for the first, and then anew for the holder of
     * the head.
     */
    @Test
    void frozenWaiterNeverGetsTheHead() {
        log.record(AuditFixture.full());
        var chores = log.database.forChores();
        var alive = chores.inTransaction(frozen -> log.audit.record(frozen, AuditFixture.full())
                .compose(held -> Future.join(IntStream.range(1, Purpose.CHORE.connections(log.config.poolSize()))
                        .mapToObj(i -> chores.inTransaction(tx -> log.audit.record(tx, AuditFixture.full()))).toList()))
                .transform(waited -> {
                    assertThat(waited.cause()).isInstanceOf(DatabaseAway.class);
                    return Database.run(frozen, "select 1 as one");
                })).await();

        assertThat(alive.iterator().next().getInteger("one")).as("PostgreSQL has not ended it yet").isEqualTo(1);
        assertThat(log.verify().head().seq()).isEqualTo(2);
    }

    /** Tries the rule for callers: many hold a row and then write lines, beside many that only write lines. */
    @Test
    void writingLinesLastNeverDeadlocks() {
        log.sql("insert into installation (key_check) values ('\\x00')");
        var acts = new ArrayList<Future<Void>>();
        for (int i = 0; i < 100; i++) {
            acts.add(log.database.inTransaction(
                    tx -> Database.run(tx, ROW).compose(held -> log.audit.record(tx, AuditFixture.full()))));
            acts.add(log.database.inTransaction(tx -> log.audit.record(tx, AuditFixture.destroyed())));
            acts.add(log.audit.tally(AuditFixture.wrongLink("192.0.2.7")));
        }
        Future.all(acts).await();

        assertThat(log.verify().flaws()).isEmpty();
        assertThat(log.verify().lines()).isEqualTo(201);
    }

    @Test
    void refusalIsWrittenThoughItsActIsRolledBackAndIsRethrown() {
        var failure = Failure.notFound();

        var refused = log.audit.refused(AuditFixture.wrongLink("192.0.2.1"), failure);

        assertThatThrownBy(refused::await).isSameAs(failure);
        assertThat(log.value("select action || ' ' || result || ' ' || source from audit_entry"))
                .isEqualTo("link-opened unusable-link 192.0.2.1");
    }

    @Test
    void refusalThatCannotBeWrittenStaysARefusal() {
        log.sql("drop table audit_tally");
        var failure = Failure.notFound();

        assertThatThrownBy(() -> log.audit.refused(AuditFixture.wrongLink("192.0.2.1"), failure).await())
                .isSameAs(failure);
    }

    @Test
    void repetitionsWithinAMinuteAreCountedInOneLine() {
        var wrong = IntStream.range(0, 60).mapToObj(time -> log.audit.tally(AuditFixture.wrongLink("192.0.2.1")))
                .toList();
        Future.all(wrong).await();
        assertThat(log.verify().lines()).isEqualTo(1);

        log.care.settleTallies().await();
        assertThat(log.verify().lines()).isEqualTo(1); // its minute is not over

        log.clock.advance(Duration.ofMinutes(1));
        Future.all(log.care.settleTallies(), log.care.settleTallies()).await(); // two nodes

        assertThat(log.verify().flaws()).isEmpty();
        assertThat(log.value("select string_agg(coalesce(unit || number, 'first'), ' ' order by seq) from audit_entry"))
                .isEqualTo("first times59");
        assertThat(log.value("select count(*) from audit_tally")).isEqualTo("0");
    }

    @Test
    void singleEventInAMinuteIsOneLine() {
        log.audit.tally(AuditFixture.wrongLink("192.0.2.1")).await();
        log.clock.advance(Duration.ofMinutes(2));
        log.care.settleTallies().await();

        assertThat(log.verify().lines()).isEqualTo(1);
    }

    /** Ten thousand addresses would fill a log as well as one does, if each got a line. */
    @Test
    void attackFromManyAddressesAddsOneLine() {
        for (int i = 0; i < Audit.STRANGERS_PER_MINUTE + 50; i++) {
            log.audit.tally(AuditFixture.wrongLink("10.0." + i / 256 + "." + i % 256)).await();
        }
        log.audit.tally(AuditEntry.refused(
                Actor.NOBODY.from(new Source("10.9.9.9")), Action.PASSWORD_CHECKED, Result.WRONG_PASSWORD,
                Subject.account(AuditFixture.SANNE))).await();
        log.clock.advance(Duration.ofMinutes(1));
        log.care.settleTallies().await();

        assertThat(log.value("select count(*) from audit_entry where source like '10.0.%'"))
                .isEqualTo(Integer.toString(Audit.STRANGERS_PER_MINUTE));
        assertThat(log.value("select sum(coalesce(number, 1)) from audit_entry where source is null")).isEqualTo("50");
        // this one is about an account
        assertThat(log.value("select count(*) from audit_entry where source = '10.9.9.9'")).isEqualTo("1");
    }

    /**
     * Another program computed these values from the description in {@link Chain}. Every later version must verify
     * lines that this version wrote.
     */
    @Test
    void theEncodingIsFrozen() {
        var chain = new Chain(log.purposes);
        var entry = AuditEntry.done(
                        Actor.staff(AuditFixture.SANNE).from(AuditFixture.SOURCE), Action.DOCUMENT_DOWNLOADED,
                        Subject.document(AuditFixture.TRANSFER, AuditFixture.SANNE))
                .with(Detail.Unit.TIMES, 3);

        var line = chain.next(Chain.ORIGIN, Instant.parse("2026-11-24T12:00:00.123456Z"), entry);

        assertThat(HexFormat.of().formatHex(line.mac()))
                .isEqualTo("9eee70ab991d23ecfd434ddbafff332eef0d6bec80f5d54fa48ba2dbd2ffa04d");
        var signed = entry.withStatement(Optional.of("ab".repeat(32)));
        assertThat(HexFormat.of().formatHex(
                        chain.next(Chain.ORIGIN, Instant.parse("2026-11-24T12:00:00.123456Z"), signed).mac()))
                .isEqualTo("f93f9be581617178b77363483b3fb162f8ba8d63c9d97c10aebab1cc68785d46");
        assertThat(HexFormat.of().formatHex(chain.seal(Mark.End.HEAD, line.anchor())))
                .isEqualTo("586101b80016e66ad427dce686edc35f9b8c0494430bc3184d6f6176921761c0");
    }

    /** Two lines that read the same when their fields are concatenated. */
    @Test
    void fieldBoundariesAreHashed() {
        var chain = new Chain(log.purposes);
        var nobody = AuditEntry.refused(
                new Actor(Actor.Kind.NOBODY, Optional.of(AuditFixture.SANNE), Optional.empty()),
                Action.LINK_OPENED, Result.DONE, Subject.NONE);
        var shifted = AuditEntry.refused(
                Actor.NOBODY, Action.LINK_OPENED, Result.DONE, Subject.transfer(AuditFixture.SANNE));

        assertThat(mac(chain, nobody)).isNotEqualTo(mac(chain, shifted));
    }

    @Test
    void everyWordIsReadBack() {
        var entries = new ArrayList<AuditEntry>();
        List.of(Action.values()).forEach(action -> entries.add(AuditEntry.done(Actor.SYSTEM, action, Subject.NONE)));
        List.of(Result.values()).forEach(
                result -> entries.add(AuditEntry.refused(Actor.OPERATOR, Action.SIGNED_IN, result, Subject.NONE)));
        List.of(Actor.Kind.values()).forEach(kind -> entries.add(AuditEntry.done(
                Actor.link(kind, new byte[16]).from(new Source("2001:db8:0:1:0:0:0:0/64")), Action.SIGNED_IN,
                Subject.recipient(AuditFixture.TRANSFER, AuditFixture.SANNE))));
        entries.add(AuditEntry.done(Actor.NOBODY, Action.SIGNED_IN, Subject.department("Meldpunt@igj.nl")));
        log.database.inTransaction(tx -> log.audit.record(tx, entries)).await();

        var lines = new ArrayList<AuditLine>();
        log.reader.export(AuditQuery.ALL, found -> {
            lines.addAll(found);
            return Future.succeededFuture();
        }).await();
        assertThat(lines).extracting(AuditLine::entry).containsExactlyElementsOf(entries);
        assertThat(log.verify().flaws()).isEmpty();
    }

    private static String mac(Chain chain, AuditEntry entry) {
        return HexFormat.of().formatHex(chain.next(Chain.ORIGIN, Instant.EPOCH, entry).mac());
    }
}
