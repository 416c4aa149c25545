package nl.rijkscloud.outbox;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Failure;

/**
 * The outbox as an operator sees it: waiting and failed messages, oldest first, without their contents. A failed
 * message cannot be sent again, because its payload was wiped with its links; a mail in an unknown state can be sent
 * again until it expires. Safe for use from any thread.
 */
public final class Queue {
    public static final int MOST = 100;
    /** The largest number that is counted; a longer queue is reported as this long. */
    static final int MOST_COUNTED = 10_000;

    /**
     * @param number messages of one channel that wait, or failed and were not acknowledged; at most {@value
     *     #MOST_COUNTED}
     */
    public record Length(String channel, boolean failed, long number) {}

    /**
     * @param recipient an address, or the end of a phone number
     * @param reason why it failed, or did the last time
     * @param dueAt when it is tried next
     */
    public record Item(
            UUID id, OutboundMessage.Channel channel, String template, String recipient, Optional<UUID> transfer,
            String state, int attempts, Instant createdAt, Instant dueAt, Instant expiresAt, Optional<String> reason) {}

    /** A transfer under check, or a draft, whose key was lost. */
    public record LostTransfer(UUID transfer, Instant at) {}

    /**
     * Files without a document, as of the last comparison of files and rows.
     *
     * @param quarantined files that wait for deletion
     * @param held files that are too many to delete without a person
     * @param missing documents without a file
     */
    public record StrayFiles(int quarantined, int held, int missing) {}

    private static final Duration LOST_FOR = Duration.ofDays(30);

    private final QueueStore store = new QueueStore();
    private final QueueSearchStore searches = new QueueSearchStore();
    private final Database database;
    private final Outbox outbox;
    private final Audit audit;
    private final InstantSource clock;

    public Queue(Database database, Outbox outbox, Audit audit, InstantSource clock) {
        this.database = database;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param failed true for failed messages, false for waiting ones
     * @param createdAt and {@code id}: of the last message of the previous page
     */
    public Future<List<Item>> page(boolean failed, Instant createdAt, UUID id, int limit) {
        return store.page(database.client(), failed, createdAt, id, limit);
    }

    /** Finds the oldest messages that wait or have failed. Fails with {@code BUSY} if that takes too long. */
    public Future<List<Item>> search(SqlClient tx, QueueQuestion question, int limit) {
        return searches.search(tx, question, limit);
    }

    /** Returns the kinds of messages that wait or have failed. */
    public Future<List<String>> kinds() {
        return searches.kinds(database.client());
    }

    public Future<List<Length>> lengths() {
        return store.lengths(database.client(), MOST_COUNTED);
    }

    /** Losses of the last thirty days. */
    public Future<List<LostTransfer>> lostTransfers() {
        return store.lostTransfers(database.client(), clock.instant().minus(LOST_FOR), MOST);
    }

    public Future<StrayFiles> strayFiles() {
        return store.strayFiles(database.client());
    }

    /**
     * Makes a waiting message due now, or sends one in an unknown state again. Fails with {@code NOT_FOUND} or {@code
     * CONFLICT} {@code not-waiting}.
     */
    public Future<Void> retry(UUID id, Actor by) {
        return database.inTransaction(tx -> store.retry(tx, id, clock.instant()).compose(due -> due.isPresent()
                        ? audit.record(tx, AuditEntry.done(by, Action.LETTER_RETRIED, Subject.letter(id)))
                        .map(due.get())
                        : store.exists(tx, id)
                        .compose(there -> Future.failedFuture(there ? notWaiting() : Failure.notFound()))))
                .onSuccess(outbox::wake)
                .mapEmpty();
    }

    /**
     * Removes a waiting message for good, or acknowledges a failed one. Fails with {@code NOT_FOUND} for any other.
     */
    public Future<Void> drop(UUID id, Actor by) {
        return database.inTransaction(tx -> store.drop(tx, id, by.id().orElseThrow(), clock.instant())
                .compose(done -> done
                ? audit.record(tx, AuditEntry.done(by, Action.LETTER_DROPPED, Subject.letter(id)))
                : Future.failedFuture(Failure.notFound())));
    }

    private static Failure notWaiting() {
        return Failure.of(Failure.Kind.CONFLICT, "not-waiting",
                "This is being sent, or does not wait any more and what it said has been wiped.");
    }
}
