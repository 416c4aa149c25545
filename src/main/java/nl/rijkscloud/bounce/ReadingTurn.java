package nl.rijkscloud.bounce;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import nl.rijkscloud.db.Database;

/**
 * Lets one server at a time read the mailbox, and tells how long ago any of them did. Two that read at once, because
 * one stalled for longer than a turn, record the same. Safe for use from any thread.
 */
final class ReadingTurn {
    /** Longer than a pass: a server that has the turn after that has died. */
    private static final Duration TURN = MailboxReader.LONGEST.plusSeconds(30);

    private final UUID self = UUID.randomUUID();
    private final BounceStore store = new BounceStore();
    private final Database database;
    private final InstantSource clock;
    private volatile Instant lookedAt;

    ReadingTurn(Database database, InstantSource clock, MeterRegistry metrics) {
        this.database = database;
        this.clock = clock;
        this.lookedAt = clock.instant();
        register(metrics, this::silence);
    }

    /** @param silence in seconds; not a number where there is no mailbox */
    static void register(MeterRegistry metrics, Supplier<Number> silence) {
        Gauge.builder("rijkscloud.bounce.mailbox.silence", silence).baseUnit("seconds").strongReference(true)
                .description("Time since any server last read the mailbox of bounces to its end").register(metrics);
    }

    /** Does the work, unless it is another server's turn. */
    Future<Void> take(Supplier<Future<Void>> work) {
        var now = clock.instant();
        return store.takeTurn(database.client(), self, now, now.plus(TURN))
                .compose(mine -> mine ? work.get().eventually(this::giveBack) : Future.succeededFuture())
                .eventually(() -> store.lookedAt(database.client()).onSuccess(at -> lookedAt = at));
    }

    /** Records that the mailbox was read to its end. */
    Future<Void> recordLook() {
        return store.recordLook(database.client(), clock.instant());
    }

    private Future<Void> giveBack() {
        return store.giveTurnBack(database.client(), self, clock.instant());
    }

    private double silence() {
        return Math.max(0, Duration.between(lookedAt, clock.instant()).toSeconds());
    }
}
