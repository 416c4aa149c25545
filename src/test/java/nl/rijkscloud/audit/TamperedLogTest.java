package nl.rijkscloud.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import nl.rijkscloud.audit.Verification.Flaw;
import nl.rijkscloud.testing.TestPurposeKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An attacker who owns the database and has no key changes six lines, in every possible way. */
class TamperedLogTest {
    private static final String KEEP = "create table kept as select * from audit_mark";

    private AuditFixture log;

    @BeforeEach
    void six() {
        log = new AuditFixture().lines(6);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void untouchedLogVerifies() {
        var found = log.verify();

        assertThat(found.flaws()).isEmpty();
        assertThat(found.lines()).isEqualTo(6);
        assertThat(found.statements()).isPositive();
        assertThat(found.head().seq()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "at = at + interval '1 microsecond'", "at = 'infinity'", "action = 'link-opened'", "action = 'never-heard-of'",
        "result = 'too-many'", "actor = 'system'", "actor_id = gen_random_uuid()", "actor_id = null",
        "source = '192.0.2.2'",
        "source = null", "transfer_id = gen_random_uuid()", "transfer_id = null", "subject = 'account'",
        "subject = null",
        "subject_id = gen_random_uuid()", "subject_id = null", "unit = 'times'", "unit = null, number = null",
        "number = 2",
        "mac = set_byte(mac, 31, get_byte(mac, 31) # 1)", "transfer_id = subject_id, subject_id = transfer_id",
        "statement = null", "statement = set_byte(statement, 0, 1)"
    })
    void everyChangedColumnIsFound(String change) {
        log.tamper("update audit_entry set " + change + " where seq = 3");

        assertThat(log.verify().flaws()).contains(Flaw.at(Flaw.Kind.CHANGED, 3));
    }

    /** The list above covers every column of a line but its number, which the swap covers. */
    @Test
    void everyColumnIsTried() {
        assertThat(log.value(
                "select string_agg(column_name, ' ' order by ordinal_position) from information_schema.columns"
                        + " where table_name = 'audit_entry'"))
                .isEqualTo("seq at action result actor actor_id source transfer_id subject subject_id unit number mac"
                        + " statement");
    }

    @Test
    void addedHalfOfADetailIsFound() {
        log.record(AuditFixture.destroyed());
        log.tamper("alter table audit_entry drop constraint audit_entry_check",
                "update audit_entry set number = 2 where seq = 7");

        assertThat(log.verify().flaws()).contains(Flaw.at(Flaw.Kind.CHANGED, 7));
    }

    @Test
    void addedStatementIsFound() {
        log.record(AuditFixture.destroyed());
        log.tamper("update audit_entry set statement = decode(repeat('ab', 32), 'hex') where seq = 7");

        assertThat(log.verify().flaws()).contains(Flaw.at(Flaw.Kind.CHANGED, 7));
    }

    @Test
    void aRemovedLineIsFound() {
        log.tamper("delete from audit_entry where seq = 3");

        assertThat(log.verify().flaws()).containsExactly(Flaw.at(Flaw.Kind.MISSING, 3));
    }

    @Test
    void removedLineWithRenumberedRestIsFound() {
        log.tamper("delete from audit_entry where seq = 3", "update audit_entry set seq = seq - 1 where seq > 3");

        assertThat(log.verify().flaws()).contains(Flaw.at(Flaw.Kind.CHANGED, 3), Flaw.at(Flaw.Kind.MISSING, 6));
    }

    @Test
    void aRemovedBeginningIsFound() {
        log.tamper("delete from audit_entry where seq <= 2");

        assertThat(log.verify().flaws()).containsExactly(new Flaw(Flaw.Kind.MISSING, 1, 2));
    }

    @Test
    void aRemovedLastLineIsFound() {
        log.tamper("delete from audit_entry where seq = 6");

        assertThat(log.verify().flaws()).containsExactly(Flaw.at(Flaw.Kind.MISSING, 6));
    }

    @Test
    void twoSwappedLinesAreFound() {
        log.tamper(
                "update audit_entry set seq = 99 where seq = 3", "update audit_entry set seq = 3 where seq = 4",
                "update audit_entry set seq = 4 where seq = 99");

        assertThat(log.verify().flaws()).contains(Flaw.at(Flaw.Kind.CHANGED, 3), Flaw.at(Flaw.Kind.CHANGED, 4));
    }

    @Test
    void anInsertedLineIsFound() {
        log.tamper(
                "update audit_entry set seq = seq + 100 where seq > 3",
                "update audit_entry set seq = seq - 99 where seq > 100", copyOf(3, 4));

        assertThat(log.verify().flaws()).contains(Flaw.at(Flaw.Kind.CHANGED, 4), Flaw.at(Flaw.Kind.BEYOND_THE_END, 7));
    }

    @Test
    void anAppendedLineIsFound() {
        log.tamper(copyOf(6, 7));

        assertThat(log.verify().flaws()).contains(Flaw.at(Flaw.Kind.BEYOND_THE_END, 7));
    }

    /** An attacker can read the MAC of the line that is to become the last; the seal of the end cannot be read. */
    @Test
    void cutTailWithAFittedEndIsFound() {
        log.tamper(
                "delete from audit_entry where seq > 4",
                "update audit_mark set seq = 4, mac = (select mac from audit_entry where seq = 4) where name = 'head'");

        assertThat(log.verify().flaws()).containsExactly(Flaw.at(Flaw.Kind.HEAD_FORGED, 4));
    }

    @Test
    void macOfALineIsNoSealOfAnEnd() {
        log.tamper(
                "delete from audit_entry where seq > 4",
                "update audit_mark m set seq = e.seq, mac = e.mac, seal = e.mac from audit_entry e"
                        + " where e.seq = 4 and m.name = 'head'");

        assertThat(log.verify().flaws()).containsExactly(Flaw.at(Flaw.Kind.HEAD_FORGED, 4));
    }

    @Test
    void aRemovedEndIsFound() {
        log.tamper("delete from audit_mark where name = 'head'");

        assertThat(log.verify().flaws()).extracting(Flaw::kind).containsExactly(Flaw.Kind.NO_HEAD);
    }

    @Test
    void beginningMovedForwardIsFound() {
        log.tamper(
                "insert into audit_mark select 'start', seq, mac, mac from audit_entry where seq = 2",
                "delete from audit_entry where seq <= 2");

        assertThat(log.verify().flaws()).containsExactly(Flaw.at(Flaw.Kind.START_FORGED, 2));
    }

    @Test
    void sealOfTheEndIsNoSealOfABeginning() {
        log.tamper(
                "insert into audit_mark select 'start', seq, mac, seal from audit_mark where name = 'head'",
                "delete from audit_entry");

        assertThat(log.verify().flaws()).containsExactly(Flaw.at(Flaw.Kind.START_FORGED, 6));
    }

    @Test
    void restoredOlderEndIsFoundWhileLaterLinesExist() {
        log.sql(KEEP);
        log.lines(2);
        log.tamper("delete from audit_mark", "insert into audit_mark select * from kept");

        assertThat(log.verify().flaws())
                .containsExactly(Flaw.at(Flaw.Kind.BEYOND_THE_END, 7), Flaw.at(Flaw.Kind.BEYOND_THE_END, 8));
    }

    /** The honest limit: an earlier state of everything verifies. Only a kept anchor reveals it. */
    @Test
    void restoredEarlierLogIsFoundOnlyWithAnAnchor() {
        log.sql(KEEP);
        var before = log.verify().head();
        log.lines(2);
        var after = log.verify().head();
        log.tamper("delete from audit_entry where seq > 6", "delete from audit_mark",
                "insert into audit_mark select * from kept");

        assertThat(log.verify().flaws()).isEmpty();
        assertThat(log.verify(before).flaws()).isEmpty();
        assertThat(log.verify(after).flaws()).containsExactly(Flaw.at(Flaw.Kind.ANCHOR_NOT_REACHED, 8));

        log.lines(2); // as many other lines
        assertThat(log.verify().flaws()).isEmpty();
        assertThat(log.verify(after).flaws()).containsExactly(Flaw.at(Flaw.Kind.ANCHOR_DIFFERS, 8));
    }

    @Test
    void emptiedLogDoesNotVerify() {
        log.tamper("delete from audit_entry", "delete from audit_mark");

        assertThat(log.verify().flaws()).extracting(Flaw::kind).containsExactly(Flaw.Kind.EMPTY);
    }

    /** Otherwise the next line would seal a log that an attacker has cut. */
    @Test
    void nothingIsAppendedToAForgedEnd() {
        log.tamper(
                "delete from audit_entry where seq > 4",
                "update audit_mark set seq = 4, mac = (select mac from audit_entry where seq = 4) where name = 'head'");

        assertThatThrownBy(() -> log.record(AuditFixture.full())).hasMessageContaining("not ours");
        assertThat(log.value("select count(*) from audit_entry")).isEqualTo("4");
    }

    @Test
    void anotherKeyVerifiesNothing() {
        var other = new AuditVerifier(log.database, TestPurposeKeys.of(new byte[] {
            1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29,
            30, 31, 32}));

        assertThat(other.verify(Optional.empty()).await().flaws()).hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "update audit_entry set result = 'done' where seq = 1", "delete from audit_entry where seq = 6",
        "delete from audit_entry",
        "truncate audit_entry", "update audit_mark set seq = seq - 1", "update audit_mark set seq = seq",
        "update audit_mark set name = 'start', seq = seq + 1", "delete from audit_mark", "truncate audit_mark"
    })
    void databaseRefusesUpdateAndDelete(String statement) {
        assertThatThrownBy(() -> log.sql(statement)).rootCause()
                .hasMessageMatching("(?s).*audit log (is only ever|only move).*");
        assertThat(log.verify().flaws()).isEmpty();
    }

    /** Columns take no free text, from any caller. */
    @Test
    void everyColumnOfWordsTakesOnlyKnownWords() {
        for (var column : List.of("action", "result", "actor", "source", "subject", "unit")) {
            assertThatThrownBy(
                    () -> log.tamper("update audit_entry set " + column + " = 'Jaarstukken.pdf' where seq = 1"))
                    .rootCause().hasMessageContaining("audit_entry_" + column + "_check");
        }
    }

    private static String copyOf(int seq, int as) {
        return "insert into audit_entry select " + as
                + ", at, action, result, actor, actor_id, source, transfer_id, subject,"
                + " subject_id, unit, number, mac from audit_entry where seq = " + seq;
    }
}
