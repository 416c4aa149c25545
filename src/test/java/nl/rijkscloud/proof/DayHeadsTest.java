package nl.rijkscloud.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HexFormat;
import nl.rijkscloud.kernel.OfficeTime;
import nl.rijkscloud.statement.KeyFile;
import nl.rijkscloud.statement.SignedStatement;
import nl.rijkscloud.statement.StatementKind;
import nl.rijkscloud.statement.Statements;
import nl.rijkscloud.statement.TestStatements;
import nl.rijkscloud.testing.SampleTransfer;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.vault.Sha256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statements of some days, and the heads that a chore signs in the nights after them. */
final class DayHeadsTest {
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private Path folder;

    private SampleTransfer sample;
    private Statements statements;
    private boolean held;

    @BeforeEach
    void open() {
        sample = new SampleTransfer(folder);
        statements = TestStatements.signed(folder, sample.clock.instant());
    }

    @AfterEach
    void close() {
        sample.close();
    }

    @Test
    void statementIsInTheHeadOfItsDayFromTheNightOn() throws Exception {
        var day = today();
        var statement = state();
        state();
        heads().run(() -> false).await();
        assertThat(proven(statement)).isNull();

        sample.clock.advance(DAY);
        heads().run(() -> false).await();

        assertThat(proven(statement)).isEqualTo(day);
        assertThat(head(day).getInteger("count")).isEqualTo(2);
        assertThat(value("select a.action || ' ' || a.number from audit_entry a join day_head d on d.hash = a.statement"
                + " where d.day = '" + day + "'")).isEqualTo("day-closed 2");
    }

    @Test
    void missingDaysFollowAndEachNamesTheHeadBeforeIt() throws Exception {
        heads().run(() -> false).await();
        var first = value("select max(day)::text from day_head");
        sample.clock.advance(DAY.multipliedBy(4));
        heads().run(() -> false).await();

        assertThat(value("select count(*) from day_head")).isEqualTo("5");
        var day = LocalDate.parse(first);
        assertThat(head(day).getString("previous")).isNull();
        for (var next = day.plusDays(1); next.isBefore(today()); next = next.plusDays(1)) {
            assertThat(head(next).getInteger("count")).isZero();
            assertThat(head(next).getString("previous")).isEqualTo(value(
                    "select encode(hash, 'hex') from day_head where day = '" + next.minusDays(1) + "'"));
        }
    }

    @Test
    void statementThatWasCommittedLateIsInTheNextHead() throws Exception {
        var day = today();
        var late = state();
        TestDatabase.sql(sample.config, "update statement set at = at + interval '10 days'"); // not there yet
        sample.clock.advance(DAY);
        heads().run(() -> false).await();
        TestDatabase.sql(sample.config, "update statement set at = at - interval '10 days'");
        sample.clock.advance(DAY);
        heads().run(() -> false).await();

        assertThat(proven(late)).isEqualTo(day.plusDays(1));
        assertThat(head(day).getInteger("count")).isZero();
    }

    @Test
    void serversMakeOneHeadOfADay() {
        state();
        sample.clock.advance(DAY);
        var one = heads().run(() -> false);
        var other = heads().run(() -> false);
        one.await();
        other.await();

        assertThat(value("select count(*) from audit_entry where action = 'day-closed'"))
                .isEqualTo(value("select count(*) from day_head"));
    }

    @Test
    void proofOutlivesTheNamesOfItsTransfer() throws Exception {
        var statement = state();
        var day = today();
        sample.clock.advance(DAY);
        heads().run(() -> false).await();
        TestDatabase.sql(sample.config, "update statement set plain = null, at = date_trunc('day', at)");

        assertThat(proven(statement)).isEqualTo(day);
    }

    @Test
    void noHeadIsMadeWhileTheClockIsNotTrusted() {
        held = true;
        heads().run(() -> false).await();

        assertThat(value("select count(*) from day_head")).isEqualTo("0");
    }

    private String state() {
        return sample.database.inTransaction(tx -> statements.issuePlain(
                tx, StatementKind.WITHDRAWN, sample.id, sample.clock.instant(), JsonObject::new)).await()
                .orElseThrow().text();
    }

    /** The day that a proof shows; null if there is none. */
    private LocalDate proven(String statement) throws Exception {
        var hash = Sha256.of(statement.getBytes(StandardCharsets.US_ASCII));
        var found = heads().find(sample.database.client(), hash).await();
        return found.isEmpty() ? null
                : found.get().day(statement, KeyFile.readPublic(folder.resolve("keys"))).orElseThrow();
    }

    private JsonObject head(LocalDate day) {
        return SignedStatement.contentOf(new String(HexFormat.of().parseHex(value(
                "select encode(signed, 'hex') from day_head where day = '" + day + "'")), StandardCharsets.US_ASCII));
    }

    private LocalDate today() {
        return OfficeTime.day(sample.clock.instant());
    }

    private DayHeads heads() {
        return new DayHeads(sample.vertx, sample.database, statements, sample.audit, sample.clock, () -> held);
    }

    private String value(String query) {
        return TestDatabase.value(sample.config, query).orElse("none");
    }
}
