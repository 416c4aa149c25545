package nl.rijkscloud.request;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.UUID;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.outbox.Outbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reminds outsiders who have not answered, before their time is over. Any number of nodes may run this chore; each
 * reminder is sent once.
 */
final class Reminders {
    private static final Logger LOG = LoggerFactory.getLogger(Reminders.class);
    private static final int BATCH = 100;

    private final Database database;
    private final RequestStore requests;
    private final UploadLinkRenewal renewal;
    private final Outbox outbox;
    private final InstantSource clock;

    Reminders(
            Database database, RequestStore requests, UploadLinkRenewal renewal, Outbox outbox, InstantSource clock) {
        this.database = database;
        this.requests = requests;
        this.renewal = renewal;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Sends the reminders that are due, at most 100. */
    public Future<Void> run() {
        return requests.findDueReminders(database.client(), clock.instant(), BATCH).compose(due -> {
            var done = Loop.forEach(due, this::remind);
            return due.isEmpty() ? done : done.onSuccess(all -> outbox.wake(OutboundMessage.Channel.MAIL));
        });
    }

    private Future<Void> remind(UUID transfer) {
        return database.inTransaction(tx -> renewal.sendReminder(tx, transfer)).recover(failure -> {
            LOG.error("reminding of {} failed and is tried again", transfer, failure);
            return Future.succeededFuture();
        });
    }
}
