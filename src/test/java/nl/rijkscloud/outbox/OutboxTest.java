package nl.rijkscloud.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.util.random.RandomGenerator;
import nl.rijkscloud.outbox.OutboundMessage.Channel;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPeriods;
import nl.rijkscloud.testing.TestPurposeKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OutboxTest {
    private final OutboxFixture box = new OutboxFixture();

    @AfterEach
    void close() {
        box.close();
    }

    @Test
    void aRowUnderAnotherMasterKeyIsNotSentAndNotLost() {
        box.add(null, "one");
        var other = new byte[32];
        other[0] = 1;

        box.run(new OutboxDrain(
                box.db, TestPeriods.seal(box.vertx, box.config, box.db, box.clock, TestPurposeKeys.of(other)),
                box.clock,
                RandomGenerator.getDefault(), Channel.MAIL, box.accepting()));

        assertThat(box.carried).isEmpty();
        assertThat(box.row("state, payload is not null")).isEqualTo("(waiting,t)");
    }

    @Test
    void aPayloadOpensOnlyInItsOwnRow() {
        box.add(null, "one");
        box.add(null, "two");
        TestDatabase.sql(
                box.config, "update outbox set payload = (select payload from outbox o where o.id <> outbox.id)");

        box.run(box.drain(box.accepting()));

        assertThat(box.carried).isEmpty();
    }

    @Test
    void rowHoldsNoReadableSecret() {
        box.add(null, "https://geheim");

        assertThat(box.value("select outbox::text from outbox")).doesNotContain("geheim");
    }

    @Test
    void aRollbackSendsNothing() {
        assertThatThrownBy(() -> box.db
                .<Void>inTransaction(tx -> box.outbox
                        .add(tx, OutboxFixture.letter(null, "one"))
                        .compose(id -> Future.failedFuture("changed my mind")))
                .await());

        box.run(box.drain(box.accepting()));

        assertThat(box.carried).isEmpty();
    }
}
