package nl.rijkscloud.news;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.UUID;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.kernel.OfficeTime;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.outbox.Outbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns news into mails. Somebody who wants one mail a day gets it at eight; somebody who wants to hear at once gets a
 * mail every five minutes at most, which holds all that has happened since. Any number of nodes may run this chore:
 * news is taken and its mail written in one transaction, under a lock on the person's choice.
 */
final class NewsDispatch {
    private static final Logger LOG = LoggerFactory.getLogger(NewsDispatch.class);
    private static final LocalTime DAILY = LocalTime.of(8, 0);
    private static final Duration PACE = Duration.ofMinutes(5);
    private static final Duration BEFORE_END = Duration.ofDays(3);
    private static final int BATCH = 500;

    private final NewsStore store = new NewsStore();
    private final NewsMails mails = new NewsMails();
    private final Database database;
    private final Outbox outbox;
    private final InstantSource clock;

    NewsDispatch(Database database, Outbox outbox, InstantSource clock) {
        this.database = database;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Finds what ends soon, and writes the mails that are due, to 500 people at most. */
    Future<Void> run() {
        var now = clock.instant();
        return store.findEnding(database.client(), now, BEFORE_END)
                .compose(done -> store.findDue(database.client(), now, now.minus(PACE), daily(now), BATCH))
                .compose(people -> Loop.forEach(people, this::tell).onSuccess(done -> {
                    if (!people.isEmpty()) {
                        outbox.wake(OutboundMessage.Channel.MAIL);
                    }
                }));
    }

    private Future<Void> tell(UUID staff) {
        return database.inTransaction(tx -> tell(tx, staff)).recover(failure -> {
            LOG.error("news for account {} could not be mailed and is tried again", staff, failure);
            return Future.succeededFuture();
        });
    }

    private Future<Void> tell(SqlClient tx, UUID staff) {
        var now = clock.instant();
        var daily = daily(now);
        return store.lock(tx, staff, now, now.minus(PACE), daily).compose(due -> {
            if (due.isEmpty()) {
                return Future.succeededFuture();
            }
            var reader = due.get();
            // News of eight o'clock or later is for the next daily mail. PostgreSQL counts microseconds.
            var until = reader.atOnce() ? now : daily.minusNanos(1_000);
            return store.find(tx, staff, until)
                    .compose(items -> items.isEmpty()
                            ? Future.succeededFuture()
                            : outbox.add(tx, mails.write(reader, items))
                                    .compose(added -> store.markMailed(tx, staff, now)))
                    .compose(done -> store.markTold(tx, staff, until, now));
        });
    }

    /** The newest time that it was eight o'clock. */
    private static Instant daily(Instant now) {
        var local = OfficeTime.at(now);
        var today = local.with(DAILY);
        return (today.isAfter(local) ? today.minusDays(1) : today).toInstant();
    }
}
