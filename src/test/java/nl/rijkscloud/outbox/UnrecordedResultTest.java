package nl.rijkscloud.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The database refuses the result of a delivery, and accepts it some time later. */
final class UnrecordedResultTest {
    private static final String REFUSE = """
            create function refuse() returns trigger language plpgsql as $$ begin raise 'not now'; end $$;
            create trigger refuse before update of state on outbox for each row when (new.state = 'accepted')
                execute function refuse()""";

    private final OutboxFixture box = new OutboxFixture();

    @AfterEach
    void close() {
        box.close();
    }

    @Test
    void resultIsRecordedByALaterPassAndTheMessageIsSentOnce() {
        box.sql(REFUSE);
        box.add(null, "one");
        var drain = box.drain(box.accepting());
        var carried = box.start(drain);
        await().until(() -> box.carried.size() == 1);

        for (var i = 0; i < 5; i++) {
            box.clock.advance(Duration.ofSeconds(20));
            drain.renew().await();
            box.run(box.drain(box.accepting()));
        }
        assertThat(box.row("state, in_hand")).isEqualTo("(waiting,t)");

        box.sql("drop trigger refuse on outbox");
        box.start(drain);
        carried.await();

        assertThat(box.carried).containsExactly("one");
        assertThat(box.row("state, attempts")).isEqualTo("(accepted,1)");
    }

    @Test
    void stopDoesNotWaitForADatabaseThatRefuses() {
        box.sql(REFUSE);
        box.add(null, "one");
        var drain = box.drain(box.accepting());
        box.start(drain);
        await().until(() -> box.carried.size() == 1);

        drain.stop().await();

        assertThat(box.row("state")).isEqualTo("waiting");
    }

    @Test
    void resultThatCannotBeQueuedDelaysNoStop() {
        box.add(null, "one");
        var drain = box.drain((id, letter) -> Future.succeededFuture(null));
        box.start(drain);
        await().until(() -> box.row("in_hand").equals("t"));

        var stopped = drain.stop();

        await().until(stopped::succeeded);
    }
}
