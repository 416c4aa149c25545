package nl.rijkscloud.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.Future;
import java.time.Duration;
import nl.rijkscloud.audit.Verification.Flaw;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class AuditCareTest {
    private final AuditFixture log = new AuditFixture();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void oldLinesAreDeletedAndTheRestVerifies() {
        log.lines(5);
        log.clock.advance(AuditFixture.RETENTION.minusDays(1));
        log.lines(3);
        var kept = log.verify().head();
        log.clock.advance(Duration.ofDays(2));

        Future.all(log.care.deleteExpired(), log.care.deleteExpired()).await(); // two nodes

        var found = log.verify(kept);
        assertThat(found.flaws()).isEmpty();
        assertThat(found.start().seq()).isEqualTo(5);
        assertThat(log.value("select min(seq) || ' ' || count(*) from audit_entry")).isEqualTo("6 3");
    }

    @Test
    void logWithOnlyOldLinesContinuesItsNumbering() {
        log.lines(3);
        log.clock.advance(AuditFixture.RETENTION.plusDays(1));
        log.care.run().await();
        assertThat(log.verify().flaws()).isEmpty();

        log.lines(2);

        assertThat(log.verify().flaws()).isEmpty();
        assertThat(log.verify().head().seq()).isEqualTo(5);
    }

    /** A clock that runs a year ahead would delete young lines. */
    @Test
    void nothingIsDeletedWhileTheClockIsNotTrusted() {
        log.held = true;
        log.lines(3);
        log.clock.advance(AuditFixture.RETENTION.plusDays(1));

        log.care.deleteExpired().await();
        assertThat(log.value("select count(*) from audit_entry")).isEqualTo("3");

        log.held = false;
        log.care.deleteExpired().await();
        assertThat(log.value("select count(*) from audit_entry")).isEqualTo("0");
    }

    @Test
    void youngerLinesStay() {
        log.lines(3);
        log.clock.advance(AuditFixture.RETENTION.minusMinutes(1));

        log.care.run().await();

        assertThat(log.verify().lines()).isEqualTo(3);
    }

    @Test
    void tamperingIsStillFoundAfterDeletion() {
        log.lines(6);
        log.clock.advance(AuditFixture.RETENTION.minusSeconds(4));
        log.care.deleteExpired().await();
        assertThat(log.verify().start().seq()).isBetween(1L, 4L);
        var first = log.verify().start().seq() + 1;

        log.tamper("delete from audit_entry where seq = " + first);
        assertThat(log.verify().flaws()).containsExactly(Flaw.at(Flaw.Kind.MISSING, first));
    }

    @Test
    void deletedLinePutBackIsFound() {
        log.lines(6);
        log.sql("create table kept as select * from audit_entry where seq = 1");
        log.clock.advance(AuditFixture.RETENTION.minusSeconds(4));
        log.care.deleteExpired().await();
        log.tamper("insert into audit_entry select * from kept");

        assertThat(log.verify().flaws()).containsExactly(Flaw.at(Flaw.Kind.BEFORE_THE_START, 1));
    }

    @Test
    void tooOldAnchorIsReported() {
        log.lines(2);
        var early = log.verify().head();
        log.lines(2);
        log.clock.advance(AuditFixture.RETENTION.plusDays(1));
        log.care.deleteExpired().await();

        assertThat(log.verify(early).flaws()).containsExactly(Flaw.at(Flaw.Kind.ANCHOR_TOO_OLD, 2));
    }

    /**
     * Otherwise an attacker with write access to the database could make the portal delete chosen lines and seal the
     * result.
     */
    @Test
    void linesMadeOldByTamperingStayAndNothingIsSealed() {
        log.lines(4);
        log.tamper("update audit_entry set at = at - interval '3 years' where seq <= 2");

        assertThatThrownBy(() -> log.care.deleteExpired().await()).hasMessageContaining("not ours");

        assertThat(log.value("select count(*) from audit_entry")).isEqualTo("4");
        assertThat(log.verify().flaws()).contains(Flaw.at(Flaw.Kind.CHANGED, 1), Flaw.at(Flaw.Kind.CHANGED, 2));
    }

    @Test
    void forgedBeginningIsNotExtended() {
        log.lines(4);
        log.clock.advance(AuditFixture.RETENTION.plusDays(1));
        log.tamper(
                "insert into audit_mark select 'start', seq, mac, mac from audit_entry where seq = 2",
                "delete from audit_entry where seq <= 2");

        assertThatThrownBy(() -> log.care.deleteExpired().await()).hasMessageContaining("not ours");
        assertThat(log.verify().flaws()).contains(Flaw.at(Flaw.Kind.START_FORGED, 2));
    }

    @Test
    void theAnchorGoesToTheServersLogOnceAnHour() {
        var lines = new ListAppender<ILoggingEvent>();
        var logger = (Logger) LoggerFactory.getLogger(AuditCare.class);
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
        lines.start();
        try {
            log.lines(2);
            log.care.run().await();
            log.care.run().await();
            assertThat(lines.list).extracting(ILoggingEvent::getFormattedMessage)
                    .containsExactly("audit log anchor " + log.verify().head());

            log.clock.advance(Duration.ofHours(1));
            log.care.run().await();
            assertThat(lines.list).hasSize(2);
        } finally {
            logger.detachAppender(lines);
        }
    }
}
