package nl.rijkscloud.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import nl.rijkscloud.audit.Verification.Flaw;
import nl.rijkscloud.vault.KeyPurpose;
import nl.rijkscloud.vault.PurposeKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A log of four lines, then a section under a new key with three. The attacker owns the database and the old key. */
class SectionsTest {
    private final AuditFixture log = new AuditFixture().lines(4);
    private final Chain old = new Chain(log.purposes.current(KeyPurpose.AUDIT));
    private final PurposeKey key = PurposeKey.random(KeyPurpose.AUDIT, 2, new SecureRandom());

    @BeforeEach
    void section() {
        log.database.inTransaction(tx -> log.audit.beginSection(tx, key)).await();
        log.purposes.add(key);
        log.lines(2);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void wholeLogVerifiesOverTheBorder() {
        var found = log.verify();

        assertThat(found.flaws()).isEmpty();
        assertThat(found.lines()).isEqualTo(7);
    }

    @Test
    void lineWithTheOldKeyAfterTheBorderIsFound() {
        var line = old.next(anchor(7), log.clock.instant(), AuditFixture.destroyed());
        log.tamper("insert into audit_entry (seq, at, action, result, actor, transfer_id, mac) values (8, '" + line.at()
                + "', 'transfer-destroyed', 'done', 'system', '" + line.entry().subject().transfer().orElseThrow()
                + "', '\\x" + HexFormat.of().formatHex(line.mac()) + "')");

        assertThat(log.verify().flaws()).contains(Flaw.at(Flaw.Kind.CHANGED, 8));
    }

    @Test
    void endSealedWithTheOldKeyIsFound() {
        var place = anchor(4);
        log.tamper("delete from audit_entry where seq > 4", "update audit_mark set seq = 4, mac = '\\x"
                + HexFormat.of().formatHex(place.mac()) + "', seal = '\\x"
                + HexFormat.of().formatHex(old.seal(Chain.Mark.End.HEAD, place)) + "' where name = 'head'");

        assertThat(log.verify().flaws()).contains(Flaw.at(Flaw.Kind.HEAD_FORGED, 4));
    }

    @Test
    void beginningSealedWithTheOldKeyIsFound() {
        var place = anchor(2);
        log.tamper("delete from audit_entry where seq <= 2", "update audit_mark set seq = 2, mac = '\\x"
                + HexFormat.of().formatHex(place.mac()) + "', seal = '\\x"
                + HexFormat.of().formatHex(old.seal(Chain.Mark.End.START, place)) + "' where name = 'start'");

        assertThat(log.verify().flaws()).contains(Flaw.at(Flaw.Kind.START_FORGED, 2));
    }

    @Test
    void lineBeforeTheBorderWrittenAnewIsFound() {
        var line = old.next(anchor(3), log.clock.instant(), AuditFixture.destroyed());
        log.tamper("delete from audit_entry where seq = 4",
                "insert into audit_entry (seq, at, action, result, actor, transfer_id, mac) values (4, '" + line.at()
                + "', 'transfer-destroyed', 'done', 'system', '" + line.entry().subject().transfer().orElseThrow()
                + "', '\\x" + HexFormat.of().formatHex(line.mac()) + "')");

        assertThat(log.verify().flaws()).contains(Flaw.at(Flaw.Kind.CHANGED, 5));
    }

    @Test
    void oldLinesAreForgottenOverTheBorder() {
        log.clock.advance(AuditFixture.RETENTION.plus(Duration.ofDays(1)));
        log.lines(1);
        log.care.run().await();

        var found = log.verify();
        assertThat(found.flaws()).isEmpty();
        assertThat(found.start().seq()).isEqualTo(7);
        assertThat(log.verifier.verify(Optional.empty()).await().lines()).isEqualTo(1);
    }

    private AuditAnchor anchor(long seq) {
        return AuditAnchor.parse(seq + ":" + log.value("select encode(mac, 'hex') from audit_entry where seq = " + seq))
                .orElseThrow();
    }
}
