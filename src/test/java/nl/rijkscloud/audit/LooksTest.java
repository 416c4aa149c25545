package nl.rijkscloud.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Repeats looks within a minute. */
final class LooksTest {
    private static final AuditEntry LOOK = AuditEntry.done(
            Actor.staff(AuditFixture.SANNE).from(AuditFixture.SOURCE), Action.TRANSFER_SEEN,
            Subject.transfer(AuditFixture.TRANSFER));

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
