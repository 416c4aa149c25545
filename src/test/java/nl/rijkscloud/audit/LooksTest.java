package nl.rijkscloud.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Repeats looks within a minute. */
final class LooksTest {
    private static final AuditEntry LOOK = AuditEntry.done(
            Actor.staff(AuditFixture.SANNE).from(AuditFixture.SOURCE), Action.TRANSFER_SEEN,
            Subject.transfer(AuditFixture.TRANSFER));

    private static final Actor STRANGER = Actor.NOBODY.from(AuditFixture.SOURCE);

    private final AuditFixture log = new AuditFixture();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void theFirstLookOfAMinuteIsALineBeforeItIsAnswered() {
        log.audit.startCounting(log.vertx, new SimpleMeterRegistry());

        log.audit.look(LOOK).await();

        assertThat(log.verify().lines()).isEqualTo(1);
    }

    @Test
    void repetitionsAreAllThereAfterAStop() {
        log.audit.startCounting(log.vertx, new SimpleMeterRegistry());
        look(30);

        log.audit.settle().await();

        assertThat(log.value("select sum(times) from audit_tally")).isEqualTo("30");
        assertThat(log.verify().lines()).isEqualTo(1);
    }

    @Test
    void repeatedRefusalsCostNoTransactionEach() {
        log.audit.startCounting(log.vertx, new SimpleMeterRegistry());
        refuse(STRANGER);
        log.sql("alter table audit_tally rename to elsewhere");
        for (var time = 0; time < 29; time++) {
            refuse(STRANGER);
        }
        log.sql("alter table elsewhere rename to audit_tally");

        log.audit.settle().await();

        assertThat(log.value("select sum(times) from audit_tally")).isEqualTo("30");
    }

    @Test
    void sourcesBeyondTheBoundOfAMinuteAreCountedTogetherInMemoryToo() {
        log.audit.startCounting(log.vertx, new SimpleMeterRegistry());
        for (var time = 0; time < 2; time++) {
            for (var stranger = 0; stranger < Audit.STRANGERS_PER_MINUTE + 20; stranger++) {
                refuse(Actor.NOBODY.from(new Source("10.0.0." + stranger)));
            }
        }

        log.audit.settle().await();

        assertThat(log.value("select count(*) from audit_tally")).isEqualTo("101");
        assertThat(log.value("select times from audit_tally where source is null")).isEqualTo("40");
        assertThat(log.value("select sum(times) from audit_tally")).isEqualTo("240");
    }

    private void refuse(Actor actor) {
        var entry = AuditEntry.refused(actor, Action.LINK_OPENED, Result.UNUSABLE_LINK, Subject.NONE);
        var failure = log.audit.refused(entry, Failure.notFound());
        assertThat(failure.transform(refused -> Future.succeededFuture(refused.failed())).await()).isTrue();
    }

    @Test
    void repetitionsBecomeALineAlsoWhenTheirMinuteWasSettledBefore() {
        log.audit.startCounting(log.vertx, new SimpleMeterRegistry());
        look(1);
        log.sql("delete from audit_tally");
        look(29);

        log.audit.settle().await();
        log.clock.advance(Duration.ofMinutes(1));
        log.care.settleTallies().await();

        assertThat(log.value("select sum(number) from audit_entry where unit = 'times'")).isEqualTo("29");
        assertThat(log.verify().flaws()).isEmpty();
    }

    @Test
    void theFirstLookOfTheNextMinuteIsALineAgain() {
        log.audit.startCounting(log.vertx, new SimpleMeterRegistry());
        look(2);
        log.clock.advance(Duration.ofMinutes(1));

        look(2);

        assertThat(log.value("select count(*) from audit_entry where unit is null")).isEqualTo("2");
    }

    @Test
    void aLookThatCannotBeWrittenIsNotAnswered() {
        log.audit.startCounting(log.vertx, new SimpleMeterRegistry());
        log.sql("alter table audit_entry rename to elsewhere");

        assertThat(log.audit.look(LOOK).transform(looked -> Future.succeededFuture(looked.failed())).await()).isTrue();
        log.sql("alter table elsewhere rename to audit_entry");
        log.audit.look(LOOK).await();
        assertThat(log.verify().lines()).isEqualTo(1);
    }

    private void look(int times) {
        for (var time = 0; time < times; time++) {
            log.audit.look(LOOK).await();
        }
    }
}
